package page_test

import (
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// The page proposes what comes next, but not while a pen draws: what is below would
// move under it.
func TestNextFollowsTheVisitor(t *testing.T) {
	s := newStage(t)
	expect := func(after, want string) {
		t.Helper()
		if got := s.value("next"); got != want {
			t.Errorf("after %s the page proposes %q, want %q", after, got, want)
		}
	}
	expect("loading", "draw")
	state.PenDownKey.Set(s.disp.Context(), true)
	act(s, state.ReadSubject, oneDot)
	answer := &worker.Prediction{ID: questionID(t, s.sentToPredictor()[0]), Probabilities: make([]float64, 10), Outputs: make([]float64, 10)}
	s.predict(answer)
	expect("an answer while the pen is down", "draw")
	state.PenDownKey.Set(s.disp.Context(), false)
	s.consume()
	expect("a drawing", "train")
	s.say(readyMessage)
	s.raise(state.StartRun)
	s.train(3)
	expect("the start of a run", "watch")
	s.say(&worker.RunState{State: worker.StateDone})
	expect("a run", "compare")
	s.raise(state.StartRun)
	s.train(3)
	s.say(&worker.RunState{State: worker.StateDone})
	expect("two runs", "evaluate")
}
