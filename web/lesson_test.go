package web

import (
	"strings"
	"testing"

	"digitlab/web/runs"
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
	lab := s.page.lab
	s.act(showView, lessonsID)
	s.act(openLesson, "rate")
	s.act(guessAnswer, guess{"rate", 0})
	s.act(startLesson, "rate")
	e := exerciseNamed("rate")
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
	if lab.lesson.Series.State != seriesDone {
		t.Errorf("the series is %s", lab.lesson.Series.State)
	}
	if got := s.value("exercise-answer"); got != "2" { // from 1 on
		t.Errorf("#exercise-answer has data-value %q, want 2", got)
	}
	for _, want := range []string{"You guessed “From 0.1 on”. It turned out otherwise, “From 1 on”",
		"with 0.1 it read 90.0 %", "with 1 the loss was no number any more after step 7"} {
		if !strings.Contains(s.html(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, r := range lab.book.List {
		if r.Shown {
			t.Error("a run of an exercise covers the visitor's on the chart")
		}
	}

	// Another round takes the place of the first.
	s.act(startLesson, "rate")
	s.started()
	s.say(&worker.RunState{State: worker.StateRunning})
	if len(lab.book.List) != 1 {
		t.Errorf("%d runs are listed, want the first of the second round alone", len(lab.book.List))
	}
}

func TestStoppedLessonBeginsNoMoreRuns(t *testing.T) {
	for name, stop := range map[string]func(*stage){
		"by its button":  func(s *stage) { s.act(stopLesson, nil) },
		"as a run":       func(s *stage) { s.act(stopRun, nil) },
		"by a reset":     func(s *stage) { s.act(resetRun, nil); s.say(&worker.RunState{State: worker.StateIdle}) },
		"by the trainer": func(s *stage) { s.say(&worker.Failure{Scope: worker.ScopeWorker, Text: "out of memory"}) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newRunStage(t)
			s.act(startLesson, lossLesson)
			s.say(&worker.RunState{State: worker.StateRunning})
			stop(s)
			s.say(&worker.RunState{State: worker.StateDone})
			if got := s.page.lab.lesson.Series.State; got != seriesStopped {
				t.Errorf("the series is %q, want stopped", got)
			}
			if got := len(s.page.lab.book.List); got != 1 {
				t.Errorf("%d runs, want the first alone", got)
			}
		})
	}
}

func TestLessonSaysThatItIsPausedOrStopped(t *testing.T) {
	s := newRunStage(t)
	s.act(showView, lessonsID)
	s.act(startLesson, lossLesson)
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
	s.act(stopLesson, nil)
	s.say(&worker.RunState{State: worker.StateDone})
	expect("Stopped in run 1 of 3. This takes about ")
	s.act(startLesson, lossLesson)
	s.say(&worker.RunState{State: worker.StateRunning})
	if strings.Contains(s.html(), "Stopped in") {
		t.Error("the second round is said to be stopped")
	}
}

func TestRefusedLessonEnds(t *testing.T) {
	s := newRunStage(t)
	s.act(startLesson, "chance")
	s.say(&worker.Failure{Scope: worker.ScopeRun, Text: "there is no dataset to train on yet"})
	if s.page.lab.lesson.Series.State != seriesStopped || s.notices() == "" || s.page.lab.training.Pending {
		t.Errorf("the series is %s, #error says %q", s.page.lab.lesson.Series.State, s.notices())
	}
}

func TestLossLesson(t *testing.T) {
	s := newRunStage(t)
	s.sent()
	s.act(showView, lessonsID)
	s.act(chooseShare, 1)
	s.act(startLesson, lossLesson)
	var losses []string
	for i := range 3 {
		start := s.started()
		if want := tutorialSettings(1); start.Settings.Epochs != 1 || start.Settings.Seed != want.Seed || start.Settings.LearningRate != want.LearningRate {
			t.Errorf("run %d has %+v, want the tutorial's settings, for one epoch", i, start.Settings)
		}
		losses = append(losses, start.Settings.Loss)
		s.finish(3, []float64{.3, .6, .9}[i], 1.5)
	}
	if got := strings.Join(losses, " "); got != "squarederror doublesoftmax crossentropy" {
		t.Errorf("the losses are %s", got)
	}
	if got := len(s.page.lab.book.List.Shown()); got != 3 {
		t.Errorf("%d runs are on the chart, want 3", got)
	}
	for _, want := range []string{"losses-chart", "30.0 % with squared error, 60.0 % with double softmax, 90.0 % with cross-entropy"} {
		if !strings.Contains(s.html(), want) {
			t.Errorf("the page does not have %q", want)
		}
	}
}

// The story goes as far as there is evidence, and says nothing that the numbers
// do not.
func TestLossStory(t *testing.T) {
	run := func(loss string, steps int, first, last float64) runs.Run {
		r := runs.Run{Settings: worker.Settings{Loss: loss}, State: runs.Running, History: runs.NewHistory()}
		for step := 1; step <= steps; step++ {
			now := last
			if step == 1 {
				now = first
			}
			r.History.Add(&worker.Progress{Step: step, Steps: 100, Losses: []float64{now}, Accuracies: []float64{.1}})
		}
		return r
	}
	ended := func(r runs.Run, accuracy, loss float64) runs.Run {
		r.State = runs.Finished
		r.Test = &runs.Result{Step: 100, Accuracy: accuracy, Loss: loss}
		return r
	}
	squared := ended(run(squaredError, 100, 30.72, 7.5), .325, 1.69)
	alike := runs.List{squared, ended(run(doubleSoftmax, 3, 2.304, 2.302), .107, 2.3), ended(run(crossEntropy, 3, 2.32, 2.3), .107, 2.3)}
	tests := []struct {
		name      string
		list      runs.List
		count     int
		say, hide []string
	}{
		{"nothing yet", nil, 0, nil, nil},
		{"the first step", runs.List{run(squaredError, 1, 30.72, 0)}, 1, []string{"starts at 30.7"}, []string{"8.25"}},
		{"less than the middle is known", runs.List{run(squaredError, 50, 30.72, 9)}, 2, []string{"to 9.00 by now. That looks like learning"}, nil},
		{"more is known", runs.List{run(squaredError, 50, 30.72, 7.5)}, 2, []string{"to 7.50 by now. Always answering 4.5"}, []string{"In the end"}},
		{"the end of the first", runs.List{squared}, 3, []string{"the loss is 1.69, so the output is off by about 1.3", "right for 32.5 %"}, nil},
		{"double softmax has learned nothing", runs.List{squared, ended(run(doubleSoftmax, 100, 2.304, 2.302), .1, 2.3)}, 6,
			[]string{"hardly more than guessing"}, []string{"It does learn:"}},
		{"double softmax has learned", runs.List{squared, ended(run(doubleSoftmax, 100, 2.304, 1.9), .68, 1.88)}, 6,
			[]string{"68.0 % of the images. It does learn:"}, []string{"hardly more than guessing"}},
		{"all of them", runs.List{squared, ended(run(doubleSoftmax, 100, 2.304, 2.3), .1, 2.3), ended(run(crossEntropy, 100, 2.32, .32), .9, .3)}, 8,
			[]string{"In 100 steps it fell by 2.000; in as many, double softmax fell by 0.004", "90.0 % with cross-entropy", "This is it: softmax twice."}, nil},
		{"nothing between the last two", alike, 5, []string{"10.7 % with cross-entropy", "these runs do not show"}, []string{"This is it"}},
		{"a start that is none of MNIST's", runs.List{run(squaredError, 50, 4.1, 2)}, 2, []string{"Squared error starts at 4.1"}, []string{"28.5"}},
		{"no fall", runs.List{run(squaredError, 50, 30.72, 30.9)}, 2, []string{"It has not fallen: by now it is at 30.90."}, []string{"quickly"}},
		{"double softmax was deleted", runs.List{ended(run(crossEntropy, 100, 2.32, .3), .9, .3)}, 1, []string{"went from 2.3200 to 0.3000 in 100 steps"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			story := lossStory(test.list, true)
			all := strings.Join(story, "\n")
			if len(story) != test.count {
				t.Errorf("%d paragraphs, want %d:\n%s", len(story), test.count, all)
			}
			for _, want := range test.say {
				if !strings.Contains(all, want) {
					t.Errorf("the story does not say %q:\n%s", want, all)
				}
			}
			for _, not := range test.hide {
				if strings.Contains(all, not) {
					t.Errorf("the story says %q:\n%s", not, all)
				}
			}
		})
	}
}

// The page's figures are those of MNIST.
func TestLossStoryOfAnotherDataset(t *testing.T) {
	s := newStage(t)
	s.act(showView, lessonsID)
	s.say(readyMessage)
	s.act(startLesson, lossLesson)
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
	s.page.lab.dataset.request.URL = "blob:mine"
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

func TestJudges(t *testing.T) {
	run := func(s worker.Settings, accuracy, loss float64) runs.Run {
		return runs.Run{State: runs.Finished, Settings: s, History: runs.NewHistory(), Test: &runs.Result{Accuracy: accuracy, Loss: loss}}
	}
	list := func(name string, results ...[2]float64) runs.List {
		var l runs.List
		for i, s := range exerciseNamed(name).settings(1) {
			l = append(l, run(s, results[i][0], results[i][1]))
		}
		return l
	}
	tests := []struct {
		name, exercise string
		list           runs.List
		right          int
		say            string
	}{
		// As measured natively with these settings.
		{"1 and 3 are too much", "rate", list("rate", [2]float64{.45}, [2]float64{.9}, [2]float64{.93}, [2]float64{.11}, [2]float64{.1}), 2, "with 0.3 it read 93.0 %"},
		{"all learn", "rate", list("rate", [2]float64{.45}, [2]float64{.9}, [2]float64{.93}, [2]float64{.5}, [2]float64{.4}), 4, ""},
		{"small batches", "batch", list("batch", [2]float64{.96}, [2]float64{.92}, [2]float64{.56}, [2]float64{.19}), 0, "batches of 10 took"},
		{"large batches", "batch", list("batch", [2]float64{.8}, [2]float64{.82}, [2]float64{.84}, [2]float64{.9}), 1, ""},
		{"one in between", "batch", list("batch", [2]float64{.8}, [2]float64{.92}, [2]float64{.84}, [2]float64{.9}), 2, ""},
		{"all alike", "batch", list("batch", [2]float64{.9}, [2]float64{.91}, [2]float64{.9}, [2]float64{.9}), 3, ""},
		{"some momentum", "momentum", list("momentum", [2]float64{.75, 1.24}, [2]float64{.86, .49}, [2]float64{.94, .19}, [2]float64{.94, .33}), 1, "with 0.9 it ended at 0.190, and with 0.99 at 0.330"},
		{"the more the better", "momentum", list("momentum", [2]float64{0, 1}, [2]float64{0, .9}, [2]float64{0, .8}, [2]float64{0, .5}), 0, ""},
		{"none is best", "momentum", list("momentum", [2]float64{0, 1}, [2]float64{0, 1.1}, [2]float64{0, 1.2}, [2]float64{0, 2}), 2, ""},
		{"no matter", "momentum", list("momentum", [2]float64{0, 1}, [2]float64{0, .98}, [2]float64{0, .97}, [2]float64{0, 1}), 3, ""},
		{"much chance", "chance", list("chance", [2]float64{.89}, [2]float64{.77}, [2]float64{.88}, [2]float64{.83}, [2]float64{.86}), 2, "seed 1 read 89.0 % in the end, and seed 2 read 77.0 %"},
		{"little chance", "chance", list("chance", [2]float64{.89}, [2]float64{.885}, [2]float64{.89}, [2]float64{.89}, [2]float64{.89}), 0, ""},
	}
	for _, test := range tests {
		t.Run(test.exercise+", "+test.name, func(t *testing.T) {
			e := exerciseNamed(test.exercise)
			if !e.answered(test.list) {
				t.Error("the runs do not answer the exercise")
			}
			right, because := e.judge(test.list)
			if right != test.right || !strings.Contains(because, test.say) {
				t.Errorf("%q: %s; want %q, with %q", e.Guesses[right], because, e.Guesses[test.right], test.say)
			}
		})
	}
}

func TestExercisesAreWhole(t *testing.T) {
	for i := range exercises {
		e := &exercises[i]
		if len(e.Values) < 3 || len(e.Guesses) < 3 || len(e.Lessons) == 0 {
			t.Errorf("%s has %d runs, %d guesses and %d lessons", e.Name, len(e.Values), len(e.Guesses), len(e.Lessons))
		}
		for j, s := range e.settings(2) {
			if formOf(s).check() != nil || s.MaxSteps < 1 || s.MaxSteps > 1000 || s.Workers != 2 {
				t.Errorf("%s, run %d has settings that nobody could choose: %+v", e.Name, j, s)
			}
		}
	}
}

// Runs of a lesson end where the images do.
func TestTooFewImagesForALesson(t *testing.T) {
	small := dataset{Loaded: worker.DatasetReady{Train: 300}}
	whole := dataset{Loaded: *readyMessage}
	for name, list := range map[string][]worker.Settings{
		"a taste": lossRuns(shares[0], 1), "rate": exerciseNamed("rate").settings(1), "batch": exerciseNamed("batch").settings(1),
	} {
		if got := tooFew(list, small); got != 300 {
			t.Errorf("%s: tooFew = %d, want 300", name, got)
		}
		if got := tooFew(list, whole); got != 0 {
			t.Errorf("%s: tooFew = %d with MNIST, want 0", name, got)
		}
	}
	if got := tooFew(lossRuns(shares[1], 1), small); got != 0 {
		t.Errorf("one epoch: tooFew = %d, want 0", got)
	}
	if got := estimate(lossRuns(shares[0], 1), small, 100); got != 9 {
		t.Errorf("a taste of 300 images takes %v s, want three times 3", got)
	}
	s := newStage(t)
	s.act(showView, lessonsID)
	const words = "This dataset has 300 images to train on, too few for so many steps"
	s.say(&worker.DatasetReady{Name: "small.json", Train: 300, Valid: 10, Test: 10})
	if !strings.Contains(s.html(), words) {
		t.Errorf("the page does not say %q", words)
	}
	s.say(readyMessage)
	if strings.Contains(s.html(), words) {
		t.Errorf("of MNIST the page says %q", words)
	}
}

func TestEstimate(t *testing.T) {
	d := dataset{Loaded: *readyMessage}
	taste := lossRuns(shares[0], 1)
	// Three times 10,000 images to learn from and a third of 10,000 to be read.
	if got, want := estimate(taste, d, 1000), 3*(10_000+10_000./3)/1000; got < want-1e-9 || got > want+1e-9 {
		t.Errorf("a taste takes %v s, want %v", got, want)
	}
	if got := estimate(taste, d, 0); got != 0 {
		t.Errorf("at a speed that nobody knows it takes %v s, want 0", got)
	}
	for seconds, want := range map[float64]string{3: "10 seconds", 16: "20 seconds", 44: "40 seconds", 58: "a minute", 100: "2 minutes"} {
		if got := roughly(seconds); got != want {
			t.Errorf("%v seconds are roughly %q, want %q", seconds, got, want)
		}
	}
}

func TestLessonLinks(t *testing.T) {
	l, problem := parseFragment("lesson=batch&view=evaluate", defaultForm(1), catalogue{})
	if l.Lesson != "batch" || l.View != lessonsID || problem != "" {
		t.Errorf("the link opens lesson %q in view %q: %s", l.Lesson, l.View, problem)
	}
	if got := l.fragment(defaultForm(1), catalogue{}); !strings.HasSuffix(got, "&lesson=batch") {
		t.Errorf("the link is written %q", got)
	}
	l.View = firstView
	if got := l.fragment(defaultForm(1), catalogue{}); strings.Contains(got, "lesson") {
		t.Errorf("in another view the link is written %q", got)
	}
	if _, problem := parseFragment("lesson=algebra", defaultForm(1), catalogue{}); !strings.Contains(problem, "losses, rate, batch, momentum, chance") {
		t.Errorf("of an unknown lesson the page says %q", problem)
	}
}
