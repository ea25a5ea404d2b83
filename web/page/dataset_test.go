package page_test

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/worker"
)

var partMessage = &worker.DatasetPart{Name: "mnist.json.gz", Train: 50000, Valid: 10000}

// datasetFailure says what is wrong with mnist.json.gz.
func datasetFailure(fault string) *worker.Failure {
	return &worker.Failure{Scope: worker.ScopeDataset, Message: failure.Of(failure.New("%s: %s", "mnist.json.gz", fault))}
}

func TestStartDoesNotWaitForTheTestImages(t *testing.T) {
	s := newStage(t, "autostart=1")
	s.say(partMessage)
	s.expectSent(defaultStart(false))
	s.say(&worker.RunState{State: worker.StateRunning},
		&worker.DatasetProgress{Name: "mnist.json.gz", Bytes: 13e6, Total: 15e6, Images: 63000})
	if get(s, state.DatasetKey).Phase != state.DatasetTrainable {
		t.Errorf("phase %s before the test images are there, want trainable", get(s, state.DatasetKey).Phase)
	}
	if want := "50,000 images to train on, 10,000 to validate. Loading the test images: 13.0 of 15.0 MB, 63,000 images"; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	s.say(readyMessage)
	if get(s, state.DatasetKey).Phase != state.DatasetReady || s.value("dataset-status") != "70000" {
		t.Errorf("phase %s with %s images at the end, want ready with 70000", get(s, state.DatasetKey).Phase, s.value("dataset-status"))
	}
	s.expectSent()
}

func TestPartOfADatasetIsKept(t *testing.T) {
	s := newStage(t)
	failure := datasetFailure("test: the gzip data is damaged")
	s.say(partMessage, failure)
	if get(s, state.DatasetKey).Phase != state.DatasetError || s.notices() != failure.Text {
		t.Errorf("phase %s, #error %q, want error and the text", get(s, state.DatasetKey).Phase, s.notices())
	}
	if want := "10,000 to validate. The rest could not be loaded."; !strings.Contains(s.html(), want) || s.value("dataset-status") != "60000" {
		t.Errorf("the page does not say %q, or not that there are 60000 images", want)
	}
	s.raise(state.StartRun)
	s.expectSent(defaultStart(false))
	s.raise(state.RetryDataset)
	s.expectSent(&worker.LoadDataset{URL: dom.FileURL(dom.DatasetFile), Name: "mnist.json.gz"})
	s.say(failure, &worker.RunState{State: worker.StateDone})
	s.lose("trainer", 3)
	s.raise(state.StartRun)
	s.expectTraining(worker.StateDone, "asked for without a trainer")
}

func TestDatasetFailureKeepsTheOldOne(t *testing.T) {
	s := newStage(t)
	failure := datasetFailure("the file is empty")
	s.say(failure)
	if get(s, state.DatasetKey).Phase != state.DatasetError || s.notices() != failure.Text {
		t.Errorf("after a failed load: phase %s, #error %q, want error and the text", get(s, state.DatasetKey).Phase, s.notices())
	}
	attribute(t, s.html(), "dataset-retry", "id")
	s.raise(state.RetryDataset)
	s.expectSent(&worker.LoadDataset{URL: dom.FileURL(dom.DatasetFile), Name: "mnist.json.gz"})
	if s.notices() != "" {
		t.Errorf("when trying again #error says %q, want nothing", s.notices())
	}

	s.say(readyMessage)
	act(s, state.OpenDataset, app.Value(app.Window())) // which outside a browser is as good as a file
	s.sent()
	s.say(failure)
	if get(s, state.DatasetKey).Phase != state.DatasetReady || s.value("dataset-status") != "70000" {
		t.Errorf("a failed second load leaves phase %s and %s images, want ready and 70000", get(s, state.DatasetKey).Phase, s.value("dataset-status"))
	}
	s.raise(state.StartRun)
	s.expectSent(defaultStart(false))
}

func TestDatasetOfTheVisitor(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage, &worker.DatasetReady{Name: "plain.json", Train: 20, Valid: 20, Test: 20})
	if want := "plain.json: 20 images to train on"; !strings.Contains(s.html(), want) || s.value("dataset-status") != "60" {
		t.Errorf("the page does not say %q, or not that there are 60 images", want)
	}
}

func TestDownloadThatStandsStill(t *testing.T) {
	s := newStage(t)
	stalled := worker.DatasetProgress{Name: "mnist.json.gz", Bytes: 6e6, Total: 15e6, Stalled: true}
	s.say(&stalled)
	want := "Loading the dataset: 6.0 of 15.0 MB. The download stands still; it is being tried again."
	if !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	stalled.Stalled = false
	if s.say(&stalled); strings.Contains(s.html(), "stands still") {
		t.Error("when it goes on, the page says that it stands still")
	}

	notice := &worker.Failure{Scope: worker.ScopeWeights, Text: "pretrained: nothing of the file comes; it is being tried again"}
	if s.say(notice); !strings.Contains(s.notices(), "nothing of the file comes") {
		t.Errorf("the notices are %q", s.notices())
	}
	s.say(&worker.Weights{Source: "this run"})
	if s.notices() == "" {
		t.Error("weights of a run take the notice away")
	}
	if s.say(&worker.Weights{Source: "pretrained"}); s.notices() != "" {
		t.Errorf("when the weights have come, the notices are %q", s.notices())
	}
}
