package peers

import (
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/wasmtest"
)

// machine has cores for so many helpers, and a share of one for each beyond.
type machine struct {
	cores int
	extra float64 // what a helper beyond the cores adds, as a share of a core
	noise float64 // that a batch takes longer, at most, as a share of its time
}

// timeOf returns how long helpers take for so many shards of a millisecond.
func (m machine) timeOf(helpers, shards int, random *rand.Rand) time.Duration {
	speed := float64(min(helpers, m.cores)) + m.extra*float64(max(helpers-m.cores, 0))
	return time.Duration(float64(shards) * float64(time.Millisecond) / speed * (1 + m.noise*random.Float64()))
}

func TestPaceFindsWhatPays(t *testing.T) {
	tests := []struct {
		name       string
		told, want int
		machine
	}{
		{"as many cores as told", 4, 4, machine{cores: 4}},
		{"as many, on a busy machine", 4, 4, machine{cores: 4, noise: 2}},
		{"half as many", 4, 2, machine{cores: 2}},
		{"half as many, on a busy machine", 4, 2, machine{cores: 2, extra: -.05, noise: .3}},
		{"more that are worth something", 8, 8, machine{cores: 4, extra: .3}},
		{"more that are worth little", 8, 5, machine{cores: 4, extra: .04}},
		{"two, which are not compared", 2, 2, machine{cores: 1}},
		{"one", 1, 1, machine{cores: 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(1, 2))
			p := newPace(test.told)
			const shards = 24
			for range 2000 {
				p.add(test.timeOf(p.most-p.fewer(), shards, random), shards)
				p.add(time.Hour, 1) // of which nothing can be said
			}
			if p.most != test.want {
				t.Errorf("told of %d cores, %d helpers work, want %d", test.told, p.most, test.want)
			}
		})
	}
}

// The clock of a bubble stands still while batches are computed, so that none of the
// helpers pays. A number that somebody has chosen stays.
func TestPeersEndHelpersThatDoNotPay(t *testing.T) {
	for _, test := range []struct{ cores, count, end int }{{3, 0, 2}, {3, 3, 2}, {3, 4, 4}, {4, 3, 3}} {
		synctest.Test(t, func(t *testing.T) {
			b := computed(t, wasmtest.Model(t, "linear", nn.CrossEntropy{}), 60, true)
			p := New(Options{Spawn: startHelper, Cores: test.cores})
			defer p.resize(0)
			p.SetNetwork(b.Network)
			p.SetCount(test.count)
			for range 300 {
				results := make([]train.Result, len(b.shards))
				if err := p.Compute(t.Context(), b.params, b.shards, results); err != nil {
					t.Fatal(err)
				}
				sameResults(t, results, b.results)
			}
			if p.Count() != test.end {
				t.Errorf("%d helpers on %d cores: %d are left, want %d", test.count, test.cores, p.Count(), test.end)
			}
		})
	}
}

// What was found out stays for the next run and an evaluation of the same layers,
// and goes with them.
func TestPaceIsThatOfANetwork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Options{Spawn: startHelper, Cores: 3})
		defer p.resize(0)
		p.SetCount(0)
		compute := func(architecture string, loss nn.Loss, gradient bool) {
			b := computed(t, wasmtest.Model(t, architecture, loss), 60, gradient)
			p.SetNetwork(b.Network)
			if err := p.Compute(t.Context(), b.params, b.shards, b.results); err != nil {
				t.Fatal(err)
			}
		}
		for range 300 {
			compute("linear", nn.CrossEntropy{}, true)
		}
		compute("linear", nn.WithTemperature(nn.CrossEntropy{}, 2), false)
		if p.Count() != 2 {
			t.Errorf("%d helpers are left, want 2 as were found to pay", p.Count())
		}
		compute("linear 5, linear", nn.CrossEntropy{}, true)
		if p.Count() != 3 {
			t.Errorf("%d helpers compute another network, want 3 until it is found out how many pay", p.Count())
		}
	})
}
