package web

import (
	"reflect"
	"strings"
	"testing"

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
	s.act(startRun, nil)
	s.expectSent()
	s.say(readyMessage)
	if got := s.value("dataset-status"); got != "70000" {
		t.Errorf("#dataset-status has data-value %q, want 70000", got)
	}
	s.act(startRun, nil)
	s.expectSent(defaultStart(false))
	s.act(startRun, nil) // a second click before the trainer answers
	s.expectSent()
}

var partMessage = &worker.DatasetPart{Name: "mnist.json.gz", Train: 50000, Valid: 10000}

func TestStartDoesNotWaitForTheTestImages(t *testing.T) {
	s := newStage(t)
	s.page.lab.autostart = true
	s.say(partMessage)
	s.expectSent(defaultStart(false))
	s.say(&worker.RunState{State: worker.StateRunning},
		&worker.DatasetProgress{Name: "mnist.json.gz", Bytes: 13e6, Total: 15e6, Images: 63000})
	if s.page.lab.dataset.Phase != datasetTrainable {
		t.Errorf("phase %s before the test images are there, want trainable", s.page.lab.dataset.Phase)
	}
	if want := "50,000 images to train on, 10,000 to validate. Loading the test images: 13.0 of 15.0 MB, 63,000 images"; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	s.say(readyMessage)
	if s.page.lab.dataset.Phase != datasetReady || s.value("dataset-status") != "70000" {
		t.Errorf("phase %s with %s images at the end, want ready with 70000", s.page.lab.dataset.Phase, s.value("dataset-status"))
	}
	s.expectSent()
}

func TestPartOfADatasetIsKept(t *testing.T) {
	s := newStage(t)
	failure := &worker.Failure{Scope: worker.ScopeDataset, Text: "mnist.json.gz: test images: the gzip data is cut short"}
	s.say(partMessage, failure)
	if s.page.lab.dataset.Phase != datasetError || s.notices() != failure.Text {
		t.Errorf("phase %s, #error %q, want error and the text", s.page.lab.dataset.Phase, s.notices())
	}
	if want := "10,000 to validate. The rest could not be loaded."; !strings.Contains(s.html(), want) || s.value("dataset-status") != "60000" {
		t.Errorf("the page does not say %q, or not that there are 60000 images", want)
	}
	s.act(startRun, nil)
	s.expectSent(defaultStart(false))
	s.act(retryDataset, nil)
	s.expectSent(&worker.LoadDataset{URL: fileURL(datasetFile), Name: "mnist.json.gz"})
	s.say(failure, &worker.RunState{State: worker.StateDone},
		&worker.Failure{Scope: worker.ScopeWorker, Text: "panic: out of memory"})
	s.act(startRun, nil)
	s.expectSent()
}

func TestStartRefusesWrongSettings(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	s.act(changeField, fieldChange{ID: "learning-rate", Text: "-1"})
	if s.notices() != "" {
		t.Errorf("while it is being typed, a number is blamed: %s", s.notices())
	}
	s.act(startRun, nil)
	s.expectSent()
	if want := "Learning rate must be a number above 0"; !strings.Contains(s.notices(), want) {
		t.Errorf("#error says %q, want %q", s.notices(), want)
	}
	if got := attribute(t, s.html(), "learning-rate", "aria-errormessage"); got != "error" {
		t.Errorf("#learning-rate has aria-errormessage %q, want error", got)
	}
	s.act(changeField, fieldChange{ID: "learning-rate", Text: "0.5"})
	if s.notices() != "" {
		t.Errorf("after mending it, #error says %q, want nothing", s.notices())
	}
	s.act(startRun, nil)
	want := defaultStart(false)
	want.Settings.LearningRate = .5
	s.expectSent(want)
}

func TestPauseAndSteps(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	s.act(stepRun, nil)
	s.expectSent(defaultStart(true), &worker.Step{})
	s.act(stepRun, nil) // before the trainer has answered
	s.expectSent(&worker.Step{})
	s.say(&worker.RunState{State: worker.StatePaused})
	s.act(stepRun, nil)
	s.act(toggleRun, nil)
	s.expectSent(&worker.Step{}, &worker.Resume{})
	s.say(&worker.RunState{State: worker.StateRunning})
	s.act(stepRun, nil) // steps are for paused runs
	s.act(toggleRun, nil)
	s.act(stopRun, nil)
	s.expectSent(&worker.Pause{}, &worker.Stop{})
	s.say(&worker.RunState{State: worker.StateDone})
	s.act(stepRun, nil)
	s.expectSent(defaultStart(true), &worker.Step{})
}

