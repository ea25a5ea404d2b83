package main

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"syscall/js"
	"testing"
	"time"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// eachExchange runs a test by message and by board.
func eachExchange(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	for name, isolated := range map[string]bool{"by message": false, "by board": true} {
		t.Run(name, func(t *testing.T) {
			// As browsers tell a page that its workers may share memory.
			js.Global().Set("crossOriginIsolated", isolated)
			t.Cleanup(func() { js.Global().Delete("crossOriginIsolated") })
			if _, byBoard := newPeers(startHelper).exchange.(*byBoard); byBoard != isolated {
				t.Fatalf("with crossOriginIsolated = %t, shared memory is used: %t", isolated, byBoard)
			}
			test(t)
		})
	}
}

// shardsOf cuts MNIST's first n training images into shards.
func shardsOf(t *testing.T, n int, gradient bool) (shards []train.Shard) {
	t.Helper()
	split := dataset(t, n).Split(data.Train)
	for at := 0; at < n; at += train.ShardSize {
		s := train.Shard{Batch: n, Gradient: gradient}
		for i := at; i < min(at+train.ShardSize, n); i++ {
			s.Images = append(s.Images, split.Image(i)...)
			s.Labels = append(s.Labels, split.Label(i))
		}
		shards = append(shards, s)
	}
	return shards
}

// computed returns a batch of MNIST's first n training images for a model, with
// the results that a native worker gives.
func computed(t *testing.T, m *nn.Model, n int, gradient bool) batch {
	t.Helper()
	shards := shardsOf(t, n, gradient)
	b := batch{networkOf(m), m.Params(), shards, make([]train.Result, len(shards))}
	native := train.NewGoroutines(1, m.Clone)
	if err := native.Compute(b.params, b.shards, b.results); err != nil {
		t.Fatal(err)
	}
	return b
}

func sameResults(t *testing.T, got, want []train.Result) {
	t.Helper()
	for i := range want {
		if got[i].Loss != want[i].Loss || !slices.Equal(got[i].Outputs, want[i].Outputs) {
			t.Errorf("shard %d: loss %g, outputs %v, want %g, %v", i, got[i].Loss, got[i].Outputs, want[i].Loss, want[i].Outputs)
		}
		if !bytes.Equal(worker.PackFloats(got[i].Grads), worker.PackFloats(want[i].Grads)) {
			t.Errorf("shard %d: %d gradients, other than the %d wanted", i, len(got[i].Grads), len(want[i].Grads))
		}
	}
}

func freshModel(loss nn.Loss) *nn.Model {
	m := nn.NewSimpleNet(loss)
	train.InitModel(m, nn.PyTorchDefault, 3)
	return m
}

// Batches grow and shrink, evaluations come between, and so does another loss.
func TestPeersComputeAsGoroutinesDo(t *testing.T) {
	batches := []batch{
		computed(t, freshModel(nn.CrossEntropy{}), 3, false),
		computed(t, freshModel(nn.CrossEntropy{}), 20, true),
		computed(t, freshModel(nn.CrossEntropy{}), 60, false),
		computed(t, freshModel(nn.SquaredError{}), 8, true),
		computed(t, freshModel(nn.SquaredError{}), 30, false),
		computed(t, freshModel(nn.CrossEntropy{}), 28, true),
	}
	eachExchange(t, func(t *testing.T) {
		for _, helpers := range []int{1, 2, 3, 8} {
			t.Run(fmt.Sprintf("%d helpers", helpers), func(t *testing.T) {
				p := newPeers(startHelper)
				t.Cleanup(func() { p.resize(0) })
				p.want.Store(int32(helpers))
				results := make([]train.Result, 8)
				for _, b := range batches {
					p.network = b.network
					got := results[:len(b.shards)]
					if err := p.Compute(b.params, b.shards, got); err != nil {
						t.Fatal(err)
					}
					sameResults(t, got, b.results)
				}
			})
		}
	})
}

