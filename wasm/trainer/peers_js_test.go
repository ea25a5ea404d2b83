package main

import (
	"bytes"
	"context"
	"testing"

	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

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

func TestSameBitsWhateverHappens(t *testing.T) {
	want := trainWith(t, 1, startHelper, nil)
	t.Run("native workers", func(t *testing.T) {
		m := nn.NewSimpleNet(nn.CrossEntropy{})
		train.InitModel(m, nn.PyTorchDefault, 3)
		s := train.Settings{LearningRate: 0.01, Momentum: 0.9, BatchSize: 25, Epochs: 2, Shuffle: true, Seed: 3}
		r, err := train.NewRun(m, dataset(t, 60), s, train.NewGoroutines(1, func() *nn.Model { return nn.NewSimpleNet(m.Loss) }))
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Train(train.Hooks{}); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(worker.PackFloats(m.Params()), want) {
			t.Error("goroutines end with other weights than helpers")
		}
	})
	t.Run("3 helpers", func(t *testing.T) {
		if !bytes.Equal(trainWith(t, 3, startHelper, nil), want) {
			t.Error("3 helpers end with other weights than 1")
		}
	})
	t.Run("paused and stepped", func(t *testing.T) {
		got := trainWith(t, 2, startHelper, func(p *page) {
			p.send(&worker.Pause{})
			p.untilState(worker.StatePaused)
			p.send(&worker.Step{})
			p.send(&worker.SetWorkers{Workers: 1})
			p.send(&worker.Step{})
			p.send(&worker.Resume{})
		})
		if !bytes.Equal(got, want) {
			t.Error("a paused run ends with other weights")
		}
	})
	t.Run("helpers die", func(t *testing.T) {
		deaths := 0
		spawn := func() (worker.Port, error) {
			if deaths == 2 {
				return startHelper()
			}
			deaths++
			return startMortal()
		}
		if !bytes.Equal(trainWith(t, 2, spawn, nil), want) {
			t.Error("a run in which helpers died ends with other weights")
		}
	})
}

// startMortal is a helper that answers one shard and dies at the second.
func startMortal() (worker.Port, error) {
	ours, theirs := worker.Pipe()
	inner, innerEnd := worker.Pipe()
	ctx := context.Background()
	go newHelper(innerEnd).serve(ctx)
	go func() {
		shards := 0
		for m := range theirs.Listen(ctx) {
			if m.Kind() == (*worker.Shard)(nil).Kind() {
				if shards++; shards == 2 {
					theirs.Send(&worker.Failure{Scope: worker.ScopeWorker, Text: "out of memory"})
					return
				}
			}
			inner.Send(m)
		}
	}()
	go func() {
		for m := range inner.Listen(ctx) {
			theirs.Send(m)
		}
	}()
	return ours, nil
}
