package main

import (
	"fmt"
	"testing"

	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// Helpers that take turns at one board share its shards and compute each once.
func TestHelpersTakeTurnsAtABoard(t *testing.T) {
	m := freshModel(nn.CrossEntropy{})
	b := batch{loss: m.Loss.Name(), params: m.Params(), shards: shardsOf(t, 44, true)}
	want := make([]train.Result, len(b.shards))
	native := train.NewGoroutines(1, func() *nn.Model { return nn.NewSimpleNet(m.Loss) })
	if err := native.Compute(b.params, b.shards, want); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{1, 2, 3, 8} {
		t.Run(fmt.Sprintf("%d helpers", n), func(t *testing.T) {
			memory, err := worker.NewMemory(layoutOf(b).size())
			if err != nil {
				t.Fatal(err)
			}
			shared := board{memory: memory}
			shared.write(b)
			job := &worker.Job{Loss: b.loss, Params: shared.params, Shards: shared.shards, Gradient: shared.gradient}
			helpers := make([]*helper, n)
			for i := range helpers {
				helpers[i] = newHelper(nil)
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
			sameResults(t, got, want)
		})
	}
}

// A board that is given up has nothing left to take.
func TestGiveUp(t *testing.T) {
	m := freshModel(nn.CrossEntropy{})
	b := batch{params: m.Params(), shards: shardsOf(t, 20, false)}
	memory, err := worker.NewMemory(layoutOf(b).size())
	if err != nil {
		t.Fatal(err)
	}
	shared := board{memory: memory}
	shared.write(b)
	if i, ok := shared.takeShard(); i != 0 || !ok {
		t.Errorf("the first shard taken is %d, %t", i, ok)
	}
	shared.giveUp()
	if i, ok := shared.takeShard(); ok {
		t.Errorf("shard %d can be taken after the board was given up", i)
	}
}
