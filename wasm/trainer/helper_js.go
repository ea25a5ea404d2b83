package main

import (
	"context"

	"digitlab/nn/train"
	"digitlab/web/worker"
)

// helper computes shards, those it is sent and those it takes off a board.
type helper struct {
	owner   worker.Port
	board   *board // nil without shared memory
	network network
	replica *train.Replica
	params  []float32
	result  train.Result
}

func newHelper(owner worker.Port) *helper { return &helper{owner: owner} }

func (h *helper) serve(ctx context.Context) {
	for m := range h.owner.Listen(ctx) {
		var err error
		switch m := m.(type) {
		case *worker.Weights:
			err = h.setWeights(m)
		case *worker.Shard:
			err = h.compute(m)
		case *worker.Board:
			h.board = &board{memory: m.Memory}
		case *worker.Job:
			err = h.work(m)
		}
		if err != nil {
			// The coordinator waits for an answer, whatever it is.
			h.owner.Send(&worker.Failure{Scope: worker.ScopeWorker, Text: err.Error()})
		}
	}
}

// setNetwork takes the model of a network, unless it stands already.
func (h *helper) setNetwork(architecture, loss string) error {
	n, err := parseNetwork(architecture, loss)
	if err != nil || n == h.network {
		return err
	}
	model, err := n.newModel()
	if err != nil {
		return err
	}
	h.network, h.replica = n, train.NewReplica(model)
	return nil
}
