package train

import (
	"math/rand/v2"

	"digitlab/data"
	"digitlab/data/augment"
	"digitlab/nn"
)

// shards is a batch cut into shards, and room for their results. It is reused
// from batch to batch.
type shards struct {
	images  []byte
	labels  []byte
	seeds   []uint64
	list    []Shard
	results []Result
}

// gather fills s with the images of the given indices, to be evaluated.
func (s *shards) gather(images *data.Images, indices []int) {
	s.images, s.labels, s.list = s.images[:0], s.labels[:0], s.list[:0]
	for _, i := range indices {
		s.images = append(s.images, images.Image(i)...)
		s.labels = append(s.labels, images.Label(i))
	}
	for at := 0; at < len(indices); at += ShardSize {
		end := min(at+ShardSize, len(indices))
		s.list = append(s.list, Shard{
			Images: s.images[at*data.Pixels : end*data.Pixels],
			Labels: s.labels[at:end],
			Batch:  len(indices),
		})
	}
	for len(s.results) < len(s.list) {
		s.results = append(s.results, Result{})
	}
	s.results = s.results[:len(s.list)]
}

// askForGradients turns an evaluation into a step of training.
func (s *shards) askForGradients(smoothing float32, seeds *rand.Rand) {
	for i := range s.list {
		shard := &s.list[i]
		shard.Gradient, shard.Smoothing, shard.Seed = true, smoothing, seeds.Uint64()
	}
}

// augment turns a step of training into one on variations of the images, whose
// indices are those that were gathered. Seed and epoch are the run's.
func (s *shards) augment(how augment.Settings, seed uint64, epoch int, indices []int) {
	if how == (augment.Settings{}) {
		return
	}
	s.seeds = s.seeds[:0]
	for _, i := range indices {
		s.seeds = append(s.seeds, ImageSeed(seed, epoch, i))
	}
	for i := range s.list {
		at := i * ShardSize
		s.list[i].Augment = how
		s.list[i].Seeds = s.seeds[at : at+len(s.list[i].Labels)]
	}
}

// ImageSeed returns the seed of what augmentation makes of a training image: it
// follows from the run's seed, the epoch (0-based) and the image's index in its
// split alone, wherever and whenever it is computed.
func ImageSeed(run uint64, epoch, index int) uint64 {
	// Streams of the run's seed that nothing else takes, see Run.orderOf and
	// Run.seedsOf.
	return rand.NewPCG(run, 1<<62|uint64(epoch)<<32|uint64(index)).Uint64()
}

func (s *shards) compute(params []float32, w Workers) error {
	return w.Compute(params, s.list, s.results)
}

// correct returns how many samples' outputs name their label, or no class if that is
// right.
func (s *shards) correct(loss nn.Loss) (count int) {
	width := loss.Outputs()
	for i, shard := range s.list {
		outputs := s.results[i].Outputs
		for j, label := range shard.Labels {
			y := outputs[j*width : (j+1)*width]
			if shard.Seeds != nil {
				label = shard.Augment.Label(label, shard.Seeds[j])
			}
			if label == nn.NoClassLabel && loss.Certainty(y) == nn.NoClass || loss.Predict(y) == int(label) {
				count++
			}
		}
	}
	return count
}
