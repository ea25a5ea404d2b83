package peers

import (
	"digitlab/nn/train"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// byMessage is the exchange that works everywhere: the weights go to each
// helper, each shard in a message to a helper that has room for it, and each
// result comes back in another.
type byMessage struct {
	batch
	first int // ID of the batch's first shard; none is used twice, so that late answers are known
	next  int // index of the next shard to hand out
	done  int // shards whose results are in
}

// inFlight is how many shards a helper has at a time: the next one waits there
// while the answer to the first is on its way.
const inFlight = 2

func (x *byMessage) begin(helpers []*peer, b batch) error {
	x.first += len(x.shards)
	x.batch, x.next, x.done = b, 0, 0
	m := weights.Weights{Network: b.Network, Params: b.params}.Message()
	for _, helper := range helpers {
		if err := helper.port.Send(m); err != nil {
			return err
		}
	}
	for range inFlight {
		for _, helper := range helpers {
			if err := x.handOut(helper); err != nil {
				return err
			}
		}
	}
	return nil
}

// handOut sends a helper the next shard, if there is one left.
func (x *byMessage) handOut(to *peer) error {
	if x.next == len(x.shards) {
		return nil
	}
	m := shardMessage(x.first+x.next, x.shards[x.next])
	x.next++
	return to.port.Send(m)
}

func shardMessage(id int, s train.Shard) *worker.Shard {
	samples := make([]byte, 0, len(s.Images)+len(s.Labels))
	samples = append(samples, s.Images...)
	return &worker.Shard{
		ID:        id,
		Count:     len(s.Labels),
		Batch:     s.Batch,
		Gradient:  s.Gradient,
		Smoothing: s.Smoothing,
		Seed:      s.Seed,
		Augment:   s.Augment.String(),
		Seeds:     s.Seeds,
		Samples:   append(samples, s.Labels...),
	}
}

func (x *byMessage) take(from *peer, m worker.Message) error {
	answer, ok := m.(*worker.ShardResult)
	if !ok || answer.ID < x.first {
		return nil // of a batch that was given up
	}
	result := &x.results[answer.ID-x.first]
	result.Loss = float64(answer.Loss)
	result.Outputs = worker.UnpackFloats(result.Outputs[:0], answer.Outputs)
	result.Grads = worker.UnpackFloats(result.Grads[:0], answer.Grads)
	x.done++
	return x.handOut(from)
}

func (x *byMessage) ended() bool { return x.done == len(x.shards) }

func (x *byMessage) giveUp() {} // each helper has shards of its own
