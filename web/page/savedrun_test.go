package page_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"digitlab/web/form"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// keptMessage offers a run in its second epoch.
func keptMessage() *worker.SavedRun {
	return &worker.SavedRun{
		Settings: keptSettings, Epoch: 1, Epochs: 3, Step: 700, Steps: 1500, Accuracy: .95,
		Saved: time.Now().Add(-12*time.Minute - time.Second).UnixMilli(),
	}
}

var keptSettings = worker.Settings{
	Loss: "doublesoftmax", LearningRate: .05, BatchSize: 100, Epochs: 3, Seed: 7, Workers: 2, Optimizer: "adam", Epsilon: 1e-8,
	Architecture: "linear 100, relu, linear",
}

// restoredMessage is the answer to going on with it: of four steps, for a test.
func restoredMessage() *worker.Restored {
	return &worker.Restored{
		Run:      "k3",
		Settings: keptSettings,
		Progress: worker.Progress{Epoch: 1, Epochs: 3, Batch: 1, Batches: 2, Step: 4, Steps: 6, Losses: []float64{1.75}},
		Stride:   1,
		Points:   worker.PackFloats([]float32{2.5, 2.25, 2, 1.75, .1, .2, .3, .4}),
		Log:      []string{"one", "two", "three"},
		Evaluations: []worker.Evaluation{
			{Split: "valid", Step: 2, Loss: 1.9, Accuracy: .5},
			{Split: "valid", Step: 4, Epoch: 1, Loss: 1.8, Accuracy: .995, Trained: 400, Seconds: 3},
		},
	}
}

func TestGoOnWithTheLastRun(t *testing.T) {
	s := newStage(t)
	if got := s.value("kept"); got != "" {
		t.Errorf("without an offer #kept has data-value %q", got)
	}
	s.say(readyMessage, keptMessage())
	s.sent()
	if got := s.value("kept"); got != "700" {
		t.Errorf("#kept has data-value %q, want the step", got)
	}
	if want := "A run from 12 minutes ago stands at epoch 2 of 3, step 700 of 1,500."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	s.raise(state.ResumeSavedRun)
	s.expectSent(&worker.ResumeSavedRun{})
	if s.raise(state.StartRun); len(s.sent()) > 0 {
		t.Error("another run is begun before the answer")
	}

	s.say(restoredMessage(), &worker.RunState{State: worker.StateRunning})
	for id, want := range map[string]string{
		"kept": "", "metric-step": "4", "metric-loss": "1.75", "metric-accuracy": "0.995", "metric-to99": "3", "log": "3", "loss-chart": "4",
	} {
		if got := s.value(id); got != want {
			t.Errorf("the run is back, #%s has data-value %q, want %q", id, got, want)
		}
	}
	html := s.html()
	for id, want := range map[string]string{"learning-rate": "0.05", "seed": "7", "epochs": "3", "epsilon": "1e-8"} {
		if got := attribute(t, html, id, "value"); got != want {
			t.Errorf("the run is back, #%s has %q, want %q", id, got, want)
		}
	}
	if want := "loss=doublesoftmax&lr=0.05&"; !strings.HasPrefix(s.address, want) {
		t.Errorf("the run is back, the address is #%s, want #%s...", s.address, want)
	}
	if f := get(s, state.SettingsKey).Form; f[form.Loss] != "doublesoftmax" || f[form.Optimizer] != "adam" || f[form.Network] != "linear 100, relu, linear" {
		t.Errorf("the run is back, with the form %q", f)
	}
	// A report that overlaps what is known changes nothing of it.
	s.say(&worker.Progress{Epochs: 3, Batches: 2, Step: 5, Steps: 6, Losses: []float64{9, 1.5}, Log: []string{"four"}})
	run := get(s, state.RunsKey).PresentRun()
	if h := run.History; !slices.Equal(h.Loss, []float32{2.5, 2.25, 2, 1.75, 1.5}) || len(h.Valid) != 2 {
		t.Errorf("going on, the history is %+v", h)
	}
	if run.ID != "k3" || run.State != runs.Running || run.Settings != keptSettings {
		t.Errorf("going on, the list has the run %+v", run)
	}
}

