package page_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"digitlab/web/form"
	"digitlab/web/lesson"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// A link may name a recipe, which is the trainer's to tell, and change it.
func TestLinkWithARecipe(t *testing.T) {
	s := newStage(t, "recipe=fast&batch=32")
	s.say(someRecipes(), readyMessage)
	for id, want := range map[string]string{"recipe": "own", "batch-size": "32", "learning-rate": "0.15", "schedule": "onecycle"} {
		if got := s.value(id); got != want {
			t.Errorf("#%s has data-value %q, want %q", id, got, want)
		}
	}
	act(s, state.ChooseRecipe, "tutorial")
	for id, want := range map[string]string{"recipe": "tutorial", "batch-size": "100", "learning-rate": "0.01", "schedule": "constant"} {
		if got := s.value(id); got != want {
			t.Errorf("after choosing the tutorial's #%s has data-value %q, want %q", id, got, want)
		}
	}
}

func TestUnreadableLinkIsBlamed(t *testing.T) {
	for _, test := range []struct{ fragment, want string }{
		{"lr=0.1%25", "“0.1%” is not."}, // as the program mends #lr=0.1%
		{"%25zz", "“%zz”"},
		{"lr=%zz", "cannot be read"},
	} {
		s := newStage(t, test.fragment)
		if !strings.Contains(s.notices(), test.want) {
			t.Errorf("of #%s the page says %q, want %q", test.fragment, s.notices(), test.want)
		}
	}
}

// No link takes more memory than the device's cores can use; a visitor may.
func TestLinkStartsNoMoreWorkersThanCores(t *testing.T) {
	for _, test := range []struct {
		cores         int
		asked, stands string
		said          bool
	}{
		{2, "64", "2", true},
		{2, "2", "2", false},
		{4, "3", "3", false},
		{0, "64", "64", false}, // a browser that does not tell
	} {
		s := newStageOn(t, test.cores, "workers="+test.asked+"&autostart=1")
		s.say(readyMessage)
		start, ok := s.sent()[0].(*worker.Start)
		if !ok || strconv.Itoa(start.Settings.Workers) != test.stands {
			t.Errorf("%s workers on %d cores: the link starts %+v, want %s workers", test.asked, test.cores, start, test.stands)
		}
		if got := strings.Contains(s.notices(), "The link asks for "+test.asked+" workers"); got != test.said {
			t.Errorf("%s workers on %d cores: the page says %q", test.asked, test.cores, s.notices())
		}
		act(s, state.ChangeField, state.FieldChange{ID: "workers", Text: "64", Done: true})
		if got := get(s, state.SettingsKey); got.Form[form.Workers] != "64" || len(got.Faults) > 0 {
			t.Errorf("a visitor asks for 64 workers and has %q", got.Form[form.Workers])
		}
	}
}

// The address says what the fields do, and keeps what no field shows.
func TestAddressFollowsTheFields(t *testing.T) {
	for _, kernel := range []string{"simd", "relaxed"} {
		s := newStage(t, "seed=5&kernel="+kernel)
		act(s, state.ChangeField, state.FieldChange{ID: "workers", Text: "2", Done: true})
		const want = "loss=crossentropy&lr=0.01&momentum=0&batch=100&epochs=3&seed=5&workers=2&kernel="
		if s.address != want+kernel {
			t.Errorf("a changed field makes the address #%s, want #%s", s.address, want+kernel)
		}
		act(s, state.ChangeField, state.FieldChange{ID: "workers", Text: "none", Done: true})
		if s.address != want+kernel {
			t.Errorf("a wrong field makes the address #%s", s.address)
		}
	}
}

func TestLinkStartsSquaredError(t *testing.T) {
	s := newStage(t, "loss=squarederror&lr=0.001&batch=50&epochs=1&seed=3&autostart=1")
	s.say(partMessage)
	want := defaultStart(false)
	want.Settings.Loss, want.Settings.LearningRate = "squarederror", .001
	want.Settings.BatchSize, want.Settings.Epochs, want.Settings.Seed = 50, 1, 3
	s.expectSent(want)
	if got := s.value("loss-function"); got != "squarederror" {
		t.Errorf("the link asks for squarederror, the page shows %q", got)
	}
}

// A run that ends so is over, and what is drawn is read as before.
func TestDivergence(t *testing.T) {
	s := newStage(t, "lr=1e38&epochs=1&autostart=1")
	s.say(readyMessage)
	want := defaultStart(false)
	want.Settings.LearningRate, want.Settings.Epochs = 1e38, 1
	s.expectSent(want)
	s.say(&worker.RunState{State: worker.StateRunning},
		&worker.Failure{Scope: worker.ScopeRun, Text: "training diverged"}, &worker.RunState{State: worker.StateDone})
	if got := s.notices(); got != "Training diverged" {
		t.Errorf("#error says %q", got)
	}
	if got := get(s, state.TrainingKey).State; got != worker.StateDone {
		t.Errorf("the run is %s, want done", got)
	}
	act(s, state.ReadSubject, oneDot)
	if asked := s.sentToPredictor(); len(asked) != 1 {
		t.Errorf("the predictor was sent %s, want one drawing", describe(asked))
	}
}

// A link opens an exercise, which wants a guess before it trains.
func TestLinkOpensAnExercise(t *testing.T) {
	s := newStage(t, "lesson=chance")
	s.settle()
	s.say(readyMessage)
	if got := attribute(t, s.html(), "tab-lessons", "aria-selected"); got != "" { // true
		t.Errorf("#tab-lessons has aria-selected=%q, want true", got)
	}
	attribute(t, s.html(), "lesson-chance", "id")
	if strings.Contains(s.html(), `id="lesson-start-chance"`) {
		t.Error("the exercise can be started without a guess")
	}
	act(s, state.GuessAnswer, state.Guess{Exercise: "chance", Answer: 1})
	if got := attribute(t, s.html(), "lesson-start-chance", "disabled"); got != "false" {
		t.Errorf("#lesson-start-chance has disabled=%q, want it to answer", got)
	}
	s.sent()
	act(s, state.StartLesson, "chance")
	s.started()
	s.train(2)
	if want := "Run 1 of 5."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	if got := s.value("exercise-chart"); got != "2" {
		t.Errorf("#exercise-chart has data-value %q, want the run's two points", got)
	}
	s.raise(state.StopLesson)
	if got := s.sent(); !slices.ContainsFunc(got, func(m worker.Message) bool { _, ok := m.(*worker.Stop); return ok }) {
		t.Errorf("a stop sends the trainer %s", describe(got))
	}
	s.say(&worker.RunState{State: worker.StateDone})
	act(s, state.OpenLesson, "") // closes it
	if strings.Contains(s.html(), `id="lesson-chance"`) {
		t.Error("the exercise is still open")
	}
	if got := attribute(t, s.html(), "lesson-start-"+lesson.LossLesson, "disabled"); got != "false" {
		t.Errorf("the lesson about the losses has disabled=%q, want it to answer", got)
	}
}