// As many helpers as cores leave one of them while they give way; fewer need not.
func TestPeersGiveWay(t *testing.T) {
	b := computed(t, freshModel(nn.CrossEntropy{}), 60, true)
	tests := []struct {
		helpers, cores int
		while          time.Duration
		working        int
	}{
		{helpers: 1, cores: 1, while: time.Hour, working: 1},
		{helpers: 2, cores: 2, while: time.Hour, working: 1},
		{helpers: 4, cores: 2, while: time.Hour, working: 3},
		{helpers: 2, cores: 3, while: time.Hour, working: 2},
		{helpers: 2, cores: 2, while: -time.Hour, working: 2},
	}
	eachExchange(t, func(t *testing.T) {
		for _, test := range tests {
			p := newPeers(startHelper)
			t.Cleanup(func() { p.resize(0) })
			p.cores, p.network = test.cores, b.network
			p.want.Store(int32(test.helpers))
			for range 2 { // whole, and giving way
				results := make([]train.Result, len(b.shards))
				if err := p.Compute(b.params, b.shards, results); err != nil {
					t.Fatal(err)
				}
				sameResults(t, results, b.results)
				p.giveWay(test.while)
			}
			if got := len(p.working()); got != test.working {
				t.Errorf("%d helpers on %d cores, to give way for %v: %d work, want %d",
					test.helpers, test.cores, test.while, got, test.working)
			}
		}
	})
}

func TestShardsCrossWhole(t *testing.T) {
	want := train.Shard{
		Images:    bytes.Repeat([]byte{7}, 3*data.Pixels),
		Labels:    []byte{1, 2, 3},
		Batch:     100,
		Gradient:  true,
		Seed:      1<<64 - 1,
		Smoothing: 0.1,
		Augment:   data.Augmentation{Shift: 1, Rotate: 2, Scale: 0.3, Shear: 0.4, Elastic: 0.5, Thickness: 0.6, Pen: 0.7},
		Seeds:     []uint64{1, 2, 1<<64 - 3},
	}
	for i := range reflect.TypeOf(want).NumField() {
		if reflect.ValueOf(want).Field(i).IsZero() {
			t.Errorf("this test gives %s no value", reflect.TypeOf(want).Field(i).Name)
		}
	}
	t.Run("by message", func(t *testing.T) {
		ours, theirs := worker.Pipe()
		defer ours.Close()
		if err := ours.Send(shardMessage(1, want)); err != nil {
			t.Fatal(err)
		}
		m := <-theirs.Listen(context.Background())
		if got, err := shardOf(m.(*worker.Shard)); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v arrives as %+v, %v", want, got, err)
		}
	})
	t.Run("by board", func(t *testing.T) {
		b := batch{shards: []train.Shard{want, want}}
		memory, err := worker.NewMemory(layoutOf(b).size())
		if err != nil {
			t.Fatal(err)
		}
		shared := board{memory: memory}
		shared.write(b)
		if got := shared.readShard(1); !reflect.DeepEqual(got, want) {
			t.Errorf("%+v is read as %+v", want, got)
		}
	})
}

func TestComputeAgainAfterTooManyDeaths(t *testing.T) {
	eachExchange(t, func(t *testing.T) {
		spawn := func() (worker.Port, error) {
			ours, theirs := worker.Pipe()
			return ours, theirs.Send(&worker.Failure{Scope: worker.ScopeWorker, Text: "out of memory"})
		}
		p := newPeers(func() (worker.Port, error) { return spawn() })
		p.want.Store(8)
		m := freshModel(nn.CrossEntropy{})
		p.network = networkOf(m)
		shards, results := shardsOf(t, 20, true), make([]train.Result, 3)
		if err := p.Compute(m.Params(), shards, results); err == nil || !strings.Contains(err.Error(), "out of memory") {
			t.Fatalf("with helpers that all die: %v", err)
		}
		spawn = startHelper
		if err := p.Compute(m.Params(), shards, results); err != nil {
			t.Errorf("with fresh helpers: %v", err)
		}
		p.resize(0)
	})
}

func TestMessagesOfADismissedHelperCountNoMore(t *testing.T) {
	eachExchange(t, func(t *testing.T) {
		p := newPeers(startHelper)
		p.want.Store(1)
		m := freshModel(nn.CrossEntropy{})
		p.network = networkOf(m)
		shards, results := shardsOf(t, 20, true), make([]train.Result, 3)
		for range 2 {
			go func() { p.arrivals <- arrival{new(peer), &worker.Failure{Text: "late"}} }()
			before := slices.Clone(p.list)
			if err := p.Compute(m.Params(), shards, results); err != nil {
				t.Fatal(err)
			}
			if len(before) > 0 && p.list[0] != before[0] {
				t.Error("the helper was replaced because another had died before")
			}
		}
		p.resize(0)
	})
}

