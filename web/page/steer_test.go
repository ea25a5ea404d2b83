package page_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"digitlab/web/lesson"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// fill fills in a field as a visitor who then leaves it.
func (s *stage) fill(id, text string) {
	act(s, state.ChangeField, state.FieldChange{ID: id, Text: text, Done: true})
}

// steers returns what the trainer has been asked to change, as "lr 0.1, epochs 5".
func (s *stage) steers() string {
	var asked []string
	for _, m := range s.sent() {
		if m, ok := m.(*worker.Steer); ok {
			for _, c := range m.Changes {
				asked = append(asked, c.Setting+" "+c.To)
			}
		}
	}
	return strings.Join(asked, ", ")
}

func (s *stage) expectSteers(want, when string) {
	s.t.Helper()
	if got := s.steers(); got != want {
		s.t.Errorf("%s, the trainer is asked to change %q, want %q", when, got, want)
	}
}

func change(step int, setting, from, to string) worker.SettingChange {
	return worker.SettingChange{Step: step, Setting: setting, From: from, To: to}
}

// saysLater reports whether a field is said to count from the next run.
func saysLater(s *stage, id string) bool {
	note := regexp.MustCompile(`<small [^>]*\bid="` + id + `-later"[^>]*>`).FindString(s.html())
	if note == "" {
		s.t.Fatalf("#%s has no note", id)
	}
	return !regexp.MustCompile(` hidden(="true")?[ >]`).MatchString(note)
}

// Fields that can change steer the run, at once and while it is paused; the others
// say that they count from the next one.
func TestFieldsSteerTheRun(t *testing.T) {
	s := newRunStage(t)
	s.say(someRecipes())
	s.raise(state.StartRun)
	s.train(3)
	s.sent()
	if want := "The learning rate and other fields can be changed now."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}

	s.fill("learning-rate", "0.50")
	s.expectSteers("lr 0.5", "with another learning rate")
	if run := get(s, state.RunsKey).PresentRun(); len(run.Changes) > 0 {
		t.Errorf("before the trainer has told, the run has the changes %v", run.Changes)
	}
	made := change(3, "lr", "0.01", "0.5")
	s.say(&worker.Steered{SettingChange: made})
	run := get(s, state.RunsKey).PresentRun()
	if !slices.Equal(run.Changes, []worker.SettingChange{made}) || run.Settings.LearningRate != .01 {
		t.Errorf("the run has the settings %+v and the changes %v, want those it began with and %v", run.Settings, run.Changes, made)
	}
	if s.value("steering") != "1" || !strings.Contains(s.html(), "step 3: Learning rate 0.01 → 0.5") {
		t.Error("the page does not list the change")
	}
	if marks := get(s, state.RunsKey).Changes[run.ID]; len(marks) != 1 || marks[0].Step != 3 || marks[0].Short != "lr 0.5" {
		t.Errorf("the chart marks %+v", marks)
	}
	if !strings.Contains(s.html(), "Changed at step 3: Learning rate 0.01 → 0.5.") {
		t.Error("the chart's words do not tell of the change")
	}
	if !strings.Contains(s.address, "lr=0.50") {
		t.Errorf("the address is %s, want the settings as they are now", s.address)
	}
	if saysLater(s, "learning-rate") {
		t.Error("the learning rate is said to count from the next run")
	}

	s.fill("learning-rate", "fast")
	s.expectSteers("", "with a wrong rate")
	attribute(t, s.html(), "learning-rate", "aria-invalid")
	if !strings.Contains(s.notices(), "“fast” is not") {
		t.Errorf("#error says %q of a wrong rate", s.notices())
	}
	s.fill("learning-rate", "0.5")
	s.expectSteers("", "with the rate that the run has")
	s.fill("seed", "9")
	s.fill("optimizer", "adam")
	s.fill("beta1", "0.5") // of the next run's Adam
	s.expectSteers("", "with what cannot change")
	for _, id := range []string{"seed", "optimizer"} {
		if !saysLater(s, id) {
			t.Errorf("#%s does not say that it counts from the next run", id)
		}
	}
	s.fill("optimizer", "sgd")

	s.say(&worker.RunState{State: worker.StatePaused})
	s.fill("momentum", "0.9")
	s.fill("nesterov", "1")
	s.expectSteers("momentum 0.9, nesterov 1", "paused, with momentum")
	s.fill("momentum", "0")
	s.expectSteers("momentum 0, nesterov 0", "without momentum")
	act(s, state.ChangeField, state.FieldChange{ID: "augment", Text: "light", Done: true})
	s.fill("epochs", "7")
	s.expectSteers("augment "+someRecipes().Augments[1].Text+", epochs 7", "with effects and epochs")
	// What is still being typed counts when the run goes on.
	act(s, state.ChangeField, state.FieldChange{ID: "weight-decay", Text: "0.1"})
	s.sent()
	s.raise(state.ToggleRun)
	sent := s.sent()
	steer := slices.IndexFunc(sent, func(m worker.Message) bool { return worker.Kind(m) == "steer" })
	resume := slices.IndexFunc(sent, func(m worker.Message) bool { return worker.Kind(m) == "resume" })
	if steer < 0 || resume < steer {
		t.Errorf("going on, the trainer is sent %s, want the change, then to resume", describe(sent))
	}

	s.say(&worker.RunState{State: worker.StateDone})
	s.fill("learning-rate", "0.25")
	s.expectSteers("", "after the run")
	if saysLater(s, "learning-rate") || saysLater(s, "seed") {
		t.Error("after the run, fields are said to count from the next")
	}
}

