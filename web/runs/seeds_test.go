package runs

import (
	"math"
	"testing"

	"digitlab/web/worker"
)

func TestBySeed(t *testing.T) {
	run := func(id, group string, seed uint64, rate float64) Run {
		return Run{ID: id, Group: group, Settings: worker.Settings{Seed: seed, LearningRate: rate, Workers: int(seed)}}
	}
	list := List{
		run("a", "g", 1, .1), run("b", "g", 1, .2), run("c", "h", 2, .1), run("d", "g", 2, .1),
		run("e", "", 1, .1), run("f", "", 2, .1), run("g", "i", 1, .1), run("h", "i", 1, .1), run("i", "g", 3, .1),
	}
	var got string
	for _, group := range list.BySeed() {
		for _, r := range group {
			got += r.ID
		}
		got += "|"
	}
	if want := "adi|"; got != want {
		t.Errorf("the runs that differ in their seeds alone are %s, want %s", got, want)
	}
}

func TestSpread(t *testing.T) {
	// The squares of the distances from 5 sum to 32; 32/7 by hand.
	mean, deviation := Spread([]float64{2, 4, 4, 4, 5, 5, 7, 9})
	if mean != 5 || math.Abs(deviation-math.Sqrt(32./7)) > 1e-12 {
		t.Errorf("mean %v and deviation %v, want 5 and the square root of 32/7", mean, deviation)
	}
}
