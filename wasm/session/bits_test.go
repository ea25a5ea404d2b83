package session

import (
	"testing"

	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/peers"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

// outcome is what a run ends with.
type outcome struct {
	params      string // the bytes
	temperature float64
}

// trainWith runs a session's training and returns the weights it ends with.
func trainWith(t *testing.T, workers int, o peers.Options, during func(*page)) outcome {
	t.Helper()
	p := newPage(t, nil, o)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: testSettings(workers)})
	if during != nil {
		during(p)
	}
	return outcomeOf(lastOf[*worker.Weights](t, p.untilState(worker.StateDone)))
}

func outcomeOf(w *worker.Weights) outcome { return outcome{string(w.Params), w.Temperature} }

// trainNatively returns the weights that native workers end with.
func trainNatively(t *testing.T, s train.Settings) outcome {
	t.Helper()
	m := wasmtest.Model(t, s.Architecture.String(), nn.CrossEntropy{})
	r, err := train.NewRun(m, wasmtest.Dataset(t, 60), s, train.NewGoroutines(1, m.Clone))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Train(train.Hooks{}); err != nil {
		t.Fatal(err)
	}
	return outcome{string(worker.PackFloats(m.Params())), nn.Temperature(m.Loss)}
}

func TestSameBitsWhateverHappens(t *testing.T) {
	want := trainNatively(t, train.Settings{
		LearningRate: 0.01, Optimizer: train.OptimizerSettings{Momentum: 0.9}, BatchSize: 26, Epochs: 2, Shuffle: true, Seed: 3,
	})
	tests := []struct {
		name    string
		workers int
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
	}
	eachExchange(t, func(t *testing.T, o peers.Options) {
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				if trainWith(t, test.workers, o, test.during) != want {
					t.Error("the run ends with other weights than native workers give")
				}
			})
		}
	})
}

// With all there is to set, training gives what it gives natively.
func TestSameBitsWithEverySetting(t *testing.T) {
	s := testSettings(2)
	s.Optimizer, s.WeightDecay = "adamw", 0.01
	s.Schedule, s.Warmup = "onecycle", 0.5
	s.LabelSmoothing, s.EMA = 0.1, 0.9
	s.Augment = "full,pen=0.5"
	want := trainNatively(t, parsed(t, s))
	eachExchange(t, func(t *testing.T, o peers.Options) {
		p := newPage(t, nil, o)
		p.load("small.json.gz")
		p.send(&worker.Start{Settings: s})
		if outcomeOf(lastOf[*worker.Weights](t, p.untilState(worker.StateDone))) != want {
			t.Error("the run ends with other weights than native workers give")
		}
	})
	if without := trainNatively(t, train.Settings{
		LearningRate: s.LearningRate, BatchSize: s.BatchSize, Epochs: s.Epochs, Shuffle: true, Seed: s.Seed,
	}); want == without {
		t.Error("the settings make no difference")
	}
}
