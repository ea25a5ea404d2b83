package peers

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/data"
	"digitlab/data/augment"
	"digitlab/nn"
	"digitlab/nn/simdblas"
	"digitlab/nn/train"
	"digitlab/wasm/wasmtest"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

func TestMain(m *testing.M) {
	blas32.Use(simdblas.Implementation{})
	os.Exit(m.Run())
}

// eachExchange runs a test by message and by board.
func eachExchange(t *testing.T, test func(t *testing.T, o Options)) {
	t.Helper()
	for name, share := range map[string]bool{"by message": false, "by board": true} {
		t.Run(name, func(t *testing.T) {
			test(t, Options{Spawn: startHelper, Cores: 1, Share: share})
		})
	}
}

// startHelper is a helper at the end of a pipe in place of a Web Worker.
func startHelper() (worker.Port, error) { return startAt(func(p worker.Port) worker.Port { return p }) }

// startAt starts a helper whose port to its owner is what change makes of it.
func startAt(change func(worker.Port) worker.Port) (worker.Port, error) {
	ours, theirs := worker.Pipe()
	go Serve(context.Background(), change(theirs))
	return ours, nil
}

// newPeers returns n helpers, which end with the test.
func newPeers(t *testing.T, o Options, n int) *Peers {
	p := New(o)
	p.SetCount(n)
	t.Cleanup(func() { p.resize(0) })
	return p
}

// shardsOf cuts MNIST's first n training images into shards.
func shardsOf(t *testing.T, n int, gradient bool) (shards []train.Shard) {
	t.Helper()
	split := wasmtest.Dataset(t, n).Images(data.Train)
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
	b := batch{weights.NetworkOf(m), m.Params(), shards, make([]train.Result, len(shards))}
	native := train.NewGoroutines(1, m.Clone)
	if err := native.Compute(b.params, b.shards, b.results); err != nil {
		t.Fatal(err)
	}
	return b
}

// sameResults holds that results are those wanted, gradients in their sum.
func sameResults(t *testing.T, got, want []train.Result) {
	t.Helper()
	for i := range want {
		if got[i].Loss != want[i].Loss || !slices.Equal(got[i].Outputs, want[i].Outputs) {
			t.Errorf("shard %d: loss %g, outputs %v, want %g, %v", i, got[i].Loss, got[i].Outputs, want[i].Loss, want[i].Outputs)
		}
	}
	if got, want := sumOf(got), sumOf(want); !slices.Equal(got, want) {
		t.Errorf("%d gradients, in sum other than the %d wanted", len(got), len(want))
	}
}

func sumOf(results []train.Result) []float32 {
	sum := slices.Clone(results[0].Grads)
	for _, r := range results[1:] {
		train.AddGrads(sum, r.Grads)
	}
	return sum
}

