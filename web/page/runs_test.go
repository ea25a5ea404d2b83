package page_test

import (
	"strings"
	"testing"

	"digitlab/web/form"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// train lets the trainer take up a run that was asked for, and train so many
// steps of a hundred.
func (s *stage) train(steps int) {
	s.say(&worker.RunState{State: worker.StateRunning})
	for step := 1; step <= steps; step++ {
		s.say(&worker.Progress{
			Step: step, Steps: 100, Batches: 50, Losses: []float64{2.3}, Accuracies: []float64{.1},
			Seconds: float64(step), SamplesPerSecond: 100,
		})
	}
}

// newRunStage is a page that can train.
func newRunStage(t *testing.T) *stage {
	s := newStage(t)
	s.say(readyMessage)
	return s
}

func (s *stage) runStates() string {
	var states []string
	for _, r := range get(s, state.RunsKey).List {
		states = append(states, r.State)
	}
	return strings.Join(states, " ")
}

func TestRunsAreListed(t *testing.T) {
	s := newRunStage(t)
	s.raise(state.StartRun)
	s.train(100)
	s.say(&worker.Evaluation{Split: "valid", Step: 100, Epoch: 1, Accuracy: .75, Loss: .5},
		&worker.Evaluation{Split: "test", Step: 100, Accuracy: .7, Loss: .6},
		&worker.RunState{State: worker.StateDone})
	s.raise(state.StartRun)
	s.train(30)
	if got, want := s.runStates(), "finished running"; got != want {
		t.Errorf("the runs are %s, want %s", got, want)
	}
	if got := s.value("runs"); got != "2" {
		t.Errorf("#runs has data-value %q, want 2", got)
	}
	if got := s.value("loss-chart"); got != "30" {
		t.Errorf("#loss-chart has data-value %q, want the 30 points of the present run", got)
	}
	s.say(&worker.RunState{State: worker.StateDone})
	s.raise(state.ResetRun)
	s.say(&worker.RunState{State: worker.StateIdle})
	if got, want := s.runStates(), "finished stopped"; got != want {
		t.Errorf("the runs are %s, want %s", got, want)
	}
	if got := s.value("loss-chart"); got != "0" {
		t.Errorf("after a reset #loss-chart has data-value %q, want 0", got)
	}
	first := get(s, state.RunsKey).List[0]
	if first.Test == nil || first.Test.Accuracy != .7 || first.Last().Accuracy != .75 || first.Seconds() != 100 || first.Speed != 100 {
		t.Errorf("the first run is %+v", first)
	}
	for _, want := range []string{"75.00 %", "1 min 40 s", "stopped"} {
		if !strings.Contains(s.html(), want) {
			t.Errorf("the list of runs does not say %q", want)
		}
	}
}

func TestRunsAreNamedAfterWhatDiffers(t *testing.T) {
	s := newStage(t, "lr=0.05&momentum=0.9&epochs=1&workers=2")
	s.say(someRecipes(), readyMessage)
	for _, loss := range []string{"crossentropy", "doublesoftmax"} {
		act(s, state.ChangeField, state.FieldChange{ID: "loss-function", Text: loss, Done: true})
		s.raise(state.StartRun)
		s.train(2)
		s.say(&worker.RunState{State: worker.StateDone})
	}
	for id, want := range map[string]string{
		"run-2-name": "Double softmax",
		"run-1-name": "Cross-entropy",
	} {
		if got := attribute(t, s.html(), id, "value"); got != want {
			t.Errorf("#%s shows %q, want %q", id, got, want)
		}
	}
	if want := "Double softmax, lr 0.05, momentum 0.9, 1 epoch"; !strings.Contains(s.html(), want) {
		t.Errorf("nothing says that the settings of the newest run are %q", want)
	}
	if html := s.html(); strings.Index(html, `id="run-2-name"`) > strings.Index(html, `id="run-1-name"`) {
		t.Error("the newest run is not the first of the list")
	}
	act(s, state.RenameRun, state.RunNaming{ID: get(s, state.RunsKey).List[1].ID, Name: `twice, "soft"`})
	if want := `Show “twice, \"soft\"”`; !strings.Contains(s.html(), want) { // as the tester escapes it
		t.Errorf("after another name no tick is called %s", want)
	}
}

func TestRefusedRunIsNotListed(t *testing.T) {
	s := newRunStage(t)
	s.raise(state.StartRun)
	s.train(3)
	s.say(&worker.RunState{State: worker.StateDone})
	s.raise(state.StartRun)
	s.say(&worker.Failure{Scope: worker.ScopeRun, Text: "learning rate -1"})
	if got, want := s.runStates(), "stopped"; got != want {
		t.Errorf("the runs are %q, want %q", got, want)
	}
	if s.value("loss-chart") != "3" {
		t.Error("the chart does not show the run from before any more")
	}
}

func TestDivergedRunIsListedAsSuch(t *testing.T) {
	s := newRunStage(t)
	s.raise(state.StartRun)
	s.train(3)
	s.say(&worker.Failure{Scope: worker.ScopeRun, Text: "training diverged"}, &worker.RunState{State: worker.StateDone})
	if got := get(s, state.RunsKey).List[0]; got.State != runs.Failed || got.Failure != "training diverged" {
		t.Errorf("the run is %s: %q", got.State, got.Failure)
	}
}

func TestTickRenameDelete(t *testing.T) {
	s := newRunStage(t)
	for range 3 {
		s.raise(state.StartRun)
		s.train(2)
		s.say(&worker.RunState{State: worker.StateDone})
	}
	list := func() runs.List { return get(s, state.RunsKey).List }
	shown := func() (numbers []int) {
		for _, r := range list().Shown() {
			numbers = append(numbers, r.Number)
		}
		return numbers
	}
	expect := func(after string, want ...int) {
		t.Helper()
		got := shown()
		if len(got) != len(want) {
			t.Errorf("after %s these are shown: %v, want %v", after, got, want)
			return
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("after %s these are shown: %v, want %v", after, got, want)
			}
		}
	}
	id := func(number int) string { return list()[number-1].ID }
	act(s, state.TickRun, id(2))
	expect("ticking off 2", 1, 3)
	act(s, state.OnlyRun, id(3))
	expect("only 3", 3)
	act(s, state.OnlyRun, id(3))
	expect("only 3 again", 1, 2, 3)

	names := func() (all string) { return strings.Join(get(s, state.RunsKey).Named(list()), "|") }
	if got, want := names(), "Cross-entropy|Cross-entropy (2)|Cross-entropy (3)"; got != want {
		t.Errorf("the runs are called %q, want %q", got, want)
	}
	act(s, state.RenameRun, state.RunNaming{ID: id(2), Name: "  the \n second "})
	if got, want := names(), "Cross-entropy|the second|Cross-entropy (2)"; got != want {
		t.Errorf("the runs are called %q, want %q", got, want)
	}
	act(s, state.RenameRun, state.RunNaming{ID: id(3), Name: "Cross-entropy (2)"}) // as it was
	act(s, state.RenameRun, state.RunNaming{ID: id(2), Name: ""})
	if got, want := names(), "Cross-entropy|Cross-entropy (2)|Cross-entropy (3)"; got != want {
		t.Errorf("the runs are called %q, want %q", got, want)
	}

	second := id(2)
	act(s, state.DeleteRun, second)
	expect("deleting 2", 1, 3)
	if got := s.value("runs"); got != "2" {
		t.Errorf("after deleting one of three, #runs has data-value %q", got)
	}
	if !strings.Contains(s.html(), "Deleted: Cross-entropy (2).") {
		t.Error("the page does not say what is deleted")
	}
	s.raise(state.BringRun)
	expect("the undo", 1, 2, 3)
	if id(2) != second {
		t.Error("the run does not come back to its place")
	}
}

