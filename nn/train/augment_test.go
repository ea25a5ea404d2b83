package train

import (
	"bytes"
	"slices"
	"testing"

	"digitlab/data"
	"digitlab/data/augment"
	"digitlab/nn"
)

// strong varies every image, half of them with the pen.
var strong = augment.Settings{Shift: 2, Rotate: 10, Scale: 0.1, Shear: 0.1, Elastic: 1, Thickness: 0.4, Pen: 0.5}

func TestSameBitsWithAugmentation(t *testing.T) {
	d := goldenDataset(t, 95) // a last batch of 15, a last shard of 7
	s := Defaults()
	s.BatchSize, s.Epochs, s.Optimizer.Momentum = 40, 2, 0.9
	train := func(workers int) (*nn.Model, []float64) {
		m := freshModel(nn.CrossEntropy{})
		losses, err := run(t, m, d, s, goroutines(workers, m.Loss), Hooks{})
		if err != nil {
			t.Fatal(err)
		}
		return m, losses
	}
	_, without := train(1)
	s.Augment = strong
	want, wantLosses := train(1)
	if slices.Equal(wantLosses, without) {
		t.Error("augmentation makes no difference")
	}
	for _, workers := range []int{2, 3, 8} {
		m, losses := train(workers)
		if !slices.Equal(m.Params(), want.Params()) {
			t.Errorf("%d workers end with other weights than 1", workers)
		}
		if !slices.Equal(losses, wantLosses) {
			t.Errorf("%d workers: losses %v, want %v", workers, losses, wantLosses)
		}
	}
}

// watched are Workers that keep the shards of training, and say if those of an
// evaluation are to be augmented.
type watched struct {
	*Goroutines
	t      *testing.T
	shards []Shard
}

func (w *watched) Compute(params []float32, shards []Shard, results []Result) error {
	for _, s := range shards {
		switch {
		case s.Gradient:
			s.Images, s.Seeds = bytes.Clone(s.Images), slices.Clone(s.Seeds)
			w.shards = append(w.shards, s)
		case s.Augment != (augment.Settings{}) || len(s.Seeds) > 0:
			w.t.Error("an evaluation is augmented")
		}
	}
	return w.Goroutines.Compute(params, shards, results)
}

// The seed of an image follows from its index and the epoch, in whatever batch
// and shard it comes.
func TestSeedsOfImages(t *testing.T) {
	d := goldenDataset(t, 30)
	images := d.Images(data.Train)
	s := Defaults()
	s.Epochs, s.Seed, s.Augment = 2, 5, strong
	for _, s.BatchSize = range []int{12, 30} {
		m := freshModel(nn.CrossEntropy{})
		w := &watched{Goroutines: goroutines(2, m.Loss), t: t}
		if _, err := run(t, m, d, s, w, Hooks{}); err != nil {
			t.Fatal(err)
		}
		samples := 0
		for _, shard := range w.shards {
			if shard.Augment != strong || len(shard.Seeds) != len(shard.Labels) {
				t.Fatalf("a shard of %d images has %d seeds and the augmentation %v", len(shard.Labels), len(shard.Seeds), shard.Augment)
			}
			for i, seed := range shard.Seeds {
				index := indexOf(images, shard.Images[i*data.Pixels:][:data.Pixels])
				if want := ImageSeed(5, samples/30, index); seed != want {
					t.Errorf("batches of %d: seed of image %d in epoch %d = %d, want %d", s.BatchSize, index, samples/30, seed, want)
				}
				samples++
			}
		}
		if samples != 60 {
			t.Errorf("%d samples, want 60", samples)
		}
	}
}

func indexOf(images *data.Images, image []byte) int {
	for i := range images.Len() {
		if bytes.Equal(images.Image(i), image) {
			return i
		}
	}
	return -1
}

func TestImageSeedsDiffer(t *testing.T) {
	seen := make(map[uint64]bool)
	for run := range uint64(4) {
		for epoch := range 10 {
			for index := range 1000 {
				seen[ImageSeed(run, epoch, index)] = true
			}
		}
	}
	if len(seen) != 4*10*1000 {
		t.Errorf("%d seeds for 40000 images", len(seen))
	}
}

// A shard is left as it was, so that it can be computed again; and a replica
// goes from one augmentation to another, and to none.
func TestReplicaAugments(t *testing.T) {
	images := goldenDataset(t, 8).Images(data.Train)
	indices := []int{0, 1, 2, 3, 4, 5, 6, 7}
	lossOf := func(r *Replica, how augment.Settings) float64 {
		var batch shards
		batch.gather(images, indices)
		before := bytes.Clone(batch.images)
		batch.augment(how, 1, 0, indices)
		r.Compute(&batch.results[0], batch.list[0])
		if !bytes.Equal(batch.images, before) {
			t.Error("a replica changes the images of a shard")
		}
		return batch.results[0].Loss
	}
	m := freshModel(nn.CrossEntropy{})
	r := NewReplica(m)
	losses := make(map[float64]bool)
	for _, how := range []augment.Settings{strong, {}, {Pen: 1}, strong} {
		got, want := lossOf(r, how), lossOf(NewReplica(m.Clone()), how)
		if got != want {
			t.Errorf("%v: loss %g, want %g as of a fresh replica", how, got, want)
		}
		losses[got] = true
	}
	if len(losses) != 3 {
		t.Errorf("three augmentations give the losses %v", losses)
	}
}

// What is of no digit in data is of no class in nn, which does not know data.
func TestNoDigitIsNoClass(t *testing.T) {
	if data.NoDigit != nn.NoClassLabel {
		t.Errorf("an image of no digit has the label %d, a sample of no class %d", data.NoDigit, nn.NoClassLabel)
	}
}