func TestProgressIsShown(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	s.act(startRun, nil)
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

func TestDatasetFailureKeepsTheOldOne(t *testing.T) {
	s := newStage(t)
	failure := &worker.Failure{Scope: worker.ScopeDataset, Text: "mnist.json.gz: the file is empty"}
	s.say(failure)
	if s.page.lab.dataset.Phase != datasetError || s.notices() != failure.Text {
		t.Errorf("after a failed load: phase %s, #error %q, want error and the text", s.page.lab.dataset.Phase, s.notices())
	}
	attribute(t, s.html(), "dataset-retry", "id")
	s.act(retryDataset, nil)
	s.expectSent(&worker.LoadDataset{URL: fileURL(datasetFile), Name: "mnist.json.gz"})
	if s.notices() != "" {
		t.Errorf("when trying again #error says %q, want nothing", s.notices())
	}

	s.say(readyMessage)
	s.page.lab.loadDataset(s.disp.Context(), "blob:1", "broken.json.gz")
	s.sent()
	s.say(failure)
	if s.page.lab.dataset.Phase != datasetReady || s.value("dataset-status") != "70000" {
		t.Errorf("a failed second load leaves phase %s and %s images, want ready and 70000", s.page.lab.dataset.Phase, s.value("dataset-status"))
	}
	s.act(startRun, nil)
	s.expectSent(defaultStart(false))
}

func TestLostTrainer(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage, &worker.RunState{State: worker.StateRunning},
		&worker.Failure{Scope: worker.ScopeWorker, Text: "panic: out of memory"})
	if got := s.page.lab.training.State; got != worker.StateDone {
		t.Errorf("the run is %s, want done", got)
	}
	s.act(startRun, nil)
	s.expectSent()
	attribute(t, s.html(), "dataset-retry", "id")
	s.act(retryDataset, nil)
	if s.page.lab.dataset.Phase != datasetLoading || s.value("dataset-status") != "0" {
		t.Errorf("after trying again: phase %s and %s images, want loading and 0", s.page.lab.dataset.Phase, s.value("dataset-status"))
	}
}

func TestWeightsGoToThePredictor(t *testing.T) {
	s := newStage(t)
	m := &worker.Weights{Loss: "crossentropy", Source: "this run", Step: 1300, Params: []byte{1, 2, 3, 4}}
	s.say(m)
	got := until(t, s.page.lab.predictor, s.predictor)
	if !reflect.DeepEqual(got, []worker.Message{m}) {
		t.Errorf("the predictor was sent %s, want the weights as they came", describe(got))
	}
	if want := "this run, step 1,300"; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
}

func TestPredictionIsShown(t *testing.T) {
	s := newStage(t)
	s.act(readSubject, oneDot)
	asked := until(t, s.page.lab.predictor, s.predictor)
	if len(asked) != 1 {
		t.Fatalf("the predictor was sent %s, want one drawing", describe(asked))
	}
	probabilities := make([]float64, 10)
	probabilities[7], probabilities[1] = .75, .25
	s.predict(&worker.Prediction{ID: questionID(t, asked[0]), Digit: 7, Probabilities: probabilities,
		Outputs: probabilities, Source: "pretrained", Image: make([]byte, 784)})
	for id, want := range map[string]string{"prediction": "7", "probability-7": "0.75", "probability-1": "0.25", "probability-0": "0"} {
		if got := s.value(id); got != want {
			t.Errorf("#%s has data-value %q, want %q", id, got, want)
		}
	}
	s.act(readSubject, subject{})
	if got := s.value("prediction"); got != "" {
		t.Errorf("after clearing, #prediction has data-value %q, want none", got)
	}
}

func TestSingleOutputIsShownAsANumber(t *testing.T) {
	s := newStage(t)
	s.act(readSubject, oneDot)
	asked := until(t, s.page.lab.predictor, s.predictor)
	s.predict(&worker.Prediction{ID: questionID(t, asked[0]), Digit: 3, Outputs: []float64{3.274},
		Probabilities: []float64{0, 0, 0, 1, 0, 0, 0, 0, 0, 0}, Image: make([]byte, 784)})
	if want := "output 3.27, rounded"; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
}

func (s *stage) predict(m *worker.Prediction) {
	s.page.lab.receiveFromPredictor(s.disp.Context(), m)
	s.disp.Consume()
}

func TestWorkersChangeDuringARun(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	s.act(changeField, fieldChange{ID: "workers", Text: "3", Done: true})
	s.expectSent()
	s.say(&worker.RunState{State: worker.StateRunning})
	s.act(changeField, fieldChange{ID: "workers", Text: "2", Done: true})
	s.expectSent(&worker.SetWorkers{Workers: 2})
	s.act(changeField, fieldChange{ID: "workers", Text: "99", Done: true})
	s.expectSent()
	s.act(changeField, fieldChange{ID: "epochs", Text: "none", Done: true})
	s.act(changeField, fieldChange{ID: "workers", Text: "4", Done: true})
	s.expectSent(&worker.SetWorkers{Workers: 4})
}

func TestLinkStartsWhenTheDatasetIsReady(t *testing.T) {
	s := newStage(t)
	s.page.lab.autostart = true
	s.page.lab.settings.Form[fieldLoss] = "doublesoftmax"
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
	s.act(dismissNotice, worker.ScopeRun)
	if got := s.notices(); got != "Second" {
		t.Errorf("after dismissing, #error says %q, want %q", got, "Second")
	}
}
