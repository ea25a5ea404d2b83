package main

import (
	"context"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// helper computes shards with the weights it was last given.
type helper struct {
	owner   worker.Port
	loss    string
	replica *train.Replica
	params  []float32
	result  train.Result
}

func newHelper(owner worker.Port) *helper { return &helper{owner: owner} }

func (h *helper) serve(ctx context.Context) {
	for m := range h.owner.Listen(ctx) {
		switch m := m.(type) {
		case *worker.Weights:
			if err := h.setWeights(m); err != nil {
				h.owner.Send(&worker.Failure{Scope: worker.ScopeWorker, Text: err.Error()})
			}
		case *worker.Shard:
			h.compute(m)
		}
	}
}

func (h *helper) setWeights(m *worker.Weights) error {
	if m.Loss != h.loss {
		loss, err := nn.LossByName(m.Loss)
		if err != nil {
			return err
		}
		h.loss, h.replica = m.Loss, train.NewReplica(nn.NewSimpleNet(loss))
	}
	h.params = worker.UnpackFloats(h.params[:0], m.Params)
	h.replica.SetParams(h.params)
	return nil
}

func (h *helper) compute(m *worker.Shard) {
	pixels := m.Count * data.Pixels
	h.replica.Compute(&h.result, train.Shard{
		Images:   m.Samples[:pixels],
		Labels:   m.Samples[pixels:],
		Batch:    m.Batch,
		Gradient: m.Gradient,
	})
	err := h.owner.Send(&worker.ShardResult{
		ID:          m.ID,
		Loss:        worker.Float(h.result.Loss),
		Predictions: h.result.Predictions,
		Grads:       worker.PackFloats(h.result.Grads),
	})
	if err != nil {
		// The coordinator waits for an answer, whatever it is.
		h.owner.Send(&worker.Failure{Scope: worker.ScopeWorker, Text: err.Error()})
	}
}
