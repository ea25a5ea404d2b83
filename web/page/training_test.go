package page_test

import (
	"strings"
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

var readyMessage = &worker.DatasetReady{Name: "mnist.json.gz", Train: 50000, Valid: 10000, Test: 10000}

func defaultStart(paused bool) *worker.Start {
	return &worker.Start{Paused: paused, Settings: worker.Settings{
		Loss: "crossentropy", LearningRate: .01, BatchSize: 100, Epochs: 3, Seed: 1, Workers: 1,
		Optimizer: "sgd", Schedule: "constant", Architecture: "simplenet", Augment: "none",
	}}
}

func TestStartWaitsForTheDataset(t *testing.T) {
	s := newStage(t)
	s.raise(state.StartRun)
	s.expectSent()
	s.say(readyMessage)
	if got := s.value("dataset-status"); got != "70000" {
		t.Errorf("#dataset-status has data-value %q, want 70000", got)
	}
	s.raise(state.StartRun)
	s.expectSent(defaultStart(false))
	s.raise(state.StartRun) // a second click before the trainer answers
	s.expectSent()
}

func TestStartRefusesWrongSettings(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	act(s, state.ChangeField, state.FieldChange{ID: "learning-rate", Text: "-1"})
	if s.notices() != "" {
		t.Errorf("while it is being typed, a number is blamed: %s", s.notices())
	}
	s.raise(state.StartRun)
	s.expectSent()
	if want := "Learning rate must be a number above 0"; !strings.Contains(s.notices(), want) {
		t.Errorf("#error says %q, want %q", s.notices(), want)
	}
	if got := attribute(t, s.html(), "learning-rate", "aria-errormessage"); got != "error" {
		t.Errorf("#learning-rate has aria-errormessage %q, want error", got)
	}
	act(s, state.ChangeField, state.FieldChange{ID: "learning-rate", Text: "0.5"})
	if s.notices() != "" {
		t.Errorf("after mending it, #error says %q, want nothing", s.notices())
	}
	s.raise(state.StartRun)
	want := defaultStart(false)
	want.Settings.LearningRate = .5
	s.expectSent(want)
}

func TestPauseAndSteps(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	s.raise(state.StepRun)
	s.expectSent(defaultStart(true), &worker.Step{})
	s.raise(state.StepRun) // before the trainer has answered
	s.expectSent(&worker.Step{})
	s.say(&worker.RunState{State: worker.StatePaused})
	s.raise(state.StepRun)
	s.raise(state.ToggleRun)
	s.expectSent(&worker.Step{}, &worker.Resume{})
	s.say(&worker.RunState{State: worker.StateRunning})
	s.raise(state.StepRun) // steps are for paused runs
	s.raise(state.ToggleRun)
	s.raise(state.StopRun)
	s.expectSent(&worker.Pause{}, &worker.Stop{})
	s.say(&worker.RunState{State: worker.StateDone})
	s.raise(state.StepRun)
	s.expectSent(defaultStart(true), &worker.Step{})
}

// A press of Pause shows at once, and can be taken back, although the run finishes what
// is under way first.
func TestPausing(t *testing.T) {
	s := newRunStage(t)
	s.raise(state.StartRun)
	s.train(1)
	s.sent()
	const words = "Pausing: the batch or the evaluation under way is finished first."
	s.raise(state.ToggleRun)
	if html := s.html(); !strings.Contains(html, words) || !strings.Contains(html, ">Resume<") {
		t.Error("the page does not say that the run is to pause, or how to go on")
	}
	s.raise(state.ToggleRun)
	s.expectSent(&worker.Pause{}, &worker.Resume{})
	if strings.Contains(s.html(), words) {
		t.Error("the run that is to go on is said to be pausing")
	}
	s.raise(state.ToggleRun)
	s.say(&worker.RunState{State: worker.StatePaused})
	if html := s.html(); strings.Contains(html, words) || !strings.Contains(html, "Paused. Resume") {
		t.Error("the page does not say that the run is paused")
	}
}

// A run that was to pause stays paused in the trainer that takes the place of its own.
func TestPausingOutlivesTheTrainer(t *testing.T) {
	s := newRunStage(t)
	s.raise(state.StartRun)
	s.train(1)
	s.raise(state.ToggleRun)
	s.lose("trainer", 1)
	s.expectTrainingState(worker.StatePaused)
	s.sent()
	s.say(readyMessage)
	s.expectSent(&worker.ResumeSavedRun{Run: s.presentRun(), Paused: true})
}

func TestProgressIsShown(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	s.raise(state.StartRun)
	s.say(&worker.RunState{State: worker.StateRunning},
		&worker.Progress{Epoch: 1, Epochs: 3, Batch: 2, Batches: 5, Step: 8, Steps: 15, SamplesPerSecond: 1234.5,
			Losses: []float64{2.5, 2.25}, Log: []string{"epoch: 1, batch: 0, loss is: 2.5000"}},
		&worker.Evaluation{Split: "valid", Epoch: 0, Step: 5, Loss: .5, Accuracy: .875},
		&worker.Evaluation{Split: "test", Epoch: 2, Step: 15, Loss: .25, Accuracy: .9375},
	)
	for id, want := range map[string]string{
		"metric-epoch": "2", "metric-step": "8", "metric-loss": "2.25", "metric-speed": "1234.5",
		"metric-accuracy": "0.875", "metric-test-accuracy": "0.9375", "loss-chart": "8", "log": "1",
	} {
		if got := s.value(id); got != want {
			t.Errorf("#%s has data-value %q, want %q", id, got, want)
		}
	}
	if !strings.Contains(s.html(), "epoch: 1, batch: 0, loss is: 2.5000") {
		t.Error("the log line is not on the page")
	}

	s.say(&worker.RunState{State: worker.StateIdle}) // Reset
	for _, id := range []string{"metric-step", "metric-accuracy", "metric-test-accuracy"} {
		if got := s.value(id); got != "" {
			t.Errorf("after a reset #%s has data-value %q, want none", id, got)
		}
	}
}

// Until the first epoch has ended there is the accuracy on a sample, which is no
// value for scripts.
func TestSampleIsShown(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	s.raise(state.StartRun)
	s.say(&worker.RunState{State: worker.StateRunning},
		&worker.Progress{Epochs: 3, Batches: 500, Step: 12, Steps: 1500, Losses: []float64{2.25}, Samples: []worker.Sample{{Step: 12, Images: 500, Accuracy: .375}}},
		&worker.Progress{Epochs: 3, Batches: 500, Step: 13, Steps: 1500, Losses: []float64{2.25}})
	if html := s.html(); !strings.Contains(html, "37.5 %") || !strings.Contains(html, "of 500 images") || s.value("metric-accuracy") != "" {
		t.Error("the accuracy on the sample is not shown, or as that of an epoch")
	}
	s.say(&worker.Evaluation{Split: "valid", Epoch: 0, Step: 500, Accuracy: .875})
	if html := s.html(); strings.Contains(html, "of 500 images") || s.value("metric-accuracy") != "0.875" {
		t.Error("the end of the epoch does not take the place of the sample")
	}
	run := get(s, state.RunsKey).PresentRun()
	if got := run.History; len(got.Samples) != 1 || got.SampleImages != 500 || got.Samples[0].Accuracy != .375 {
		t.Errorf("the run has the samples %v of %d images", got.Samples, got.SampleImages)
	}
}

func TestWorkersChangeDuringARun(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	act(s, state.ChangeField, state.FieldChange{ID: "workers", Text: "3", Done: true})
	s.expectSent()
	s.say(&worker.RunState{State: worker.StateRunning})
	act(s, state.ChangeField, state.FieldChange{ID: "workers", Text: "2", Done: true})
	s.expectSent(&worker.SetWorkers{Workers: 2})
	act(s, state.ChangeField, state.FieldChange{ID: "workers", Text: "99", Done: true})
	s.expectSent()
	act(s, state.ChangeField, state.FieldChange{ID: "epochs", Text: "none", Done: true})
	act(s, state.ChangeField, state.FieldChange{ID: "workers", Text: "4", Done: true})
	s.expectSent(&worker.SetWorkers{Workers: 4})
}

func TestLinkStartsWhenTheDatasetIsReady(t *testing.T) {
	s := newStage(t, "loss=doublesoftmax&autostart=1")
	s.say(readyMessage)
	want := defaultStart(false)
	want.Settings.Loss = "doublesoftmax"
	s.expectSent(want)
	s.say(&worker.RunState{State: worker.StateDone}, readyMessage)
	s.expectSent() // once a link
}

func TestNoticesAreOneAScope(t *testing.T) {
	s := newStage(t)
	s.say(&worker.Failure{Scope: worker.ScopeRun, Text: "first"},
		&worker.Failure{Scope: worker.ScopeWeights, Text: "second"},
		&worker.Failure{Scope: worker.ScopeRun, Text: "third"})
	if got := s.notices(); got != "Third Second" {
		t.Errorf("#error says %q, want %q", got, "Third Second")
	}
	act(s, state.DismissNotice, worker.ScopeRun)
	if got := s.notices(); got != "Second" {
		t.Errorf("after dismissing, #error says %q, want %q", got, "Second")
	}
}
