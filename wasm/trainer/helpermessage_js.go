package main

import (
	"digitlab/data"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// setWeights sets what the shards to come are computed with.
func (h *helper) setWeights(m *worker.Weights) error {
	if err := h.setNetwork(m.Architecture, m.Loss); err != nil {
		return err
	}
	h.params = worker.UnpackFloats(h.params[:0], m.Params)
	h.replica.SetParams(h.params)
	return nil
}

// compute answers a shard.
func (h *helper) compute(m *worker.Shard) error {
	shard, err := shardOf(m)
	if err != nil {
		return err
	}
	h.replica.Compute(&h.result, shard)
	return h.owner.Send(&worker.ShardResult{
		ID:      m.ID,
		Loss:    worker.Float(h.result.Loss),
		Outputs: worker.PackFloats(h.result.Outputs),
		Grads:   worker.PackFloats(h.result.Grads),
	})
}

// shardOf returns the shard in a message.
func shardOf(m *worker.Shard) (train.Shard, error) {
	augment, err := data.ParseAugmentation(m.Augment)
	pixels := m.Count * data.Pixels
	return train.Shard{
		Images:    m.Samples[:pixels],
		Labels:    m.Samples[pixels:],
		Batch:     m.Batch,
		Gradient:  m.Gradient,
		Smoothing: m.Smoothing,
		Seed:      m.Seed,
		Augment:   augment,
		Seeds:     m.Seeds,
	}, err
}
