package peers

import (
	"fmt"
	"testing"
	"time"

	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/wasmtest"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// Helpers that take turns at one board share its shards and compute each once.
func TestHelpersTakeTurnsAtABoard(t *testing.T) {
	b := computed(t, wasmtest.Model(t, "simplenet", nn.CrossEntropy{}), 28, true)
	for _, n := range []int{1, 2, 3, 8} {
		t.Run(fmt.Sprintf("%d helpers", n), func(t *testing.T) {
			memory, err := worker.NewMemory(layoutOf(b).size())
			if err != nil {
				t.Fatal(err)
			}
			shared := board{memory: memory}
			shared.write(b, 1, n)
			helpers := make([]*helper, n)
			for i := range helpers {
				helpers[i] = &helper{board: &board{memory: memory}}
				if err := helpers[i].setNetwork("", b.Loss.Name(), 0); err != nil {
					t.Fatal(err)
				}
			}
			computed := 0
			for i, ok := shared.takeShard(); ok; i, ok = shared.takeShard() {
				h := helpers[computed%n]
				h.board.layout, h.board.number = shared.layout, shared.number
				computed++
				if last := h.computeShard(i); last != (computed == len(b.shards)) {
					t.Errorf("shard %d of %d is the last: %t", computed, len(b.shards), last)
				}
			}
			got := make([]train.Result, len(b.shards))
			shared.readResults(got)
			sameResults(t, got, b.results)
		})
	}
}

// A batch that begins before the last has ended is on a board of its own, and
// nothing is left to take on the other.
func TestByBoardBeginsAnew(t *testing.T) {
	m := wasmtest.Model(t, "simplenet", nn.CrossEntropy{})
	b := batch{Network: weights.NetworkOf(m), params: m.Params(), shards: shardsOf(t, 20, false), results: make([]train.Result, 3)}
	port, _ := worker.Pipe()
	helpers := []*peer{{port: port}, {port: port}}
	begin := func(x *byBoard) *board {
		if err := x.begin(helpers, b); err != nil {
			t.Fatal(err)
		}
		return x.board
	}
	answer := func(x *byBoard, id int) {
		if err := x.take(helpers[0], &worker.JobDone{ID: id}); err != nil {
			t.Fatal(err)
		}
	}
	var x byBoard
	first := begin(&x)
	if i, ok := first.takeShard(); i != 0 || !ok {
		t.Errorf("the first shard taken is %d, %t", i, ok)
	}
	second := begin(&x)
	if second == first {
		t.Error("a board that helpers may write to is used again")
	}
	if i, ok := first.takeShard(); ok {
		t.Errorf("shard %d can be taken for a batch that was given up", i)
	}
	if answer(&x, 1); x.ended() {
		t.Error("the batch has ended with the one before")
	}
	if answer(&x, 2); !x.ended() {
		t.Error("the batch has not ended although all shards are done")
	}
	if begin(&x) != second {
		t.Error("a board that nobody writes to any more is not used again")
	}
	answer(&x, 3)
	x.giveUp()
	if third := begin(&x); third == second {
		t.Error("a board at which a dismissed helper may wait is used again")
	}
}

// A helper that has waited for long is idle, and called by message: before the next
// batch, and when it has missed one.
func TestIdleHelpersAreCalled(t *testing.T) {
	b := computed(t, wasmtest.Model(t, "simplenet", nn.CrossEntropy{}), 20, true)
	results := make([]train.Result, len(b.shards))
	p := newPeers(t, Options{Spawn: startHelper, Share: true}, 2)
	p.SetNetwork(b.Network)
	for range 3 {
		if err := p.Compute(t.Context(), b.params, b.shards, results); err != nil {
			t.Fatal(err)
		}
		sameResults(t, results, b.results)
		time.Sleep(maxWait + 20*time.Millisecond)
	}
	x := p.exchange.(*byBoard)
	ours, theirs := worker.Pipe()
	late := &peer{port: ours, board: x.board}
	if err := x.take(late, &worker.Idle{ID: x.job - 1}); err != nil {
		t.Fatal(err)
	}
	if m, ok := (<-theirs.Listen(t.Context())).(*worker.Job); !ok || late.idle {
		t.Errorf("a helper that has missed a batch is sent %v", m)
	}
}
