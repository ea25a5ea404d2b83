package web

import (
	"strings"
	"testing"

	"digitlab/web/runs"
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
	for _, r := range s.page.lab.book.List {
		states = append(states, r.State)
	}
	return strings.Join(states, " ")
}

func TestRunsAreListed(t *testing.T) {
	s := newRunStage(t)
	s.act(startRun, nil)
	s.train(100)
	s.say(&worker.Evaluation{Split: "valid", Step: 100, Epoch: 1, Accuracy: .75, Loss: .5},
		&worker.Evaluation{Split: "test", Step: 100, Accuracy: .7, Loss: .6},
		&worker.RunState{State: worker.StateDone})
	s.act(startRun, nil)
	s.train(30)
	if got, want := s.runStates(), "finished running"; got != want {
		t.Errorf("the runs are %s, want %s", got, want)
	}
	if got := s.value("loss-chart"); got != "30" {
		t.Errorf("#loss-chart has data-value %q, want the 30 points of the present run", got)
	}
	s.say(&worker.RunState{State: worker.StateDone})
	s.act(resetRun, nil)
	s.say(&worker.RunState{State: worker.StateIdle})
	if got, want := s.runStates(), "finished stopped"; got != want {
		t.Errorf("the runs are %s, want %s", got, want)
	}
	if got := s.value("loss-chart"); got != "0" {
		t.Errorf("after a reset #loss-chart has data-value %q, want 0", got)
	}
	first := s.page.lab.book.List[0]
	if first.Test == nil || first.Test.Accuracy != .7 || first.Last().Accuracy != .75 || first.Seconds() != 100 || first.Speed != 100 {
		t.Errorf("the first run is %+v", first)
	}
	for _, want := range []string{"75.00 %", "1 min 40 s", "stopped"} {
		if !strings.Contains(s.html(), want) {
			t.Errorf("the list of runs does not say %q", want)
		}
	}
}

func TestRefusedRunIsNotListed(t *testing.T) {
	s := newRunStage(t)
	s.act(startRun, nil)
	s.train(3)
	s.say(&worker.RunState{State: worker.StateDone})
	s.act(startRun, nil)
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
	s.act(startRun, nil)
	s.train(3)
	s.say(&worker.Failure{Scope: worker.ScopeRun, Text: "training diverged"}, &worker.RunState{State: worker.StateDone})
	if got := s.page.lab.book.List[0]; got.State != runs.Failed || got.Failure != "training diverged" {
		t.Errorf("the run is %s: %q", got.State, got.Failure)
	}
}

func TestTickRenameDelete(t *testing.T) {
	s := newRunStage(t)
	for range 3 {
		s.act(startRun, nil)
		s.train(2)
		s.say(&worker.RunState{State: worker.StateDone})
	}
	list := func() runs.List { return s.page.lab.book.List }
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
	s.act(tickRun, id(2))
	expect("ticking off 2", 1, 3)
	s.act(onlyRun, id(3))
	expect("only 3", 3)
	s.act(onlyRun, id(3))
	expect("only 3 again", 1, 2, 3)

	names := func() (all string) { return strings.Join(s.page.lab.book.named(list()), "|") }
	if got, want := names(), "Cross-entropy|Cross-entropy (2)|Cross-entropy (3)"; got != want {
		t.Errorf("the runs are called %q, want %q", got, want)
	}
	s.act(renameRun, runNaming{id(2), "  the \n second "})
	if got, want := names(), "Cross-entropy|the second|Cross-entropy (2)"; got != want {
		t.Errorf("the runs are called %q, want %q", got, want)
	}
	s.act(renameRun, runNaming{id(3), "Cross-entropy (2)"}) // as it was
	s.act(renameRun, runNaming{id(2), ""})
	if got, want := names(), "Cross-entropy|Cross-entropy (2)|Cross-entropy (3)"; got != want {
		t.Errorf("the runs are called %q, want %q", got, want)
	}

	second := id(2)
	s.act(deleteRun, second)
	expect("deleting 2", 1, 3)
	if !strings.Contains(s.html(), "Deleted: Cross-entropy.") {
		t.Error("the page does not say what is deleted")
	}
	s.act(bringRun, nil)
	expect("the undo", 1, 2, 3)
	if id(2) != second {
		t.Error("the run does not come back to its place")
	}
}

func TestSameAgain(t *testing.T) {
	s := newRunStage(t)
	s.act(changeField, fieldChange{ID: "learning-rate", Text: "0.25", Done: true})
	s.act(startRun, nil)
	s.train(2)
	s.say(&worker.RunState{State: worker.StateDone})
	id := s.page.lab.book.List[0].ID
	s.act(changeField, fieldChange{ID: "learning-rate", Text: "0.5", Done: true})
	s.act(changeField, fieldChange{ID: "workers", Text: "3", Done: true})
	s.act(renameRun, runNaming{id, "quick"})
	if want := "Cross-entropy, lr 0.25"; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say that a renamed run has the settings %q", want)
	}
	s.act(reuseRun, id)
	if got := s.page.lab.settings.Form; got[fieldLearningRate] != "0.25" || got[fieldWorkers] != "3" {
		t.Errorf("the learning rate is %s and there are %s workers, want the run's 0.25 and the 3 there are now",
			got[fieldLearningRate], got[fieldWorkers])
	}
}

// The present run can be deleted while it goes on.
func TestDeleteThePresentRun(t *testing.T) {
	s := newRunStage(t)
	s.act(startRun, nil)
	s.train(2)
	s.act(deleteRun, s.page.lab.book.Present)
	s.say(&worker.Progress{Step: 3, Steps: 100, Batches: 50, Losses: []float64{2}},
		&worker.Evaluation{Split: "valid", Step: 3}, &worker.RunState{State: worker.StateDone})
	s.act(bringRun, nil)
	if got, want := s.runStates(), "stopped"; got != want {
		t.Errorf("the run that comes back is %q, want %q", got, want)
	}
}