func TestUseTheSettingsOfARun(t *testing.T) {
	s := newRunStage(t)
	act(s, state.ChangeField, state.FieldChange{ID: "learning-rate", Text: "0.25", Done: true})
	s.raise(state.StartRun)
	s.train(2)
	s.say(&worker.RunState{State: worker.StateDone})
	id := get(s, state.RunsKey).List[0].ID
	act(s, state.ChangeField, state.FieldChange{ID: "learning-rate", Text: "0.5", Done: true})
	act(s, state.ChangeField, state.FieldChange{ID: "workers", Text: "3", Done: true})
	act(s, state.RenameRun, state.RunNaming{ID: id, Name: "quick"})
	if want := "Cross-entropy, lr 0.25"; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say that a renamed run has the settings %q", want)
	}
	act(s, state.ReuseRun, id)
	if got := get(s, state.SettingsKey).Form; got[form.LearningRate] != "0.25" || got[form.Workers] != "3" {
		t.Errorf("the learning rate is %s and there are %s workers, want the run's 0.25 and the 3 there are now",
			got[form.LearningRate], got[form.Workers])
	}

	// To train with them takes one click, whatever the fields say.
	act(s, state.ChangeField, state.FieldChange{ID: "learning-rate", Text: "0.5", Done: true})
	s.sent()
	act(s, state.RepeatRun, id)
	want := defaultStart(false)
	want.Settings.LearningRate, want.Settings.Workers = .25, 3
	s.expectSent(want)
	if got := get(s, state.SettingsKey).Form[form.LearningRate]; got != "0.25" {
		t.Errorf("the field says %s, want what is trained with", got)
	}
}