// What only the trainer finds wrong is said beside the field, and the run goes on
// with what it had.
func TestRefusedSteeringIsAFault(t *testing.T) {
	s := newRunStage(t)
	s.raise(state.StartRun)
	s.train(60)
	s.fill("epochs", "1")
	s.expectSteers("epochs 1", "with fewer epochs")
	s.say(&worker.Failure{Scope: worker.ScopeSteer, Text: "epochs 1: the run is in its epoch 2, with which it can end"})
	attribute(t, s.html(), "epochs", "aria-invalid")
	if !strings.Contains(s.notices(), "the run is in its epoch 2") {
		t.Errorf("#error says %q of too few epochs", s.notices())
	}
	s.expectTraining(worker.StateRunning, "after a refusal")
	s.fill("epochs", "2")
	s.expectSteers("epochs 2", "after a refusal")
	if s.notices() != "" {
		t.Errorf("when the fault is mended, #error says %q", s.notices())
	}
}

// A lesson's runs have settings of their own.
func TestLessonsAreNotSteered(t *testing.T) {
	s := newRunStage(t)
	act(s, state.StartLesson, lesson.LossLesson)
	s.train(1)
	s.fill("learning-rate", "0.5")
	s.expectSteers("", "in a lesson")
	if want := "Changed settings count from the next run."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
}

// steeredRun is a run of the page that was changed twice.
func steeredRun(t *testing.T) (*stage, []worker.SettingChange) {
	s := newStage(t)
	s.say(fileWeights, readyMessage)
	s.raise(state.StartRun)
	s.train(3)
	made := []worker.SettingChange{change(1, "lr", "0.01", "0.5"), change(3, "epochs", "3", "5")}
	s.say(&worker.Steered{SettingChange: made[0]}, &worker.Steered{SettingChange: made[1]})
	if f := get(s, state.SettingsKey).Form; f != f.With(made...) {
		t.Error("the fields do not follow the run")
	}
	s.sent()
	return s, made
}