// trainWith runs a session's training and returns the weights it ends with.
func trainWith(t *testing.T, workers int, spawn func() (worker.Port, error), during func(*page)) []byte {
	t.Helper()
	p := newPage(t, nil, spawn)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: settings(workers)})
	if during != nil {
		during(p)
	}
	return lastOf[*worker.Weights](t, p.untilState(worker.StateDone)).Params
}

// trainNatively returns the weights that native workers end with.
func trainNatively(t *testing.T, s train.Settings) []byte {
	t.Helper()
	m := freshModel(nn.CrossEntropy{})
	r, err := train.NewRun(m, dataset(t, 60), s, train.NewGoroutines(1, func() *nn.Model { return nn.NewSimpleNet(m.Loss) }))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Train(train.Hooks{}); err != nil {
		t.Fatal(err)
	}
	return worker.PackFloats(m.Params())
}

func TestSameBitsWhateverHappens(t *testing.T) {
	want := trainNatively(t, train.Settings{
		LearningRate: 0.01, Optimizer: train.OptimizerSettings{Momentum: 0.9}, BatchSize: 25, Epochs: 2, Shuffle: true, Seed: 3,
	})
	tests := []struct {
		name    string
		workers int
		mortals int // of the helpers started first
		during  func(*page)
	}{
		{name: "1 helper", workers: 1},
		{name: "3 helpers", workers: 3},
		{name: "paused, stepped and resized", workers: 2, during: func(p *page) {
			p.send(&worker.Pause{})
			p.untilState(worker.StatePaused)
			p.send(&worker.Step{})
			p.send(&worker.SetWorkers{Workers: 1})
			p.send(&worker.Step{})
			p.send(&worker.SetWorkers{Workers: 4})
			p.send(&worker.Resume{})
		}},
		{name: "the only helper dies", workers: 1, mortals: 1},
		{name: "one of two helpers dies", workers: 2, mortals: 1},
		{name: "three helpers die", workers: 3, mortals: 3},
	}
	eachExchange(t, func(t *testing.T) {
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				spawned := 0
				spawn := func() (worker.Port, error) {
					if spawned++; spawned <= test.mortals {
						return startMortal()
					}
					return startHelper()
				}
				if !bytes.Equal(trainWith(t, test.workers, spawn, test.during), want) {
					t.Error("the run ends with other weights than native workers give")
				}
				if spawned < test.workers+test.mortals {
					t.Errorf("%d helpers started, want those that died replaced", spawned)
				}
			})
		}
	})
}

// startMortal is a helper that does what it is first asked for and dies at the
// second shard, or in the middle of the second job.
func startMortal() (worker.Port, error) {
	ours, theirs := worker.Pipe()
	go newHelper(&mortalPort{Port: theirs}).serve(context.Background())
	return ours, nil
}

// mortalPort is a helper's port to its owner, through which it hears of no
// second shard or job.
type mortalPort struct {
	worker.Port
	memory *worker.Memory // of the board, nil by message
}

func (p *mortalPort) Listen(ctx context.Context) <-chan worker.Message {
	arrived := p.Port.Listen(ctx)
	passed := make(chan worker.Message)
	go func() {
		defer close(passed)
		asked := 0
		for m := range arrived {
			switch m := m.(type) {
			case *worker.Board:
				p.memory = m.Memory
			case *worker.Shard:
				if asked++; asked == 2 {
					p.die(arrived)
					return
				}
			case *worker.Job:
				if asked++; asked == 2 {
					b := board{memory: p.memory, layout: layout{m.Params, m.Shards, m.Gradient}}
					b.takeShard()
					p.die(arrived)
					p.writeLate(&b)
					return
				}
			}
			passed <- m
		}
	}()
	return passed
}

// die fails, and returns when the owner has closed the port.
func (p *mortalPort) die(arrived <-chan worker.Message) {
	p.Send(&worker.Failure{Scope: worker.ScopeWorker, Text: "out of memory"})
	for range arrived {
	}
}

// writeLate writes results again and again after the others have begun anew.
func (p *mortalPort) writeLate(b *board) {
	zeros := make([]byte, b.shards*b.resultSize())
	for range 200 {
		p.memory.Write(b.resultAt(0), zeros)
		runtime.Gosched()
	}
}
