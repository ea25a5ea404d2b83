package page_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/worker"
)

var (
	runWeights  = &worker.Weights{Loss: "crossentropy", Source: state.SourceRun, Step: 3, Params: []byte{1, 2, 3, 4}}
	fileWeights = &worker.Weights{Loss: "crossentropy", Source: "pretrained", Params: []byte{5, 6, 7, 8}}
	loadMNIST   = &worker.LoadDataset{URL: dom.FileURL(dom.DatasetFile), Name: "mnist.json.gz"}
)

// newLostStage is a page in the middle of a run, whose trainer has died. It has
// sent the next one what that needs.
func newLostStage(t *testing.T) *stage {
	s := newStage(t)
	s.say(fileWeights, readyMessage)
	s.raise(state.StartRun)
	s.train(3)
	s.say(runWeights)
	s.sent()
	s.lose("trainer", 1)
	s.expectSent(&worker.Recipes{}, fileWeights, loadMNIST)
	if !strings.Contains(s.notices(), "The run goes on by itself") || s.value("metric-step") != "3" {
		t.Errorf("#error says %q at step %s", s.notices(), s.value("metric-step"))
	}
	if got := get(s, state.TrainingKey); got.State != worker.StateRunning || !strings.Contains(s.html(), "Waiting for the images") {
		t.Errorf("while the trainer is replaced the run is %+v, want it running, and waiting", got)
	}
	return s
}

func (s *stage) presentRun() string { return get(s, state.RunsKey).Present }

func (s *stage) expectTraining(state_, when string) {
	s.t.Helper()
	if got := get(s, state.TrainingKey); got.State != state_ || got.Pending || got.Recovering {
		s.t.Errorf("%s the run is %+v, want %s", when, got, state_)
	}
}

func TestRunGoesOnInAnotherTrainer(t *testing.T) {
	for _, paused := range []bool{false, true} {
		s := newLostStage(t)
		run := s.presentRun()
		if paused {
			s.raise(state.ToggleRun)
			s.expectTrainingState(worker.StatePaused)
		}
		s.say(&worker.SavedRun{Run: run, Step: 2, Steps: 100})
		if s.value("kept") != "" {
			t.Error("the run that goes on by itself is offered")
		}
		s.say(readyMessage)
		s.expectSent(&worker.ResumeSavedRun{Run: run, Paused: paused})
		m := restoredMessage()
		m.Run, m.Progress.Step = run, 2
		state_ := worker.StateRunning
		if paused {
			state_ = worker.StatePaused
		}
		s.say(m, &worker.RunState{State: state_})
		s.expectTraining(state_, "gone on with")
		if want := "The run has gone on from step 2."; !strings.Contains(s.notices(), want) || s.value("metric-step") != "2" {
			t.Errorf("#error says %q at step %s, want %q", s.notices(), s.value("metric-step"), want)
		}
		if s.runStates() != "running" || s.presentRun() != run {
			t.Errorf("the runs are %s, the present one %s, want %s running", s.runStates(), s.presentRun(), run)
		}
		if s.address != "" && strings.Contains(s.address, "doublesoftmax") {
			t.Errorf("the settings have become %s", s.address)
		}
	}
}

func (s *stage) expectTrainingState(want string) {
	s.t.Helper()
	if got := get(s, state.TrainingKey).State; got != want {
		s.t.Errorf("the run is %s, want %s", got, want)
	}
}

func TestUnsavedRunBeginsAgain(t *testing.T) {
	s := newLostStage(t)
	s.say(readyMessage)
	s.expectSent(&worker.ResumeSavedRun{Run: s.presentRun()})
	s.say(&worker.Failure{Scope: worker.ScopeSavedRun, Text: "there is no run to continue"})
	s.expectSent(&worker.DiscardSavedRun{Keep: true}, defaultStart(false))
	if want := "The run has begun again, since it was not saved"; !strings.Contains(s.notices(), want) {
		t.Errorf("#error says %q, want %q", s.notices(), want)
	}
	refused := newLostStage(t)
	refused.say(readyMessage, &worker.Failure{Scope: worker.ScopeSavedRun, Text: "there is no run to continue"},
		&worker.Failure{Scope: worker.ScopeRun, Text: "learning rate -1"})
	refused.expectTraining(worker.StateDone, "refused")

	s.train(1)
	s.expectTraining(worker.StateRunning, "begun again")
	if s.runStates() != "running" || s.value("metric-step") != "1" {
		t.Errorf("the runs are %s, at step %s, want one at step 1", s.runStates(), s.value("metric-step"))
	}
}

