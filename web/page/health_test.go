package page_test

import (
	"math"
	"strings"
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

func someHealth(step int) *worker.Health {
	h := worker.Histogram{Low: -0.25, High: 0.5, Counts: []int{1, 2}}
	return &worker.Health{Step: step, Layers: []worker.LayerHealth{
		{Name: "conv1", Gradient: 0.5, Update: 0.002, Dead: 0.25, Weights: h, Activations: h},
		{Name: "fc", Gradient: 0.125, Update: 0.5, Dead: worker.Float(math.NaN()), Weights: h, Activations: h},
	}}
}

// The trainer measures while the fold can be seen, and only then.
func TestHealthIsMeasuredWhileItIsSeen(t *testing.T) {
	s := newStage(t)
	s.say(fileWeights, readyMessage)
	act(s, state.WatchHealth, true)
	s.expectSent(&worker.WatchHealth{On: true})
	act(s, state.ShowView, state.InsideView)
	s.expectSent(&worker.WatchHealth{})
	act(s, state.ShowView, state.HandView)
	s.expectSent()
	act(s, state.ShowView, state.TrainView)
	s.expectSent(&worker.WatchHealth{On: true})
	s.lose("trainer", 1)
	s.expectSent(&worker.Recipes{}, &worker.WatchHealth{On: true}, fileWeights, loadMNIST)
	act(s, state.WatchHealth, false)
	s.expectSent(&worker.WatchHealth{})
}

func TestHealthIsShown(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	act(s, state.WatchHealth, true)
	s.raise(state.StartRun)
	s.say(&worker.RunState{State: worker.StateRunning}, someHealth(1), someHealth(40))
	for id, want := range map[string]string{
		"health": "40", "health-gradient-conv1": "0.5", "health-update-conv1": "0.002", "health-dead-conv1": "0.25",
		"health-update-fc": "0.5",
	} {
		if got := s.value(id); got != want {
			t.Errorf("#%s has data-value %q, want %q", id, got, want)
		}
	}
	for _, want := range []string{"Measured after step 40. Measurements in sight: 2.", "healthy", "rough", "Weights of conv1 over time, now from -0.25 to 0.5"} {
		if !strings.Contains(s.html(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	act(s, state.WatchHealth, false)
	if strings.Contains(s.html(), "health-update-fc") {
		t.Error("closed, the fold still has layers in it")
	}
	s.say(&worker.RunState{State: worker.StateIdle})
	if past := get(s, state.HealthKey).Past; len(past) > 0 {
		t.Errorf("after a reset %d measurements are left", len(past))
	}
}
