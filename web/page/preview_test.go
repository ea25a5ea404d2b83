package page_test

import (
	"strings"
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// previews returns the questions about samples that the trainer has been sent.
func (s *stage) previews() (list []worker.Preview) {
	s.t.Helper()
	for _, m := range s.sent() {
		if m, ok := m.(*worker.Preview); ok {
			list = append(list, *m)
		}
	}
	return list
}

func (s *stage) expectPreviews(want ...worker.Preview) {
	s.t.Helper()
	got := s.previews()
	if len(got) != len(want) {
		s.t.Fatalf("asked for %+v, want %+v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			s.t.Errorf("asked for %+v, want %+v", got[i], want[i])
		}
	}
}

func twoSamples(augment string) *worker.PreviewImages {
	return &worker.PreviewImages{Augment: augment, Labels: []int{5, 0}, Images: make([]byte, 2*784)}
}

func TestSamplesFollowTheSettings(t *testing.T) {
	s := newStage(t)
	s.say(someRecipes(), partMessage)
	act(s, state.ChangeField, state.FieldChange{ID: "augment", Text: "light", Done: true})
	s.expectPreviews() // before anybody wants them
	act(s, state.ShowPreview, true)
	s.expectPreviews(worker.Preview{Augment: "shift=1,rotate=8", Seed: 1, Count: 16})
	s.say(twoSamples("shift=1,rotate=8"))
	if got := s.value("augment-preview"); got != "2" || !strings.Contains(s.html(), `alt="5"`) {
		t.Errorf("#augment-preview shows %s images, want 2 with their labels", got)
	}
	act(s, state.ChangeField, state.FieldChange{ID: "augment", Text: "shift=2", By: "augment-shift"})
	act(s, state.ChangeField, state.FieldChange{ID: "seed", Text: "7", Done: true})
	act(s, state.ChangeField, state.FieldChange{ID: "epochs", Text: "7", Done: true})
	s.expectPreviews(worker.Preview{Augment: "shift=2", Seed: 1, Count: 16}, worker.Preview{Augment: "shift=2", Seed: 7, Count: 16})
	s.say(readyMessage) // another dataset, perhaps
	s.expectPreviews(worker.Preview{Augment: "shift=2", Seed: 7, Count: 16})
	act(s, state.ShowPreview, false)
	act(s, state.ChangeField, state.FieldChange{ID: "augment", Text: "none", Done: true})
	s.expectPreviews()
	if got := s.value("augment-preview"); got != "0" {
		t.Errorf("#augment-preview shows %s images although they are hidden", got)
	}
}

func TestWrongEffectsAreExplainedBesideTheField(t *testing.T) {
	s := newStage(t)
	s.say(someRecipes(), readyMessage)
	act(s, state.ShowPreview, true)
	act(s, state.ChangeField, state.FieldChange{ID: "augment", Text: "blur=1", Done: true})
	s.say(twoSamples("none"), &worker.Failure{Scope: worker.ScopePreview, Text: `unknown effect "blur"`})
	if !strings.Contains(s.html(), `unknown effect`) || s.value("augment-preview") != "2" {
		t.Error("want the trainer's words beside the field, and the last images")
	}
	if got := attribute(t, s.html(), "augment-shift", "disabled"); got != "" {
		t.Errorf("#augment-shift has disabled=%q, want it not to answer", got)
	}
	act(s, state.ChangeField, state.FieldChange{ID: "augment", Text: "shift=2,pen=0.5", Done: true})
	s.say(twoSamples("shift=2,pen=0.5"))
	if strings.Contains(s.html(), "unknown effect") {
		t.Error("the fault is still there after it was mended")
	}
	if got := s.value("augment-pen"); got != "0.5" {
		t.Errorf("#augment-pen has data-value %q, want 0.5", got)
	}
}
