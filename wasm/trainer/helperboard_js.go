package main

import "digitlab/web/worker"

// work computes shards of the job on the board until none is left.
func (h *helper) work(m *worker.Job) error {
	if err := h.begin(m); err != nil {
		return err
	}
	for h.computeNext() {
	}
	return h.owner.Send(&worker.JobDone{ID: m.ID})
}

func (h *helper) begin(m *worker.Job) error {
	if err := h.setNetwork(m.Architecture, m.Loss); err != nil {
		return err
	}
	h.board.layout = layout{params: m.Params, shards: m.Shards, gradient: m.Gradient}
	h.params = h.board.readParams(h.params)
	h.replica.SetParams(h.params)
	return nil
}

// computeNext computes a shard, and returns false if none is left.
func (h *helper) computeNext() bool {
	i, ok := h.board.takeShard()
	if ok {
		h.replica.Compute(&h.result, h.board.readShard(i))
		h.board.writeResult(i, &h.result)
	}
	return ok
}