// The present run can be deleted while it goes on.
func TestDeleteThePresentRun(t *testing.T) {
	s := newRunStage(t)
	s.raise(state.StartRun)
	s.train(2)
	act(s, state.DeleteRun, get(s, state.RunsKey).Present)
	s.say(&worker.Progress{Step: 3, Steps: 100, Batches: 50, Losses: []float64{2}},
		&worker.Evaluation{Split: "valid", Step: 3}, &worker.RunState{State: worker.StateDone})
	s.raise(state.BringRun)
	if got, want := s.runStates(), "stopped"; got != want {
		t.Errorf("the run that comes back is %q, want %q", got, want)
	}
}

func TestRestoredRunGoesOn(t *testing.T) {
	s := newRunStage(t)
	s.raise(state.StartRun)
	s.train(40)
	id := get(s, state.RunsKey).Present
	s.say(&worker.RunState{State: worker.StateIdle})

	// The trainer kept it after step 30.
	points := make([]float32, 60)
	for i := range points {
		points[i] = float32(i)
	}
	s.say(&worker.Restored{
		Run: id, Settings: get(s, state.RunsKey).List[0].Settings, Stride: 1, Points: worker.PackFloats(points),
		Progress:    worker.Progress{Step: 30, Steps: 100, Batches: 25, Seconds: 31},
		Evaluations: []worker.Evaluation{{Split: "valid", Step: 25, Accuracy: .5}},
	})
	s.say(&worker.RunState{State: worker.StateRunning},
		&worker.Progress{Step: 31, Steps: 100, Batches: 25, Losses: []float64{7}, Seconds: 32})
	if len(get(s, state.RunsKey).List) != 1 || s.runStates() != "running" || s.value("loss-chart") != "31" {
		t.Fatalf("%d runs, %s, with %s points, want the one run with 31", len(get(s, state.RunsKey).List), s.runStates(), s.value("loss-chart"))
	}
	h := get(s, state.RunsKey).List[0].History
	if h.Loss[29] != 29 || h.Accuracy[0] != 30 || h.Loss[30] != 7 || len(h.Valid) != 1 {
		t.Errorf("the curves are %v and %v", h.Loss, h.Accuracy)
	}
	if h.SecondsAt(10) != 10 || h.SecondsAt(31) != 32 {
		t.Errorf("step 10 took %v s and step 31 %v s, want 10 and 32", h.SecondsAt(10), h.SecondsAt(31))
	}

	s.say(&worker.Restored{Run: "unknown", Settings: worker.Settings{Loss: "doublesoftmax"}})
	if len(get(s, state.RunsKey).List) != 2 || get(s, state.RunsKey).Present != "unknown" {
		t.Error("a run that is not in the list any more is not listed anew")
	}
}
