package page_test

import (
	"strings"
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

func TestRefusedStartKeepsTheLastRun(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	s.raise(state.StartRun)
	s.say(&worker.RunState{State: worker.StateRunning},
		&worker.Progress{Epochs: 1, Batches: 2, Step: 2, Steps: 2, Losses: []float64{2.5, 2.25}, Log: []string{"a line"}},
		&worker.RunState{State: worker.StateDone})
	s.raise(state.StartRun)
	s.say(&worker.Failure{Scope: worker.ScopeRun, Text: "there are no weights to continue from"})
	for id, want := range map[string]string{"metric-loss": "2.25", "loss-chart": "2", "log": "1"} {
		if got := s.value(id); got != want {
			t.Errorf("after a refused start #%s has data-value %q, want %q", id, got, want)
		}
	}
	s.raise(state.StartRun)
	s.say(&worker.RunState{State: worker.StateRunning})
	for id, want := range map[string]string{"metric-loss": "", "loss-chart": "0", "log": "0"} {
		if got := s.value(id); got != want {
			t.Errorf("after an accepted start #%s has data-value %q, want %q", id, got, want)
		}
	}
}

func TestClockTo99(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	s.raise(state.StartRun)
	s.say(&worker.RunState{State: worker.StateRunning},
		&worker.Evaluation{Split: "valid", Accuracy: .9899, Trained: 50000, Seconds: 20.5})
	if got := s.value("metric-to99"); got != "" {
		t.Errorf("below 99 %% #metric-to99 has data-value %q, want none", got)
	}
	s.say(&worker.Evaluation{Split: "valid", Accuracy: 1, Asked: true},
		&worker.Evaluation{Split: "valid", Accuracy: .99, Epoch: 1, Trained: 100000, Seconds: 40.25},
		&worker.Evaluation{Split: "valid", Accuracy: .995, Epoch: 2, Trained: 150000, Seconds: 60})
	if got := s.value("metric-to99"); got != "40.25" || !strings.Contains(s.html(), "100,000 images") {
		t.Errorf("#metric-to99 has data-value %q, want the time of the first evaluation of 99 %%, with its images", got)
	}
	s.say(&worker.RunState{State: worker.StateDone})
	s.raise(state.StartRun)
	s.say(&worker.RunState{State: worker.StateRunning})
	if got := s.value("metric-to99"); got != "" {
		t.Errorf("in the next run #metric-to99 has data-value %q, want none", got)
	}
}

// A run that learns a hand begins with weights that may be beyond 99 % already.
func TestNoClockForAHand(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage, &worker.Weights{Source: worker.SourceHand},
		&worker.RunState{State: worker.StateRunning},
		&worker.Evaluation{Split: "valid", Source: worker.SourceHand, Accuracy: .995, Trained: 500, Seconds: 2})
	if strings.Contains(s.html(), "metric-to99") {
		t.Error("there is a clock to 99 %")
	}
	s.say(&worker.Weights{Source: "pretrained"})
	if got := s.value("metric-to99"); got != "" {
		t.Errorf("with other weights #metric-to99 has data-value %q, want none", got)
	}
}

func TestStartBehindAReset(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage, &worker.RunState{State: worker.StateDone})
	s.raise(state.ResetRun)
	act(s, state.ChangeField, state.FieldChange{ID: "loss-function", Text: "doublesoftmax", Done: true})
	s.raise(state.StartRun)
	s.say(&worker.RunState{State: worker.StateIdle}) // answers the Reset
	if !get(s, state.TrainingKey).Pending {
		t.Error("the answer to Reset is taken for the answer to Start")
	}
	s.say(&worker.RunState{State: worker.StateRunning})
	if run := get(s, state.RunsKey).PresentRun(); run == nil || run.Settings.Loss != "doublesoftmax" {
		t.Errorf("the present run is %+v, want one with doublesoftmax", run)
	}
}

func TestNoticesGoWithTheRun(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage,
		&worker.Failure{Scope: worker.ScopeRun, Text: "training diverged"},
		&worker.Failure{Scope: worker.ScopeWeights, Text: "the file is broken"})
	s.raise(state.StartRun)
	if got := s.notices(); got != "" {
		t.Errorf("after a start #error says %q, want nothing", got)
	}
	s.say(&worker.RunState{State: worker.StateRunning},
		&worker.Failure{Scope: worker.ScopeWeights, Text: "a run is under way"})
	if got := s.notices(); got != "A run is under way" {
		t.Errorf("during a run #error says %q, want why no weights are opened", got)
	}
	s.say(&worker.RunState{State: worker.StateDone})
	if got := s.notices(); got != "" {
		t.Errorf("after the run #error says %q, want nothing", got)
	}
}
