package page_test

import (
	"regexp"
	"strings"
	"testing"

	"digitlab/web/lesson"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// A newcomer who trains from fresh weights sees the drawing misread, and one who
// stops wants to know where.
func TestRunSaysWhatReadsTheDrawing(t *testing.T) {
	s := newRunStage(t)
	const untrained = "a network that has yet to learn"
	begin := func(origin string) {
		act(s, state.ChangeOrigin, origin)
		s.say(&worker.Weights{Source: "pretrained"})
		s.raise(state.StartRun)
		s.say(&worker.RunState{State: worker.StateRunning}, &worker.Weights{Source: state.SourceRun})
	}
	begin(state.OriginPresent)
	if strings.Contains(s.html(), untrained) {
		t.Error("a run that goes on is said to be untrained")
	}
	s.say(&worker.RunState{State: worker.StateDone})
	begin(state.OriginFresh)
	if !strings.Contains(s.html(), untrained) {
		t.Error("it is not said that an untrained network reads the drawing")
	}
	s.say(&worker.Progress{Epochs: 3, Batches: 782, Step: 1234, Steps: 2346, Seconds: 1234, SamplesPerSecond: 100, Losses: []float64{1}})
	if html := s.html(); strings.Contains(html, untrained) || attribute(t, html, "metric-left", "data-value") != "1112" {
		t.Error("the page does not say how long the run still takes, or that an untrained network reads the drawing")
	}
	s.say(&worker.Weights{Source: state.SourceRun, Step: 1234}, &worker.RunState{State: worker.StateDone})
	if html := s.html(); !strings.Contains(html, "Stopped at step 1,234 of 2,346.") || attribute(t, html, "metric-left", "data-value") != "" {
		t.Error("the page does not say where the run was stopped")
	}
	if strings.Contains(element(s, "train-evaluate"), `hidden="true"`) {
		t.Errorf("the weights of a stopped run cannot be evaluated: %s", element(s, "train-evaluate"))
	}
	act(s, state.ChangeField, state.FieldChange{ID: "epochs", Text: "1000", Done: true})
	act(s, state.ChangeField, state.FieldChange{ID: "batch-size", Text: "1", Done: true})
	if !strings.Contains(s.html(), "The next run: about 45 days") { // 100 images a second in batches of 100
		t.Error("the page does not say how long the next run would take")
	}
	act(s, state.ChangeField, state.FieldChange{ID: "epochs", Text: "x", Done: true})
	if strings.Contains(s.html(), "The next run: about 45 days") {
		t.Error("a run that cannot begin has an estimate")
	}
}

// element returns the opening tag of the element with an id.
func element(s *stage, id string) string {
	return regexp.MustCompile(`<[^>]*id="` + id + `"[^>]*>`).FindString(s.html())
}

// What is said of the weights at the end of a run has to be true of those that
// answer.
func TestEndOfARunSaysWhichWeightsAnswer(t *testing.T) {
	const (
		clocked = "Done after 0.0 s. The drawing is read with the new weights."
		newOnes = "Done. The drawing is read with the new weights."
		unbegun = "Stopped before the first step. The drawing is read with the weights that the run began with."
		before  = "The run is over. The drawing is read with the weights from before it."
		other   = "The run is over. The drawing is read with these weights: pretrained."
	)
	weights := func(source string) worker.Message { return &worker.Weights{Loss: "crossentropy", Source: source} }
	running := &worker.RunState{State: worker.StateRunning}
	paused := &worker.RunState{State: worker.StatePaused}
	last := &worker.Progress{Step: 2, Steps: 2, Epochs: 1, Losses: []float64{2, 1}}
	done := &worker.RunState{State: worker.StateDone}
	diverged := &worker.Failure{Scope: worker.ScopeRun, Text: "training diverged"}
	tests := []struct {
		name   string
		begin  func(s *stage)
		answer []worker.Message
		want   string
	}{
		{"a run that is stopped at once", func(s *stage) { s.raise(state.StartRun) }, []worker.Message{running, weights("this run"), done}, unbegun},
		{"a run to its last step", func(s *stage) { s.raise(state.StartRun) }, []worker.Message{running, last, weights("this run"), done}, clocked},
		{"a run that was paused", func(s *stage) { s.raise(state.StartRun) }, []worker.Message{running, paused, running, last, weights("this run"), done}, newOnes},
		{"a file after it", func(s *stage) { s.raise(state.StartRun) }, []worker.Message{running, weights("this run"), done, weights("pretrained")}, other},
		{"a run that diverges", func(s *stage) { s.raise(state.StartRun) }, []worker.Message{running, diverged, weights("pretrained"), done}, other},
		{"a run that diverges, after another", func(s *stage) { s.raise(state.StartRun) }, []worker.Message{running, diverged, weights("this run"), done}, before},
		{"a lesson", func(s *stage) { act(s, state.StartLesson, lesson.LossLesson); s.raise(state.StopLesson) }, []worker.Message{running, weights("this run"), done, weights("pretrained")}, other},
		{"a lesson after a run", func(s *stage) { act(s, state.StartLesson, lesson.LossLesson); s.raise(state.StopLesson) }, []worker.Message{running, done, weights("this run")}, before},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newRunStage(t)
			test.begin(s)
			s.say(test.answer...)
			if html := s.html(); !strings.Contains(html, test.want) {
				t.Errorf("the page does not say %q", test.want)
			}
		})
	}
}