// Nothing has come back from the trainer when it dies.
func TestUnansweredStartIsAskedAgain(t *testing.T) {
	s := newRunStage(t)
	s.raise(state.StartRun)
	s.sent()
	s.lose("trainer", 1)
	s.sent()
	s.say(readyMessage)
	s.expectSent(&worker.DiscardSavedRun{Keep: true}, defaultStart(false))
	s.train(1)
	s.expectTraining(worker.StateRunning, "begun")
}

// Meanwhile it can be paused, and given up.
func TestUnansweredStartIsPausedAndReset(t *testing.T) {
	s := newRunStage(t)
	s.raise(state.StartRun)
	s.lose("trainer", 1)
	s.raise(state.ToggleRun)
	s.sent()
	s.say(readyMessage)
	s.expectSent(&worker.DiscardSavedRun{Keep: true}, defaultStart(true))

	s = newRunStage(t)
	s.raise(state.StartRun)
	s.lose("trainer", 1)
	s.raise(state.ResetRun)
	s.expectTraining(worker.StateIdle, "reset")
	s.say(readyMessage)
	s.sent()
	s.raise(state.StartRun)
	s.expectSent(defaultStart(false))
}

func TestStopAndResetOfALostRun(t *testing.T) {
	asked := func(s *stage) { s.say(readyMessage); s.sent() }
	for name, before := range map[string]func(*stage){"waiting": func(*stage) {}, "asked for": asked} {
		t.Run(name, func(t *testing.T) {
			s := newLostStage(t)
			before(s)
			run := s.presentRun()
			s.raise(state.StopRun)
			s.expectTraining(worker.StateDone, "stopped")
			s.expectSent(&worker.Recipes{}, fileWeights, runWeights, loadMNIST)
			s.say(readyMessage, &worker.SavedRun{Run: run, Step: 2, Steps: 100})
			s.expectSent(&worker.DiscardSavedRun{Keep: true})
			if s.runStates() != "stopped" {
				t.Errorf("the runs are %s, want stopped", s.runStates())
			}
			s.raise(state.StartRun)
			s.expectSent(defaultStart(false))

			s = newLostStage(t)
			before(s)
			run = s.presentRun()
			s.raise(state.ResetRun)
			s.expectTraining(worker.StateIdle, "reset")
			s.expectSent(&worker.Recipes{}, fileWeights, loadMNIST)
			if got := get(s, state.WeightsKey).Source; got != "pretrained" {
				t.Errorf("reset, the weights are %q", got)
			}
			s.say(readyMessage, &worker.SavedRun{Run: run, Step: 2, Steps: 100})
			s.expectSent(&worker.DiscardSavedRun{})
		})
	}
}

// A run whose images have made room for others would go on with those.
func TestLostRunDoesNotGoOnWithOtherImages(t *testing.T) {
	s := newLostStage(t)
	act(s, state.OpenDataset, app.Value(app.Window())) // which outside a browser is as good as a file
	s.say(&worker.DatasetReady{Name: "other.json.gz", Train: 20, Valid: 20, Test: 20})
	s.expectTraining(worker.StateDone, "with other images")
	if want := "The run cannot go on, since other images were opened"; !strings.Contains(s.notices(), want) {
		t.Errorf("#error says %q, want %q", s.notices(), want)
	}
}

func TestTrainerThatDiesAgainAndAgain(t *testing.T) {
	s := newLostStage(t)
	run := s.presentRun()
	s.lose("trainer", 2)
	s.expectTraining(worker.StateDone, "given up")
	if want := "The trainer has stopped again and again. Panic: out of memory."; s.notices() != want {
		t.Errorf("#error says %q, want %q", s.notices(), want)
	}
	s.raise(state.StartRun)
	s.expectTraining(worker.StateDone, "asked for without a trainer")
	attribute(t, s.html(), "dataset-retry", "id")
	attribute(t, s.html(), "workers-retry", "id")

	s.raise(state.RetryWorkers)
	s.expectSent(&worker.Recipes{}, fileWeights, runWeights, loadMNIST)
	if got := get(s, state.DatasetKey); got.Phase != state.DatasetLoading || s.notices() != "" {
		t.Errorf("after trying again: phase %s, #error %q, want loading and nothing", got.Phase, s.notices())
	}
	s.say(readyMessage, &worker.SavedRun{Run: run, Step: 2, Steps: 100})
	if got := s.value("kept"); got != "2" {
		t.Errorf("#kept is %q, want the run offered", got)
	}
}

