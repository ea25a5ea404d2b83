package page_test

import (
	"strings"
	"testing"

	"digitlab/web/form"
	"digitlab/web/lesson"
	"digitlab/web/state"
	"digitlab/web/worker"
)

func (s *stage) sweep(field int, values string) {
	act(s, state.ChangeRunSweep, state.RunSweep{Field: field})
	act(s, state.ChangeRunSweep, state.RunSweep{Field: field, Text: values, Done: true})
}

// The runs of a sweep are trained one after the other with what the form says else,
// and the weights from before answer afterwards.
func TestSweepTrainsItsRuns(t *testing.T) {
	s := newRunStage(t)
	act(s, state.ChangeField, state.FieldChange{ID: "epochs", Text: "1", Done: true})
	s.sweep(form.LearningRate, "0.01, 0.5")
	s.sent()
	s.raise(state.StartRunSweep)
	for _, rate := range []float64{.01, .5} {
		start := s.started()
		if start.Settings.LearningRate != rate || start.Settings.Epochs != 1 || !start.Trial {
			t.Fatalf("asked for is %+v, want a rate of %v", start, rate)
		}
		s.finish(2, .5, 1)
	}
	s.expectSent()
	list := get(s, state.RunsKey)
	if got := get(s, state.LessonsKey).Series.State; got != lesson.SeriesDone || len(list.List.Shown()) != 2 {
		t.Errorf("the series is %s, and %d runs are on the chart", got, len(list.List.Shown()))
	}
	if got, want := strings.Join(list.Named(list.List), "|"), "lr 0.01|lr 0.5"; got != want {
		t.Errorf("the runs are called %s, want %s", got, want)
	}
}

func TestSweepOverSeedsSaysWhatIsChance(t *testing.T) {
	s := newRunStage(t)
	s.sweep(form.Seed, "1, 2, 3")
	s.raise(state.StartRunSweep)
	for _, accuracy := range []float64{.9, .91, .92} {
		s.started()
		s.finish(2, accuracy, 1)
	}
	if want := "Cross-entropy, 3 seeds: final accuracy 91.00 %, give or take 1.00 %"; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
}

func TestSweepCanBeStopped(t *testing.T) {
	s := newRunStage(t)
	s.sweep(form.Seed, "1, 2, 3")
	s.sent()
	s.raise(state.StartRunSweep)
	s.started()
	s.train(3)
	s.raise(state.StopLesson)
	s.expectSent(&worker.Stop{})
	s.say(&worker.RunState{State: worker.StateDone})
	s.expectSent()
	if got := get(s, state.LessonsKey).Series; !got.Stopped(lesson.Sweep) {
		t.Errorf("the series is %+v", got)
	}
}

// Wrong values are said beside the field, and nothing is trained.
func TestSweepRefusesWrongValues(t *testing.T) {
	s := newRunStage(t)
	s.sent()
	act(s, state.ChangeRunSweep, state.RunSweep{Field: form.LearningRate, Text: "0.1, fa"})
	if got := get(s, state.RunSweepKey).Problem; got != "" {
		t.Errorf("while they are typed, values are blamed: %s", got)
	}
	s.raise(state.StartRunSweep)
	s.expectSent()
	if got := attribute(t, s.html(), "sweep-values", "aria-errormessage"); got != "sweep-fault" || !strings.Contains(s.html(), "“fa” is not") {
		t.Errorf("#sweep-values has aria-errormessage %q", got)
	}
	act(s, state.ChangeRunSweep, state.RunSweep{Field: form.LearningRate, Text: "0.1, 0.2"})
	if got := get(s, state.RunSweepKey).Problem; got != "" {
		t.Errorf("mended, the values are still blamed: %s", got)
	}
	act(s, state.ChangeField, state.FieldChange{ID: "epochs", Text: "none", Done: true})
	s.raise(state.StartRunSweep)
	s.expectSent()
	if got := attribute(t, s.html(), "sweep-setting", "data-value"); got != "lr" {
		t.Errorf("#sweep-setting has data-value %q", got)
	}
}

// What the numbers above the chart are about is on the chart, after a lesson too.
func TestNumbersAndChartAreOfOneRun(t *testing.T) {
	s := newRunStage(t)
	act(s, state.StartLesson, "rate")
	for range lesson.ExerciseNamed("rate").Values {
		s.started()
		s.finish(2, .5, 1)
	}
	shown := get(s, state.RunsKey).List.Shown()
	if len(shown) != 1 || shown[0].ID != get(s, state.RunsKey).Present {
		t.Fatalf("%d runs are on the chart, want the present one alone", len(shown))
	}
	act(s, state.TickRun, shown[0].ID)
	if want := "These numbers are of “Cross-entropy, lr 3”, which is not ticked"; !strings.Contains(s.html(), strings.Replace(want, "Cross-entropy, ", "", 1)) {
		t.Errorf("without its tick, the page does not say whose the numbers are")
	}
}