func TestGoingOnWaitsForTheImages(t *testing.T) {
	s := newStage(t, "autostart=1")
	s.say(keptMessage())
	s.raise(state.ResumeSavedRun)
	s.expectSent()
	if want := "It goes on when the images to train on are loaded."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	s.say(&worker.DatasetPart{Name: "mnist.json.gz", Train: 50000, Valid: 10000}, readyMessage)
	resumed := 0
	for _, m := range s.sent() {
		switch m.(type) {
		case *worker.ResumeSavedRun:
			resumed++
		case *worker.Start:
			t.Error("the link's own run is begun")
		}
	}
	if resumed != 1 {
		t.Errorf("the trainer is asked %d times, want once", resumed)
	}
	s.say(&worker.Failure{Scope: worker.ScopeSavedRun, Text: "the run was trained on another dataset"})
	if s.value("kept") != "700" || !strings.Contains(s.notices(), "another dataset") || get(s, state.TrainingKey).Pending {
		t.Errorf("after a refusal #kept is %q, the notices are %q", s.value("kept"), s.notices())
	}
	s.raise(state.ResumeSavedRun)
	s.expectSent(&worker.ResumeSavedRun{})
}

func TestAFinishedRunNeedsNoImages(t *testing.T) {
	s := newStage(t)
	s.sent()
	offer := keptMessage()
	offer.Finished, offer.Split = true, state.SplitTest
	s.say(offer)
	if want := "A run that was finished 12 minutes ago, with a test accuracy of 95.00 %."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	s.raise(state.ResumeSavedRun)
	s.expectSent(&worker.ResumeSavedRun{})
	restored := restoredMessage()
	restored.Progress.Steps = 4
	restored.Evaluations = append(restored.Evaluations, worker.Evaluation{Split: "test", Step: 4, Accuracy: .75})
	s.say(restored, &worker.RunState{State: worker.StateDone})
	if got := s.value("metric-step"); got != "4" || get(s, state.TrainingKey).Active() {
		t.Errorf("brought back, #metric-step has %q, and the run stands: %t", got, get(s, state.TrainingKey).Active())
	}
	run := get(s, state.RunsKey).PresentRun()
	if run.State != runs.Finished || run.Test == nil || run.Test.Accuracy != .75 || s.value("metric-test-accuracy") != "0.75" {
		t.Errorf("brought back, the list has the run %+v", run)
	}
}

// The settings for learning a hand are no settings of the visitor's.
func TestALearnedHandLeavesTheForm(t *testing.T) {
	s := newStage(t)
	before := get(s, state.SettingsKey).Form
	restored := restoredMessage()
	restored.Hand = true
	s.say(restored, &worker.RunState{State: worker.StateDone})
	if got := get(s, state.SettingsKey).Form; got != before || s.value("metric-step") != "4" {
		t.Errorf("the form is %q, want %q", got, before)
	}
}

func TestDiscardTheLastRun(t *testing.T) {
	s := newStage(t)
	s.sent()
	s.say(keptMessage())
	s.raise(state.DiscardSavedRun)
	s.expectSent(&worker.DiscardSavedRun{})
	if got := s.value("kept"); got != "" {
		t.Errorf("discarded, #kept has data-value %q", got)
	}
}

func TestWhyRunsAreNotKept(t *testing.T) {
	s := newStage(t)
	for _, test := range []struct {
		message worker.NotSaved
		want    string
	}{
		{worker.NotSaved{Reason: worker.NotSavedOtherTab}, "open in another tab"},
		{worker.NotSaved{Reason: worker.NotSavedNoStore}, "keeps nothing"},
		{worker.NotSaved{Reason: worker.NotSavedFailed, Text: "the disk is full"}, "ends with the tab: the disk is full"},
	} {
		s.say(&test.message)
		if !strings.Contains(s.html(), test.want) {
			t.Errorf("after %+v the page does not say %q", test.message, test.want)
		}
		if s.say(&worker.NotSaved{}); strings.Contains(s.html(), test.want) {
			t.Errorf("when it is over, the page still says %q", test.want)
		}
	}
}
