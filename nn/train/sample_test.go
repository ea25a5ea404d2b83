package train

import (
	"reflect"
	"slices"
	"testing"

	"digitlab/nn"
)

// Samples change no bit, and are the same for any number of workers and in a run
// that was resumed.
func TestSamplesChangeNothing(t *testing.T) {
	d := goldenDataset(t, 600)
	s := Defaults()
	s.BatchSize, s.Epochs, s.EMA = 10, 20, .9
	s.MaxSteps = 1100
	train := func(workers int, samples *[]Sample) *nn.Model {
		m := modelOf(t, "mlp", nn.CrossEntropy{})
		var h Hooks
		if samples != nil {
			h.AfterSample = func(s Sample) { *samples = append(*samples, s) }
		}
		if _, err := run(t, m, d, s, NewGoroutines(workers, m.Clone), h); err != nil {
			t.Fatal(err)
		}
		return m
	}
	var one, three []Sample
	want := train(1, nil).Params()
	if !slices.Equal(train(1, &one).Params(), want) || !slices.Equal(train(3, &three).Params(), want) {
		t.Error("samples change the weights")
	}
	var steps []int
	for _, s := range one {
		steps = append(steps, s.Step)
		if s.Images != 100 || s.Constant || !(s.Accuracy > .1 && s.Accuracy <= 1) || !(s.Loss > 0) {
			t.Errorf("sample %+v", s)
		}
	}
	if !reflect.DeepEqual(one, three) || !slices.Equal(steps, []int{125, 1000}) {
		t.Errorf("samples after steps %v, with three workers %v", one, three)
	}

	m := modelOf(t, "mlp", nn.CrossEntropy{})
	r, err := NewRun(m, d, s, NewGoroutines(1, m.Clone))
	if err != nil {
		t.Fatal(err)
	}
	var c *Checkpoint
	err = r.Train(Hooks{AfterStep: func(s Step) {
		if s.Step == 700 {
			c = r.Checkpoint()
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	again, err := ResumeRun(c, d, NewGoroutines(2, m.Clone))
	if err != nil {
		t.Fatal(err)
	}
	var resumed []Sample
	if err := again.Train(Hooks{AfterSample: func(s Sample) { resumed = append(resumed, s) }}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(c.Model.Params(), want) || !reflect.DeepEqual(resumed, one[1:]) {
		t.Errorf("resumed, the samples are %v, want %v and the same weights", resumed, one[1:])
	}
}

// What is computed for samples is less than 2 % of what is computed for training,
// one image to train on being three to evaluate.
func TestSamplesAreCheap(t *testing.T) {
	const images = 50_000
	for _, batch := range []int{1, 7, 64, 100, 1000, 10_000} {
		r := &Run{settings: Settings{BatchSize: batch}}
		steps, samples := images/batch, 0
		for step := 1; step < steps; step++ { // after the last is the epoch's end
			if r.sampleDue(step) {
				samples++
			}
		}
		if share := float64(samples*sampleSize) / (3 * images); samples == 0 || share > .02 {
			t.Errorf("batches of %d: %d samples in an epoch, %.1f %% of its time", batch, samples, 100*share)
		}
	}
}

func TestSampleOfASeed(t *testing.T) {
	d := goldenDataset(t, 1000)
	images := d.Images(0)
	a, b, c := sampleOf(images, 1).Images(1), sampleOf(images, 1).Images(1), sampleOf(images, 2).Images(1)
	if a.Len() != sampleSize || !reflect.DeepEqual(a, b) || reflect.DeepEqual(a.Labels(), c.Labels()) {
		t.Errorf("samples of %d images, which do not go by the seed", a.Len())
	}
	same := []nn.Outcome{{Label: 1, Loss: 2}, {Label: 2, Loss: 3}, {Label: 1, Loss: 2.000001}}
	if !isConstant(same) || isConstant(same[:1]) || isConstant(append(same, nn.Outcome{Label: 2, Loss: 3.1})) {
		t.Error("outputs that do not depend on the image are not told from others")
	}
}
