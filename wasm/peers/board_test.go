package peers

import (
	"fmt"
	"testing"

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
			shared.write(b)
			job := &worker.Job{Loss: b.Loss.Name(), Params: shared.params, Shards: shared.shards, Gradient: shared.gradient}
			helpers := make([]*helper, n)
			for i := range helpers {
				helpers[i] = new(helper)
				helpers[i].board = &board{memory: memory}
				if err := helpers[i].begin(job); err != nil {
					t.Fatal(err)
				}
			}
			computed := 0
			for turn := 0; helpers[turn%n].computeNext(); turn++ {
				computed++
			}
			if computed != len(b.shards) {
				t.Errorf("%d shards computed, want %d", computed, len(b.shards))
			}
			got := make([]train.Result, len(b.shards))
			shared.readResults(got, b.shards)
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
	answer(&x, 1)
	second := begin(&x)
	if second == first {
		t.Error("a board that helpers may write to is used again")
	}
	if i, ok := first.takeShard(); ok {
		t.Errorf("shard %d can be taken for a batch that was given up", i)
	}
	for _, id := range []int{1, 2, 1} {
		if answer(&x, id); x.ended() {
			t.Error("the batch has ended before both helpers answered")
		}
	}
	if answer(&x, 2); !x.ended() {
		t.Error("the batch has not ended although both helpers answered")
	}
	if begin(&x) != second {
		t.Error("a board that nobody writes to any more is not used again")
	}
}
