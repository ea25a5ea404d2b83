package page_test

import (
	"strings"
	"testing"

	"digitlab/web/lesson"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// What is said of the weights at the end of a run has to be true of those that
// answer.
func TestEndOfARunSaysWhichWeightsAnswer(t *testing.T) {
	const (
		newOnes = "Done. The drawing is read with the new weights."
		before  = "The run is over. The drawing is read with the weights from before it."
		other   = "The run is over. The drawing is read with these weights: pretrained."
	)
	weights := func(source string) worker.Message { return &worker.Weights{Loss: "crossentropy", Source: source} }
	running := &worker.RunState{State: worker.StateRunning}
	done := &worker.RunState{State: worker.StateDone}
	diverged := &worker.Failure{Scope: worker.ScopeRun, Text: "training diverged"}
	tests := []struct {
		name   string
		begin  func(s *stage)
		answer []worker.Message
		want   string
	}{
		{"a run", func(s *stage) { s.raise(state.StartRun) }, []worker.Message{running, weights("this run"), done}, newOnes},
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
