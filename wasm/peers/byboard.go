package peers

import "digitlab/web/worker"

// byBoard is the exchange through shared memory: a batch is written to the board
// once, which rings for the helpers that wait there, and the last of them to have a
// result sends a message. Those that have waited for long are idle: they listen to
// messages, and are sent one.
type byBoard struct {
	batch
	board *board // nil before the first batch, and after one that was given up
	job   int    // number of the batch, so that late answers are known
	done  bool
}

func (x *byBoard) begin(helpers []*peer, b batch) error {
	if !x.done || b.Network != x.Network {
		x.giveUp()
	}
	x.batch, x.done = b, false
	if l := layoutOf(b); x.board == nil || x.board.memory.Size() < l.size() {
		x.giveUp()
		memory, err := worker.NewMemory(l.size())
		if err != nil {
			return err
		}
		x.board = &board{memory: memory}
	}
	x.job++
	x.board.write(b, x.job, len(helpers))
	for i, helper := range helpers {
		if err := x.call(helper, i); err != nil {
			return err
		}
	}
	return nil
}

// call sends a message to a helper that does not wait at the board.
func (x *byBoard) call(helper *peer, index int) error {
	if helper.board == x.board && !helper.idle {
		return nil
	}
	var m worker.Message = &worker.Job{}
	if helper.board != x.board {
		m = &worker.Board{
			Index:        index,
			Architecture: x.Architecture.String(),
			Loss:         x.Loss.Name(),
			ClassCount:   x.Loss.ClassCount(),
			Memory:       x.board.memory,
		}
	}
	helper.board, helper.idle = x.board, false
	return helper.port.Send(m)
}

func (x *byBoard) take(from *peer, m worker.Message) error {
	switch m := m.(type) {
	case *worker.Idle:
		from.idle = true
		if from.board == x.board && m.ID != x.job { // it has not heard the bell
			return x.call(from, 0)
		}
	case *worker.JobDone:
		if m.ID == x.job { // and not of a batch that was given up
			x.done = true
			x.board.readResults(x.results)
		}
	}
	return nil
}

func (x *byBoard) ended() bool { return x.done }

// giveUp leaves the board to the helpers, dismissed ones included, that may still
// be writing results.
func (x *byBoard) giveUp() {
	if x.board != nil {
		x.board.giveUp()
		x.board = nil
	}
}