// Batches grow and shrink, evaluations come between, and so does another loss.
func TestPeersComputeAsGoroutinesDo(t *testing.T) {
	batches := []batch{
		computed(t, wasmtest.Model(t, "simplenet", nn.CrossEntropy{}), 3, false),
		computed(t, wasmtest.Model(t, "simplenet", nn.CrossEntropy{}), 20, true),
		computed(t, wasmtest.Model(t, "simplenet", nn.CrossEntropy{}), 60, false),
		computed(t, wasmtest.Model(t, "simplenet", nn.SquaredError{}), 8, true),
		computed(t, wasmtest.Model(t, "simplenet", nn.SquaredError{}), 30, false),
		computed(t, wasmtest.Model(t, "simplenet", nn.CrossEntropy{}), 28, true),
	}
	eachExchange(t, func(t *testing.T, o Options) {
		for _, helpers := range []int{1, 2, 3, 8} {
			t.Run(fmt.Sprintf("%d helpers", helpers), func(t *testing.T) {
				p := newPeers(t, o, helpers)
				results := make([]train.Result, 8)
				for _, b := range batches {
					p.SetNetwork(b.Network)
					got := results[:len(b.shards)]
					if err := p.Compute(t.Context(), b.params, b.shards, got); err != nil {
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
	b := computed(t, wasmtest.Model(t, "simplenet", nn.CrossEntropy{}), 60, true)
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
	eachExchange(t, func(t *testing.T, o Options) {
		for _, test := range tests {
			o.Cores = test.cores
			p := newPeers(t, o, test.helpers)
			p.SetNetwork(b.Network)
			for range 2 { // whole, and giving way
				results := make([]train.Result, len(b.shards))
				if err := p.Compute(t.Context(), b.params, b.shards, results); err != nil {
					t.Fatal(err)
				}
				sameResults(t, results, b.results)
				p.GiveWay(test.while)
			}
			if got := len(p.working()); got != test.working {
				t.Errorf("%d helpers on %d cores, to give way for %v: %d work, want %d",
					test.helpers, test.cores, test.while, got, test.working)
			}
		}
	})
}

// A batch begins when the hold is over, or is ended, or the run is stopped.
func TestPeersHold(t *testing.T) {
	b := computed(t, wasmtest.Model(t, "simplenet", nn.CrossEntropy{}), 20, true)
	tests := []struct {
		name  string
		after time.Duration // something happens
		what  func(p *Peers, stop context.CancelFunc)
		while time.Duration
		err   error
	}{
		{name: "to its end", after: time.Hour, what: func(*Peers, context.CancelFunc) {}, while: 300 * time.Millisecond},
		{name: "ended", after: 20 * time.Millisecond, what: func(p *Peers, _ context.CancelFunc) { p.Hold(0) }, while: 20 * time.Millisecond},
		{name: "stopped", after: 20 * time.Millisecond, what: func(_ *Peers, stop context.CancelFunc) { stop() }, while: 20 * time.Millisecond, err: train.ErrStopped},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := New(Options{Spawn: startHelper, Cores: 1})
				defer p.resize(0)
				p.SetNetwork(b.Network)
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				p.Hold(300 * time.Millisecond)
				defer time.AfterFunc(test.after, func() { test.what(p, stop) }).Stop()
				start := time.Now()
				results := make([]train.Result, len(b.shards))
				if err := p.Compute(ctx, b.params, b.shards, results); !errors.Is(err, test.err) {
					t.Fatalf("the batch ends with %v, want %v", err, test.err)
				}
				if test.err == nil {
					sameResults(t, results, b.results)
				}
				// The bubble's clock moves only while all wait.
				if took := time.Since(start); took < test.while || took > test.while+5*time.Millisecond {
					t.Errorf("the batch waits %v, want %v", took, test.while)
				}
			})
		})
	}
}

func TestShardsCrossWhole(t *testing.T) {
	want := train.Shard{
		Images:    bytes.Repeat([]byte{7}, 3*data.Pixels),
		Labels:    []byte{1, 2, 3},
		Batch:     100,
		Gradient:  true,
		Seed:      1<<64 - 1,
		Smoothing: 0.1,
		Augment:   augment.Settings{Shift: 1, Rotate: 2, Scale: 0.3, Shear: 0.4, Elastic: 0.5, Thickness: 0.6, Pen: 0.7, Styles: 0.8, NoDigit: 0.1},
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
		shared.write(b, 1, 1)
		if got := shared.readShard(1); !reflect.DeepEqual(got, want) {
			t.Errorf("%+v is read as %+v", want, got)
		}
	})
}

// Helpers change their network with the batch, back and forth.
func TestPeersComputeOtherNetworks(t *testing.T) {
	eachExchange(t, func(t *testing.T, o Options) {
		p := newPeers(t, o, 3)
		for i, architecture := range []string{"simplenet", wasmtest.WithModes, "mlp", wasmtest.WithModes} {
			b := computed(t, wasmtest.Model(t, architecture, nn.CrossEntropy{}), 20, i < 3)
			p.SetNetwork(b.Network)
			got := make([]train.Result, len(b.shards))
			if err := p.Compute(t.Context(), b.params, b.shards, got); err != nil {
				t.Fatal(err)
			}
			sameResults(t, got, b.results)
		}
	})
}
