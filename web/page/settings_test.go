package page_test

import (
	"regexp"
	"strings"
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// A link may be followed before the trainer has told what effects there are.
func TestWrongEffectsAreAmongTheOtherFaults(t *testing.T) {
	s := newStage(t)
	act(s, state.ChangeField, state.FieldChange{ID: "augment", Text: "shift=9999", Done: true})
	act(s, state.ChangeField, state.FieldChange{ID: "epochs", Text: "many", Done: true})
	s.say(someRecipes(), readyMessage)
	for _, want := range []string{"Epochs must be", "Shift must be a number from 0 to 8; “9999” is not."} {
		if !strings.Contains(s.notices(), want) {
			t.Errorf("#error says %q, want %q", s.notices(), want)
		}
	}
}

func TestRatesFollowTheSettings(t *testing.T) {
	s := newStage(t)
	planned := func() (list []*worker.PlanRates) {
		for _, m := range s.sent() {
			if m, ok := m.(*worker.PlanRates); ok {
				list = append(list, m)
			}
		}
		return list
	}
	s.say(someRecipes())
	if got := planned(); len(got) != 1 || got[0].Settings.LearningRate != .01 {
		t.Errorf("first asked for the rates of %v, want once, with the tutorial's", got)
	}
	act(s, state.ChangeField, state.FieldChange{ID: "network", Text: "nonsense", Done: true})
	act(s, state.ChangeField, state.FieldChange{ID: "augment", Text: "nonsense", Done: true})
	act(s, state.ChangeField, state.FieldChange{ID: "learning-rate", Text: "nonsense", Done: true})
	if got := planned(); len(got) != 0 {
		t.Errorf("asked for the rates of %v, want nothing asked", got)
	}
	act(s, state.ChangeField, state.FieldChange{ID: "learning-rate", Text: "0.5", Done: true})
	if got := planned(); len(got) != 1 || got[0].Settings.LearningRate != .5 {
		t.Errorf("asked for the rates of %v, want once, with 0.5", got)
	}
	s.say(&worker.LearningRates{Rates: []float64{.5, .25}})
	if got := s.value("rate-curve"); got != "2" || !strings.Contains(s.html(), "from 0.5 to 0.25") {
		t.Errorf("the curve has %s rates, want 2, and words for them", got)
	}
}

// What is being typed may be newer than what the page knows of it.
func TestTypingIsLeftAlone(t *testing.T) {
	s := newStage(t)
	s.say(someRecipes())
	sets := func(id string) bool {
		tag := regexp.MustCompile(`<[a-z]+ [^>]*\bid="` + id + `"[^>]*>`).FindString(s.html())
		return strings.Contains(tag, " value=")
	}
	for _, id := range []string{"learning-rate", "network", "augment"} {
		act(s, state.ChangeField, state.FieldChange{ID: id, Text: "1"})
		if sets(id) {
			t.Errorf("the page sets #%s while it is being typed in", id)
		}
		act(s, state.ChangeField, state.FieldChange{ID: id, Text: "1", Done: true})
		if !sets(id) {
			t.Errorf("the page does not set #%s after that", id)
		}
	}
	act(s, state.ChangeField, state.FieldChange{ID: "augment", Text: "shift=1", By: "augment-shift"})
	if sets("augment-shift") || !sets("augment") || !sets("augment-rotate") {
		t.Error("while a slider is moved, the page sets it, or not the others")
	}
}
