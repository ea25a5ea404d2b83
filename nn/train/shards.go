package train

import (
	"math/rand/v2"

	"digitlab/data"
)

// shards is a batch cut into shards, and room for their results. It is reused
// from batch to batch.
type shards struct {
	images  []byte
	labels  []byte
	list    []Shard
	results []Result
}

// gather fills s with the images of the given indices, to be evaluated.
func (s *shards) gather(split *data.Split, indices []int) {
	s.images, s.labels, s.list = s.images[:0], s.labels[:0], s.list[:0]
	for _, i := range indices {
		s.images = append(s.images, split.Image(i)...)
		s.labels = append(s.labels, split.Label(i))
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

func (s *shards) compute(params []float32, w Workers) error {
	return w.Compute(params, s.list, s.results)
}
