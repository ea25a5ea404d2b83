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
	board   *board    // nil without shared memory
	index   int       // among those at the board
	loaded  int       // number of the batch whose parameters the replica has, 0 for none
	breath  time.Time // when the last message could be answered
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
			h.board, h.index, h.loaded = &board{memory: m.Memory}, m.Index, 0
			if err = h.setNetwork(m.Architecture, m.Loss, m.ClassCount); err == nil {
				err = h.work()
			}
		case *worker.Job:
			err = h.work()
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

const (
	// maxTurn is how long a helper computes and waits at a stretch: meanwhile it
	// answers no ping, which come every half second.
	maxTurn = 400 * time.Millisecond
	// maxWait is how long it waits at the board for the next batch before it is idle.
	maxWait = 100 * time.Millisecond
)

// work computes shards of the batches on the board until it is given up, or no
// batch has come for a while.
func (h *helper) work() error {
	h.breath = time.Now()
	for {
		bell := h.board.memory.Get(bellAt)
		if bell == givenUp {
			return nil
		}
		if h.index < h.board.memory.Get(helpersAt) {
			if err := h.computeAll(); err != nil {
				return err
			}
		}
		h.breathe()
		if !h.board.memory.Wait(bellAt, bell, maxWait) {
			return h.owner.Send(&worker.Idle{ID: bell})
		}
	}
}

// breathe lets events in, now and then.
func (h *helper) breathe() {
	if time.Since(h.breath) >= maxTurn {
		time.Sleep(time.Millisecond)
		h.breath = time.Now()
	}
}

// computeAll computes shards until none is left.
func (h *helper) computeAll() error {
	for {
		i, ok := h.board.takeShard()
		if !ok {
			return nil
		}
		if h.computeShard(i) {
			return h.owner.Send(&worker.JobDone{ID: h.board.number})
		}
		h.breathe()
	}
}

// computeShard computes a shard that was taken, and reports whether it was the last
// of its batch that had no result.
func (h *helper) computeShard(i int) (last bool) {
	if h.loaded != h.board.number {
		h.loaded = h.board.number
		h.params = h.board.readParams(h.params)
		h.replica.SetParams(h.params)
	}
	h.replica.Compute(&h.result, h.board.readShard(i))
	return h.board.writeResult(i, &h.result)
}
