package page_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/lesson"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// started returns the one Start that the trainer has been sent.
func (s *stage) started() *worker.Start {
	s.t.Helper()
	for _, m := range s.sent() {
		if start, ok := m.(*worker.Start); ok {
			return start
		}
	}
	s.t.Fatal("no run was asked for")
	return nil
}

// finish lets the run that was asked for train so many steps, which is all of
// them, and recognise a share of the test images.
func (s *stage) finish(steps int, accuracy, loss float64) {
	s.say(&worker.RunState{State: worker.StateRunning})
	for step := 1; step <= steps; step++ {
		s.say(&worker.Progress{Step: step, Steps: steps, Batches: 500, Losses: []float64{2.3}, Accuracies: []float64{.1}})
	}
	s.say(&worker.Evaluation{Split: "test", Step: steps, Accuracy: accuracy, Loss: loss}, &worker.RunState{State: worker.StateDone})
}

func TestExerciseTrainsItsRuns(t *testing.T) {
	s := newRunStage(t)
	s.sent()
	act(s, state.ShowView, state.LessonsView)
	act(s, state.OpenLesson, "rate")
	act(s, state.GuessAnswer, state.Guess{Exercise: "rate", Answer: 0})
	act(s, state.StartLesson, "rate")
	e := lesson.ExerciseNamed("rate")
	for i, accuracy := range []float64{.4, .9, .93} {
		start := s.started()
		if start.Settings.LearningRate != e.Values[i] || start.Settings.MaxSteps != 100 || !start.Trial {
			t.Fatalf("run %d is asked for with %+v", i, start)
		}
		s.finish(2, accuracy, 1)
	}
	// A rate of 1 makes the loss no number, and that is a result.
	s.started()
	s.say(&worker.RunState{State: worker.StateRunning},
		&worker.Progress{Step: 7, Steps: 100, Losses: []float64{2.3}},
		&worker.Failure{Scope: worker.ScopeRun, Text: "training diverged"}, &worker.RunState{State: worker.StateDone})
	if got := s.notices(); got != "" {
		t.Errorf("#error says %q of a run that was to diverge", got)
	}
	if strings.Contains(s.html(), "exercise-answer") {
		t.Error("there is an answer before the last run")
	}
	s.started()
	s.finish(2, .1, 2.3)
	s.expectSent() // no sixth run
	if get(s, state.LessonsKey).Series.State != lesson.SeriesDone {
		t.Errorf("the series is %s", get(s, state.LessonsKey).Series.State)
	}
	if got := s.value("exercise-answer"); got != "2" { // from 1 on
		t.Errorf("#exercise-answer has data-value %q, want 2", got)
	}
	for _, want := range []string{"You guessed “From 0.1 on”. It turned out otherwise, “From 1 on”",
		"with 0.1 it read 90.0 %", "with 1 the loss was no longer a number after step 7"} {
		if !strings.Contains(s.html(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, r := range get(s, state.RunsKey).List {
		if r.Shown != (r.ID == get(s, state.RunsKey).Present) {
			t.Error("another run of an exercise than the present one is on the chart, where it would cover the visitor's")
		}
	}

	// Another round takes the place of the first.
	act(s, state.StartLesson, "rate")
	s.started()
	s.say(&worker.RunState{State: worker.StateRunning})
	if len(get(s, state.RunsKey).List) != 1 {
		t.Errorf("%d runs are listed, want the first of the second round alone", len(get(s, state.RunsKey).List))
	}
}

func TestStoppedLessonBeginsNoMoreRuns(t *testing.T) {
	for name, stop := range map[string]func(*stage){
		"by its button":  func(s *stage) { s.raise(state.StopLesson) },
		"as a run":       func(s *stage) { s.raise(state.StopRun) },
		"by a reset":     func(s *stage) { s.raise(state.ResetRun); s.say(&worker.RunState{State: worker.StateIdle}) },
		"by the trainer": func(s *stage) { s.lose("trainer", 3) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newRunStage(t)
			act(s, state.StartLesson, lesson.LossLesson)
			s.say(&worker.RunState{State: worker.StateRunning})
			stop(s)
			s.say(&worker.RunState{State: worker.StateDone})
			if got := get(s, state.LessonsKey).Series.State; got != lesson.SeriesStopped {
				t.Errorf("the series is %q, want stopped", got)
			}
			if got := len(get(s, state.RunsKey).List); got != 1 {
				t.Errorf("%d runs, want the first alone", got)
			}
		})
	}
}

func TestLessonSaysThatItIsPausedOrStopped(t *testing.T) {
	s := newRunStage(t)
	act(s, state.ShowView, state.LessonsView)
	act(s, state.StartLesson, lesson.LossLesson)
	expect := func(want string) {
		t.Helper()
		if !strings.Contains(s.html(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	s.say(&worker.RunState{State: worker.StateRunning}, &worker.Progress{Step: 1, Steps: 100, SamplesPerSecond: 1000})
	expect("Run 1 of 3. About ")
	s.say(&worker.RunState{State: worker.StatePaused})
	expect("Run 1 of 3 is paused. Resume it in the view “Train”.")
	s.say(&worker.RunState{State: worker.StateRunning})
	expect("Run 1 of 3. About ")
	s.raise(state.StopLesson)
	s.say(&worker.RunState{State: worker.StateDone})
	expect("Stopped in run 1 of 3. This takes about ")
	act(s, state.StartLesson, lesson.LossLesson)
	s.say(&worker.RunState{State: worker.StateRunning})
	if strings.Contains(s.html(), "Stopped in") {
		t.Error("the second round is said to be stopped")
	}
}

func TestRefusedLessonEnds(t *testing.T) {
	s := newRunStage(t)
	act(s, state.StartLesson, "chance")
	s.say(&worker.Failure{Scope: worker.ScopeRun, Text: "there is no dataset to train on yet"})
	if get(s, state.LessonsKey).Series.State != lesson.SeriesStopped || s.notices() == "" || get(s, state.TrainingKey).Pending {
		t.Errorf("the series is %s, #error says %q", get(s, state.LessonsKey).Series.State, s.notices())
	}
}

func TestLossLesson(t *testing.T) {
	s := newRunStage(t)
	s.sent()
	act(s, state.ShowView, state.LessonsView)
	act(s, state.StartLesson, lesson.LossLesson) // as it is proposed
	var losses []string
	for i := range 3 {
		start := s.started()
		if want := lesson.TutorialSettings(1); start.Settings.Epochs != 1 || start.Settings.MaxSteps != 0 || start.Settings.Seed != want.Seed || start.Settings.LearningRate != want.LearningRate {
			t.Errorf("run %d has %+v, want the tutorial's settings, for one epoch", i, start.Settings)
		}
		losses = append(losses, start.Settings.Loss)
		s.finish(3, []float64{.3, .6, .9}[i], 1.5)
	}
	if got := strings.Join(losses, " "); got != "squarederror doublesoftmax crossentropy" {
		t.Errorf("the losses are %s", got)
	}
	if got := len(get(s, state.RunsKey).List.Shown()); got != 3 {
		t.Errorf("%d runs are on the chart, want 3", got)
	}
	if got := s.value("runs"); got != "3" {
		t.Errorf("%s runs are listed, want 3", got)
	}
	for _, want := range []string{"losses-chart", "Squared error starts at 2.3", "Double softmax starts at 2.30", "30.0 % with squared error, 60.0 % with double softmax, 90.0 % with cross-entropy"} {
		if !strings.Contains(s.html(), want) {
			t.Errorf("the page does not have %q", want)
		}
	}
}

// The page's figures are those of MNIST.
func TestLossStoryOfAnotherDataset(t *testing.T) {
	s := newStage(t)
	act(s, state.ShowView, state.LessonsView)
	s.say(readyMessage)
	act(s, state.StartLesson, lesson.LossLesson)
	s.say(&worker.RunState{State: worker.StateRunning})
	for step := 1; step <= 40; step++ {
		s.say(&worker.Progress{Step: step, Steps: 100, Losses: []float64{29 - float64(step)/10}})
	}
	figures := []string{"28.5", "only 8.25"}
	for _, figure := range figures {
		if !strings.Contains(s.html(), figure) {
			t.Errorf("with MNIST the story does not say %s", figure)
		}
	}
	act(s, state.OpenDataset, app.Value(app.Window())) // which outside a browser is as good as a file
	s.say(&worker.DatasetReady{Name: "mine.json", Train: 60_000, Valid: 10, Test: 10})
	for _, figure := range figures {
		if strings.Contains(s.html(), figure) {
			t.Errorf("with another dataset the story says %s", figure)
		}
	}
	if want := "It has fallen to 25."; !strings.Contains(s.html(), want) {
		t.Errorf("the story does not say %q", want)
	}
}

func TestLessonSaysThatImagesAreTooFew(t *testing.T) {
	s := newStage(t)
	act(s, state.ShowView, state.LessonsView)
	const words = "This dataset has 300 images to train on, too few for so many steps"
	act(s, state.ChooseShare, len(lesson.Shares)-1)
	s.say(&worker.DatasetReady{Name: "small.json", Train: 300, Valid: 10, Test: 10})
	if !strings.Contains(s.html(), words) {
		t.Errorf("the page does not say %q", words)
	}
	s.say(readyMessage)
	if strings.Contains(s.html(), words) {
		t.Errorf("of MNIST the page says %q", words)
	}
}

// An exercise that trains nothing wants a guess, and then leads to where it is seen.
func TestExerciseLeadsInside(t *testing.T) {
	s := newStage(t, "lesson=fool")
	s.settle()
	html := s.html()
	if !strings.Contains(html, `id="lesson-fool"`) || strings.Contains(html, "lesson-look-fool") || strings.Contains(html, "exercise-answer") {
		t.Fatal("the lesson of the link is not open, or it is answered before a guess")
	}
	act(s, state.GuessAnswer, state.Guess{Exercise: "fool", Answer: 0})
	if got := s.value("exercise-answer"); got != "2" {
		t.Errorf("#exercise-answer has data-value %q, want 2", got)
	}
	html = s.html()
	if got := attribute(t, html, "lesson-look-fool", "data-part"); got != state.PartDisguise {
		t.Errorf("it leads to the part %q", got)
	}
	for _, want := range []string{"You guessed “The missing strokes have to be drawn”. It turned out otherwise", "Draw a 3, go to", "adversarial examples"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(html, "lesson-start-fool") || strings.Contains(html, "exercise-chart") {
		t.Error("it offers to train")
	}
	act(s, state.StartLesson, "fool")
	if series := get(s, state.LessonsKey).Series; series.Lesson != "" {
		t.Errorf("a series has begun: %+v", series)
	}
	for i := range lesson.Exercises {
		if e := &lesson.Exercises[i]; e.Part != "" && e.Part != state.PartIntro && !slices.Contains(state.FoldingParts, e.Part) {
			t.Errorf("%s leads to %q, which is no part of the view", e.Name, e.Part)
		}
	}
}