// What a worker has said before it was given up may come after that.
func TestWordsOfADeadTrainerCountNoMore(t *testing.T) {
	s := newLostStage(t)
	dead := s.receive["trainer"]
	s.lose("trainer", 1)
	dead(s.disp.Context(), &worker.RunState{State: worker.StateIdle})
	s.consume()
	s.expectTrainingState(worker.StateRunning)
}

// Helpers are the trainer's: it has paused the run, and Resume tries again.
func TestHelpersThatDieAgainAndAgain(t *testing.T) {
	s := newRunStage(t)
	s.raise(state.StartRun)
	s.train(3)
	s.say(&worker.Failure{Scope: worker.ScopeHelpers, Text: "the helper workers failed"}, &worker.RunState{State: worker.StatePaused})
	if s.notices() != "The helper workers failed" || s.runStates() != "running" {
		t.Errorf("#error says %q, the runs are %s", s.notices(), s.runStates())
	}
	s.say(&worker.RunState{State: worker.StateRunning})
	if s.notices() != "" {
		t.Errorf("when the run goes on, #error says %q", s.notices())
	}
}

func TestEvaluationIsDoneInAnotherTrainer(t *testing.T) {
	s := newStage(t)
	s.say(fileWeights, readyMessage)
	act(s, state.EvaluateWeights, state.SplitTest)
	s.sent()
	s.lose("trainer", 1)
	s.sent()
	s.say(partMessage)
	s.expectSent()
	s.say(readyMessage)
	s.expectSent(&worker.Evaluate{Split: state.SplitTest, Workers: 1})
}

func TestPredictorIsReplaced(t *testing.T) {
	s := newStage(t)
	s.say(fileWeights)
	act(s, state.ReadSubject, oneDot)
	act(s, state.ReadSubject, state.Subject{Strokes: []worker.Stroke{{1, 2}, {3, 4}}})
	s.sentToPredictor()
	for range 2 {
		s.lose("predictor", 1)
		sent := s.sentToPredictor()
		if len(sent) != 2 || worker.Kind(sent[0]) != "weights" || len(sent[1].(*worker.Draw).Strokes) != 2 {
			t.Fatalf("another predictor is sent %s, want the weights and the newest drawing", describe(sent))
		}
		if want := "What reads the drawings had stopped and was started anew."; s.notices() != want {
			t.Errorf("#error says %q, want %q", s.notices(), want)
		}
	}
	s.lose("predictor", 1)
	if want := "Drawings are not read any more"; !strings.Contains(s.notices(), want) {
		t.Errorf("#error says %q, want %q", s.notices(), want)
	}
	s.raise(state.RetryWorkers)
	if sent := s.sentToPredictor(); len(sent) != 2 || s.notices() != "" {
		t.Errorf("after trying again it is sent %s, and #error says %q", describe(sent), s.notices())
	}
	if got := get(s, state.DatasetKey).Phase; got != state.DatasetLoading {
		t.Errorf("the dataset is %s: the trainer lives", got)
	}
}

// While the run waits, its newest weights are saved, which the page has and the
// trainer has not.
func TestWeightsOfALostRunAreSaved(t *testing.T) {
	s := newLostStage(t)
	saved := func() *worker.SaveWeights {
		t.Helper()
		act(s, state.SaveWeights, "onnx")
		m, ok := (<-s.far["trainer"]).(*worker.SaveWeights)
		if !ok || m.Format != "onnx" {
			t.Fatalf("the trainer is sent %+v, want to save", m)
		}
		return m
	}
	if m := saved(); !reflect.DeepEqual(m.Weights, *runWeights) {
		t.Errorf("while the run waits, weights of %q, step %d, are saved, want those of its step 3", m.Weights.Source, m.Weights.Step)
	}
	s.say(readyMessage)
	s.sent()
	m := restoredMessage()
	m.Run, m.Progress.Step = s.presentRun(), 2
	s.say(m, &worker.RunState{State: worker.StateRunning})
	if m := saved(); len(m.Weights.Params) > 0 {
		t.Errorf("when the run has gone on, weights of %q are saved, want the trainer's", m.Weights.Source)
	}
}
