package peers

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"digitlab/data/failure"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/wasmtest"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

func TestComputeAgainAfterTooManyDeaths(t *testing.T) {
	eachExchange(t, func(t *testing.T, o Options) {
		spawn := func() (worker.Port, error) {
			ours, theirs := worker.Pipe()
			return ours, theirs.Send(&worker.Failure{Scope: worker.ScopeWorker, Message: failure.Say("out of memory")})
		}
		o.Spawn = func() (worker.Port, error) { return spawn() }
		p := newPeers(t, o, 8)
		m := wasmtest.Model(t, "simplenet", nn.CrossEntropy{})
		p.SetNetwork(weights.NetworkOf(m))
		shards, results := shardsOf(t, 20, true), make([]train.Result, 3)
		if err := p.Compute(t.Context(), m.Params(), shards, results); err == nil || !strings.Contains(err.Error(), "out of memory") {
			t.Fatalf("with helpers that all die: %v", err)
		}
		spawn = startHelper
		if err := p.Compute(t.Context(), m.Params(), shards, results); err != nil {
			t.Errorf("with fresh helpers: %v", err)
		}
	})
}

func TestMessagesOfADismissedHelperCountNoMore(t *testing.T) {
	eachExchange(t, func(t *testing.T, o Options) {
		p := newPeers(t, o, 1)
		m := wasmtest.Model(t, "simplenet", nn.CrossEntropy{})
		p.SetNetwork(weights.NetworkOf(m))
		shards, results := shardsOf(t, 20, true), make([]train.Result, 3)
		for range 2 {
			go func() { p.arrivals <- arrival{new(peer), &worker.Failure{Message: failure.Say("late")}} }()
			before := slices.Clone(p.list)
			if err := p.Compute(t.Context(), m.Params(), shards, results); err != nil {
				t.Fatal(err)
			}
			if len(before) > 0 && p.list[0] != before[0] {
				t.Error("the helper was replaced because another had died before")
			}
		}
	})
}

// Whatever becomes of helpers, a run ends with the weights that native workers
// give.
func TestSameBitsAlthoughHelpersDie(t *testing.T) {
	d := wasmtest.Dataset(t, 60)
	trained := func(workers func(m *nn.Model) train.Workers) []byte {
		m := wasmtest.Model(t, "simplenet", nn.CrossEntropy{})
		r, err := train.NewRun(m, d, train.Settings{
			LearningRate: 0.01, Optimizer: train.OptimizerSettings{Momentum: 0.9}, BatchSize: 25, Epochs: 2, Shuffle: true, Seed: 3,
		}, workers(m))
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Train(train.Hooks{}); err != nil {
			t.Fatal(err)
		}
		return worker.PackFloats(m.Params())
	}
	want := trained(func(m *nn.Model) train.Workers { return train.NewGoroutines(1, m.Clone) })
	tests := []struct {
		name    string
		workers int
		mortals int  // of the helpers started first
		silent  bool // they die without a word
	}{
		{name: "the only helper dies", workers: 1, mortals: 1},
		{name: "one of two helpers dies", workers: 2, mortals: 1},
		{name: "three helpers die", workers: 3, mortals: 3},
		{name: "the only helper falls silent", workers: 1, mortals: 1, silent: true},
		{name: "one of two helpers falls silent", workers: 2, mortals: 1, silent: true},
		{name: "eight helpers fall silent", workers: 8, mortals: 8, silent: true},
	}
	eachExchange(t, func(t *testing.T, o Options) {
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					spawned := 0
					patience := new(worker.Patience)
					o.Spawn = func() (worker.Port, error) {
						spawned++
						port, err := startMortal(spawned <= test.mortals, test.silent)
						return worker.Watch(port, patience), err
					}
					var helpers *Peers
					got := trained(func(m *nn.Model) train.Workers {
						helpers = New(o)
						helpers.SetCount(test.workers)
						helpers.SetNetwork(weights.NetworkOf(m))
						return workersOf{t.Context(), helpers}
					})
					helpers.resize(0)
					if !bytes.Equal(got, want) {
						t.Error("the run ends with other weights than native workers give")
					}
					if spawned < test.workers+test.mortals {
						t.Errorf("%d helpers started, want those that died replaced", spawned)
					}
				})
			})
		}
	})
}

// workersOf are train.Workers until a context ends.
type workersOf struct {
	ctx context.Context
	*Peers
}

func (w workersOf) Compute(params []float32, shards []train.Shard, results []train.Result) error {
	return w.Peers.Compute(w.ctx, params, shards, results)
}

// A batch is given up although its helpers are not heard of, and the next one is
// none the worse for it.
func TestComputeIsStopped(t *testing.T) {
	b := computed(t, wasmtest.Model(t, "simplenet", nn.CrossEntropy{}), 60, true)
	eachExchange(t, func(t *testing.T, o Options) {
		ctx, stop := context.WithCancel(t.Context())
		spawned := 0
		o.Spawn = func() (worker.Port, error) {
			if spawned++; spawned > 1 {
				return startHelper()
			}
			ours, theirs := worker.Pipe() // of a helper that never says anything
			go func() {
				<-theirs.Listen(ctx)
				stop()
			}()
			return ours, nil
		}
		p := newPeers(t, o, 3)
		p.SetNetwork(b.Network)
		results := make([]train.Result, len(b.shards))
		if err := p.Compute(ctx, b.params, b.shards, results); !errors.Is(err, train.ErrStopped) {
			t.Errorf("stopped, a batch ends with %v", err)
		}
		p.resize(0)
		if err := p.Compute(t.Context(), b.params, b.shards, results); err != nil {
			t.Fatal(err)
		}
		sameResults(t, results, b.results)
	})
}

// startMortal is a helper that answers pings as worker.js does. One that dies
// does so at the second shard it is sent, or with the first that it takes off a
// board, silently or not.
func startMortal(dies, silent bool) (worker.Port, error) {
	return startAt(func(p worker.Port) worker.Port { return &mortalPort{Port: p, dies: dies, silent: silent} })
}

// mortalPort is a helper's port to its owner, through which it hears of no
// second shard, and of no board.
type mortalPort struct {
	worker.Port
	dies, silent bool
}

func (p *mortalPort) Listen(ctx context.Context) <-chan worker.Message {
	arrived := p.Port.Listen(ctx)
	passed := make(chan worker.Message)
	go func() {
		defer close(passed)
		asked := 0
		for m := range arrived {
			switch m := m.(type) {
			case *worker.Ping:
				p.Send(&worker.Pong{})
			case *worker.Shard:
				if asked++; asked == 2 && p.dies {
					p.die(arrived)
					return
				}
			case *worker.Board:
				if p.dies {
					b := board{memory: m.Memory}
					i, ok := b.takeShard()
					p.die(arrived)
					if ok {
						b.writeLate(i)
					}
					return
				}
			}
			passed <- m
		}
	}()
	return passed
}

// die fails, with a word or without, and returns when the owner has closed the
// port.
func (p *mortalPort) die(arrived <-chan worker.Message) {
	if !p.silent {
		p.Send(&worker.Failure{Scope: worker.ScopeWorker, Message: failure.Say("out of memory")})
	}
	for range arrived {
	}
}

// writeLate writes the result of a shard again and again after the others have
// begun anew.
func (b *board) writeLate(shard int) {
	zeros := make([]byte, resultSize)
	for range 200 {
		b.memory.Write(b.resultAt(shard), zeros)
		runtime.Gosched()
	}
}
