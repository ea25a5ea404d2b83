package session

import (
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"digitlab/data/failure"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/nn/train/ratetest"
	"digitlab/wasm/peers"
	"digitlab/wasm/settings"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

func rateSettings() worker.Settings {
	s := testSettings(2)
	s.Architecture = "linear 16, relu, linear"
	return s
}

// untilRate returns all messages up to the end of a search for a learning rate.
func (p *page) untilRate() []worker.Message {
	p.t.Helper()
	return p.until("learning rate", func(m worker.Message) bool {
		c, ok := m.(*worker.RateCurve)
		return ok && c.Over
	})
}

// The page is told what package ratetest finds, by any helpers, also if some of them
// die; and nothing else changes.
func TestFindRate(t *testing.T) {
	asked := rateSettings()
	parsed, err := settings.Parse(asked)
	if err != nil {
		t.Fatal(err)
	}
	m, err := nn.NewModel(parsed.Architecture, nn.CrossEntropy{})
	if err != nil {
		t.Fatal(err)
	}
	train.InitModel(m, nn.PyTorchDefault, asked.Seed)
	want, err := ratetest.Run(m, wasmtest.Dataset(t, 60), parsed, train.NewGoroutines(1, m.Clone), nil)
	if err != nil {
		t.Fatal(err)
	}
	eachExchange(t, func(t *testing.T, o peers.Options) {
		var started atomic.Int32
		o.Spawn = func() (worker.Port, error) {
			ours, theirs := worker.Pipe()
			if started.Add(1) == 2 {
				theirs.Send(&worker.Failure{Scope: worker.ScopeWorker, Message: failure.Say("out of memory")})
			} else {
				go peers.Serve(t.Context(), theirs)
			}
			return ours, nil
		}
		p := newPage(t, nil, o)
		p.load("small.json.gz")
		p.send(&worker.FindRate{Settings: asked})
		seen := p.untilRate()
		for _, m := range seen {
			if _, ok := m.(*worker.RateCurve); !ok {
				t.Errorf("the page is told %T", m)
			}
		}
		got := lastOf[*worker.RateCurve](t, seen)
		var losses []float64
		for _, p := range want.Points {
			losses = append(losses, p.Loss)
		}
		if !slices.Equal(got.Losses, losses) || len(got.Rates) != len(losses) || len(got.Smoothed) != len(losses) {
			t.Errorf("the losses are %v, want %v", got.Losses, losses)
		}
		if got.Suggestion != want.Suggestion() || got.Suggestion == 0 || got.Exploded != want.Exploded || got.Steps != ratetest.Steps {
			t.Errorf("the curve ends with %+v, want suggestion %v", got, want.Suggestion())
		}
		p.send(&worker.SaveWeights{}) // there are still none
		if f := p.untilFailure(); !strings.Contains(f.Text, "no weights to save") {
			t.Errorf("failure %q", f.Text)
		}
	})
}

// What needs the helpers for something else ends the search, which says so.
func TestFindRateEnds(t *testing.T) {
	p := newPage(t, map[string][]byte{"mine": encoded(t, nn.CrossEntropy{})}, byMessage)
	p.load("small.json.gz")
	p.openWeights("mine")
	p.send(&worker.StopFindRate{}) // of none
	asked := testSettings(1)       // of SimpleNet, which takes its time
	for _, m := range []worker.Message{
		&worker.StopFindRate{},
		&worker.Evaluate{Split: "test", Workers: 1},
		&worker.FindRate{Settings: rateSettings()},
		&worker.Start{Settings: testSettings(1)},
	} {
		p.send(&worker.FindRate{Settings: asked, GoOn: true})
		p.send(m)
		if c := lastOf[*worker.RateCurve](t, p.untilRate()); len(c.Losses) == ratetest.Steps || c.Suggestion != 0 {
			t.Errorf("after %T the search has ended with %d losses and a suggestion of %v", m, len(c.Losses), c.Suggestion)
		}
	}
	p.untilState(worker.StateDone)
}

func TestFindRateRefuses(t *testing.T) {
	p := newPage(t, nil, byMessage)
	refused := func(m *worker.FindRate, want string) {
		t.Helper()
		p.send(m)
		if f := p.untilFailure(); f.Scope != worker.ScopeRateTest || !strings.Contains(f.Text, want) {
			t.Errorf("failure = %+v, want %q", f, want)
		}
	}
	refused(&worker.FindRate{Settings: rateSettings()}, "no dataset")
	p.load("small.json.gz")
	refused(&worker.FindRate{Settings: rateSettings(), GoOn: true}, "no weights")
	bad := rateSettings()
	bad.BatchSize = 0
	refused(&worker.FindRate{Settings: bad}, "batch size 0")
	p.send(&worker.Start{Settings: testSettings(1), Paused: true})
	p.untilState(worker.StatePaused)
	refused(&worker.FindRate{Settings: rateSettings()}, "a run is under way")
	p.send(&worker.Stop{})
	p.untilState(worker.StateDone)
}
