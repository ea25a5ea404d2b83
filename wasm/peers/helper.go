package peers

import (
	"context"
	"time"

	"digitlab/data"
	"digitlab/data/augment"
	"digitlab/data/failure"
	"digitlab/nn/train"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// Serve computes shards for whoever started this worker, those that are sent and
// those on a board, until ctx ends.
func Serve(ctx context.Context, owner worker.Port) { (&helper{owner: owner}).serve(ctx) }

// helper computes shards, those it is sent and those it takes off a board.
type helper struct {
	owner   worker.Port
	board   *board // nil without shared memory
	network weights.Network
	replica *train.Replica
	params  []float32
	result  train.Result
}

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
			h.owner.Send(&worker.Failure{Scope: worker.ScopeWorker, Message: failure.Of(err)})
		}
	}
}

// setNetwork takes the model of a network, unless it stands already.
func (h *helper) setNetwork(architecture, loss string, classes int) error {
	n, err := weights.ParseNetwork(architecture, loss, classes)
	if err != nil || n == h.network {
		return err
	}
	model, err := n.NewModel()
	if err != nil {
		return err
	}
	h.network, h.replica = n, train.NewReplica(model)
	return nil
}

// setWeights sets what the shards to come are computed with.
func (h *helper) setWeights(m *worker.Weights) error {
	if err := h.setNetwork(m.Architecture, m.Loss, m.ClassCount); err != nil {
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
	augment, err := augment.Parse(m.Augment)
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

// maxTurn is how long a helper computes at a stretch: meanwhile it answers no
// ping, and a large batch takes longer than an owner is patient.
const maxTurn = time.Second

// work computes shards of the job on the board until none is left.
func (h *helper) work(m *worker.Job) error {
	if err := h.begin(m); err != nil {
		return err
	}
	turn := time.Now()
	for h.computeNext() {
		if time.Since(turn) >= maxTurn {
			time.Sleep(time.Millisecond) // which lets events in
			turn = time.Now()
		}
	}
	return h.owner.Send(&worker.JobDone{ID: m.ID})
}

func (h *helper) begin(m *worker.Job) error {
	if err := h.setNetwork(m.Architecture, m.Loss, m.ClassCount); err != nil {
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