// The same again is the same changes again, unless they are not wanted.
func TestSteeredRunAgain(t *testing.T) {
	s, made := steeredRun(t)
	s.say(&worker.RunState{State: worker.StateDone})
	id := get(s, state.RunsKey).List[0].ID
	again := func() { act(s, state.ReuseRun, id) }
	again()
	if want := "the next run makes these changes: step 1: Learning rate 0.01 → 0.5; step 3: Epochs 3 → 5."; !strings.Contains(s.html(), want) || s.value("planned") != "2" {
		t.Errorf("the page does not say %q", want)
	}
	want := defaultStart(false)
	want.Changes = made
	s.sent()
	s.raise(state.StartRun)
	if got := s.sent(); !reflect.DeepEqual(got, []worker.Message{want}) {
		t.Errorf("the trainer is sent %s, want the run with its changes", describe(got))
	}
	// What is refused is not lost.
	s.say(&worker.Failure{Scope: worker.ScopeRun, Text: "change at step 3: the run ends with step 2"})
	if s.value("planned") != "2" {
		t.Error("after a refusal nothing is planned")
	}
	s.raise(state.StartRun)
	s.train(1)
	if s.value("planned") != "0" {
		t.Error("when the run has begun, its changes are planned for the next")
	}
	s.say(&worker.RunState{State: worker.StateDone})
	again()
	s.raise(state.DropPlanned)
	s.sent()
	s.raise(state.StartRun)
	s.expectSent(defaultStart(false))
}

// A run that goes on in another trainer makes its changes again, also those that it
// had not come to when that died too.
func TestSteeredRunGoesOnInAnotherTrainer(t *testing.T) {
	s, made := steeredRun(t)
	run := s.presentRun()
	s.lose("trainer", 1)
	s.sent()
	s.say(readyMessage)
	s.expectSent(&worker.ResumeSavedRun{Run: run, Changes: made})
	m := restoredMessage()
	m.Run, m.Progress.Step, m.Changes = run, 2, made[:1:1]
	s.say(m, &worker.RunState{State: worker.StateRunning})
	if got := get(s, state.RunsKey).PresentRun().Changes; !slices.Equal(got, made[:1]) {
		t.Errorf("gone on with from step 2, the run has the changes %v", got)
	}
	s.lose("trainer", 1)
	s.sent()
	s.say(readyMessage)
	s.expectSent(&worker.ResumeSavedRun{Run: run, Changes: made})

	// There is nothing of it, and it begins again.
	s.say(&worker.Failure{Scope: worker.ScopeSavedRun, Text: "there is no run to continue"})
	want := defaultStart(false)
	want.Changes = made
	s.expectSent(&worker.DiscardSavedRun{Keep: true}, want)
	s.train(1)
	if got := get(s, state.RunsKey).PresentRun().Changes; len(got) > 0 {
		t.Errorf("begun again, the run has the changes %v", got)
	}
	s.say(&worker.Steered{SettingChange: made[0]})
	if got := get(s, state.RunsKey).PresentRun().Changes; !slices.Equal(got, made[:1]) {
		t.Errorf("begun again, the run has the changes %v after the first", got)
	}
}

// A run that a visitor comes back to has the settings that it was changed to.
func TestSteeredRunIsRestored(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage, keptMessage())
	s.raise(state.ResumeSavedRun)
	m := restoredMessage()
	m.Changes = []worker.SettingChange{change(2, "lr", "0.05", "0.002"), change(3, "beta1", "0.9", "0.5")}
	s.say(m, &worker.RunState{State: worker.StateRunning})
	html := s.html()
	for id, want := range map[string]string{"learning-rate": "0.002", "beta1": "0.5"} {
		if got := attribute(t, html, id, "value"); got != want {
			t.Errorf("#%s has %q, want %q", id, got, want)
		}
	}
	run := get(s, state.RunsKey).PresentRun()
	if run.Settings != keptSettings || !slices.Equal(run.Changes, m.Changes) || run.State != runs.Running {
		t.Errorf("the list has the run %+v", run)
	}
	if !strings.Contains(s.address, "lr=0.002") {
		t.Errorf("the address is %s", s.address)
	}
	s.sent()
	s.fill("learning-rate", "0.001")
	s.expectSteers("lr 0.001", "restored")

	finished := newStage(t)
	finished.say(keptMessage())
	finished.raise(state.ResumeSavedRun)
	finished.say(m, &worker.RunState{State: worker.StateDone})
	finished.fill("learning-rate", "0.001")
	finished.expectSteers("", "finished")
	if saysLater(finished, "learning-rate") {
		t.Error("after a finished run was brought back, a field is said to count later")
	}
}