func TestRestoredRunGoesOn(t *testing.T) {
	s := newRunStage(t)
	s.act(startRun, nil)
	s.train(40)
	lab := s.page.lab
	id := lab.book.Present
	lab.book.List[0].State, lab.book.Present = runs.Interrupted, "" // as a reload leaves it

	// The trainer kept it after step 30.
	points := make([]float32, 60)
	for i := range points {
		points[i] = float32(i)
	}
	lab.restoreRun(s.disp.Context(), &worker.Restored{
		Run: id, Settings: lab.book.List[0].Settings, Stride: 1, Points: worker.PackFloats(points),
		Progress:    worker.Progress{Step: 30, Steps: 100, Batches: 25, Seconds: 31},
		Evaluations: []worker.Evaluation{{Split: "valid", Step: 25, Accuracy: .5}},
	})
	s.say(&worker.RunState{State: worker.StateRunning},
		&worker.Progress{Step: 31, Steps: 100, Batches: 25, Losses: []float64{7}, Seconds: 32})
	if len(lab.book.List) != 1 || s.runStates() != "running" || s.value("loss-chart") != "31" {
		t.Fatalf("%d runs, %s, with %s points, want the one run with 31", len(lab.book.List), s.runStates(), s.value("loss-chart"))
	}
	h := lab.book.List[0].History
	if h.Loss[29] != 29 || h.Accuracy[0] != 30 || h.Loss[30] != 7 || len(h.Valid) != 1 {
		t.Errorf("the curves are %v and %v", h.Loss, h.Accuracy)
	}
	if h.SecondsAt(10) != 10 || h.SecondsAt(31) != 32 {
		t.Errorf("step 10 took %v s and step 31 %v s, want 10 and 32", h.SecondsAt(10), h.SecondsAt(31))
	}

	lab.restoreRun(s.disp.Context(), &worker.Restored{Run: "unknown", Settings: worker.Settings{Loss: "doublesoftmax"}})
	if len(lab.book.List) != 2 || lab.book.Present != "unknown" {
		t.Error("a run that is not in the list any more is not listed anew")
	}
}

func TestRunNames(t *testing.T) {
	known := catalogue{
		Recipes:  []recipe{{recipeTutorial, defaultForm(1)}},
		Networks: presets{{Name: "simplenet", Text: "conv 20 5, relu"}, {Name: "mlp", Text: "linear 100"}},
		Augments: presets{{Name: "none", Text: "none"}, {Name: "light", Text: "shift=2"}},
	}
	tests := []struct {
		name   string
		change func(*runs.Run)
		want   string
	}{
		{"the tutorial's", func(*runs.Run) {}, "Cross-entropy"},
		{"workers do not count", func(r *runs.Run) { r.Settings.Workers = 8 }, "Cross-entropy"},
		{"the network by its text", func(r *runs.Run) { r.Settings.Architecture = "conv 20 5,relu" }, "Cross-entropy"},
		{"some settings", func(r *runs.Run) {
			r.Settings.Loss, r.Settings.LearningRate, r.Settings.BatchSize, r.Settings.Epochs = "squarederror", .1, 32, 1
		}, "Squared error, lr 0.1, batch 32, 1 epoch"},
		{"an optimiser", func(r *runs.Run) { r.Settings.Optimizer, r.Settings.Beta2 = "adam", .99 }, "Cross-entropy, Adam, Beta 2 0.99"},
		{"what does not count with it", func(r *runs.Run) { r.Settings.Optimizer, r.Settings.Momentum = "adam", .9 }, "Cross-entropy, Adam"},
		{"presets", func(r *runs.Run) { r.Settings.Architecture, r.Settings.Augment = "linear 100", "shift=2" },
			"Cross-entropy, Layers Fully connected, Effects Light"},
		{"own ones", func(r *runs.Run) { r.Settings.Architecture = "linear 7" }, "Cross-entropy, Layers own"},
		{"a short run", func(r *runs.Run) { r.Settings.Epochs, r.Settings.MaxSteps = 1, 2000 }, "Cross-entropy, 2,000 steps"},
		{"a run of few images", func(r *runs.Run) { r.Settings.MaxSteps, r.History.Steps = 100, 3 }, "Cross-entropy, 3 steps"},
		{"trained further", func(r *runs.Run) { r.Further = true }, "Cross-entropy, trained further"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := runs.Run{Settings: defaultForm(1).settings()}
			test.change(&r)
			if got := runName(&r, known); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

func TestPlacesOfATable(t *testing.T) {
	r := runs.Run{History: runs.NewHistory(), Test: &runs.Result{Step: 1000, Accuracy: .9}}
	for step := 1; step <= 1000; step++ {
		r.History.Add(&worker.Progress{Step: step, Losses: []float64{1}})
		if step%300 == 0 {
			r.History.AddValidation(runs.Result{Step: step, Accuracy: .5})
		}
	}
	places := placesOf(&r)
	if len(places) < 10 || len(places) > tableRows+4 {
		t.Fatalf("%d places, want about %d", len(places), tableRows)
	}
	evaluated := 0
	for _, p := range places {
		if p.New != nil {
			evaluated++
		}
		if p.Training == nil {
			t.Errorf("step %d has no loss", p.Step)
		}
	}
	if last := places[len(places)-1]; evaluated != 4 || last.Step != 1000 || last.New.Accuracy != .9 {
		t.Errorf("%d places were evaluated, the last is %+v; want 4, and the test's", evaluated, last)
	}
}
