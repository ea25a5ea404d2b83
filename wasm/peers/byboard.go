package peers

import "digitlab/web/worker"

// byBoard is the exchange through shared memory: a batch is written to the board
// once, a message to each helper says so, and each answers with one when no
// shard is left.
type byBoard struct {
	batch
	board   *board // nil before the first batch
	job     int    // ID of the batch, so that late answers are known
	working int    // helpers that have not answered
}

func (x *byBoard) begin(helpers []*peer, b batch) error {
	if !x.ended() {
		// Helpers, dismissed ones included, may still be writing results.
		// They keep that board to themselves.
		x.board.giveUp()
		x.board, x.working = nil, 0
	}
	x.batch = b
	if l := layoutOf(b); x.board == nil || x.board.memory.Size() < l.size() {
		memory, err := worker.NewMemory(l.size())
		if err != nil {
			return err
		}
		x.board = &board{memory: memory}
	}
	x.board.write(b)
	x.job++
	x.working = len(helpers)
	for _, helper := range helpers {
		if err := x.wake(helper); err != nil {
			return err
		}
	}
	return nil
}

// wake sends a helper to work.
func (x *byBoard) wake(helper *peer) error {
	if helper.board != x.board {
		if err := helper.port.Send(&worker.Board{Memory: x.board.memory}); err != nil {
			return err
		}
		helper.board = x.board
	}
	return helper.port.Send(&worker.Job{
		ID:           x.job,
		Architecture: x.Architecture.String(),
		Loss:         x.Loss.Name(),
		ClassCount:   x.Loss.ClassCount(),
		Params:       x.board.params,
		Shards:       x.board.shards,
		Gradient:     x.board.gradient,
	})
}

func (x *byBoard) take(_ *peer, m worker.Message) error {
	if done, ok := m.(*worker.JobDone); !ok || done.ID != x.job {
		return nil // of a batch that was given up
	}
	x.working--
	if x.ended() {
		x.board.readResults(x.results, x.batch.shards)
	}
	return nil
}

func (x *byBoard) ended() bool { return x.working == 0 }
