package page_test

import (
	"slices"
	"strings"
	"testing"

	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// goTo lets the browser go to an entry of the history.
func (s *stage) goTo(fragment string) {
	s.went = fragment
	s.page.GoTo(s.disp.Context())
	s.consume()
}

// Views and what is chosen in them are entries of the history; what is typed and what
// is trained is none.
func TestPlacesAreEntriesOfTheHistory(t *testing.T) {
	s := newRunStage(t)
	id := s.trainAndKeep()
	act(s, state.ChangeField, state.FieldChange{ID: "learning-rate", Text: "0.5", Done: true})
	if len(s.entries) > 0 {
		t.Fatalf("typing and training have made the entries %q", s.entries)
	}
	act(s, state.ChooseRun, id)
	act(s, state.ShowView, state.GalleryView)
	act(s, state.ChooseImage, 7)
	act(s, state.WalkImages, 8)
	act(s, state.WalkImages, 9)
	act(s, state.ShowView, state.LessonsView)
	act(s, state.OpenLesson, "rate")
	act(s, state.OpenLesson, "batch")
	act(s, state.ShowView, state.LessonsView) // where it is
	const settings = "loss=crossentropy&lr=0.5&momentum=0&batch=100&epochs=3&seed=1"
	want := []string{"&run=" + id, "&view=data", "&view=data&image=7", "&view=lessons", "&lesson=rate", "&lesson=batch"}
	for i := range want {
		want[i] = settings + want[i]
	}
	if !slices.Equal(s.entries, want) {
		t.Errorf("the entries are\n%s\nwant\n%s", strings.Join(s.entries, "\n"), strings.Join(want, "\n"))
	}

	// Back and forth go to the places, and leave the settings as they are.
	act(s, state.ChangeField, state.FieldChange{ID: "seed", Text: "9", Done: true})
	s.goTo(want[4])
	if view, open := get(s, state.ViewKey), get(s, state.LessonsKey).Open; view != state.LessonsView || open != "rate" {
		t.Errorf("back in the history, the view is %s with the lesson %q", view, open)
	}
	s.goTo(want[2])
	if view, chosen := get(s, state.ViewKey), get(s, state.GalleryKey).Chosen; view != state.GalleryView || chosen != 7 {
		t.Errorf("further back, the view is %s with image %d", view, chosen)
	}
	s.goTo(want[0])
	if view := get(s, state.ViewKey); view != state.TrainView || !s.row(id).Open {
		t.Errorf("in the first entry, the view is %s, and its run open: %t", view, s.row(id).Open)
	}
	act(s, state.DeleteRun, id)
	if strings.Contains(s.address, "run=") {
		t.Errorf("after its run is deleted, the address is %q", s.address)
	}
	if got := get(s, state.SettingsKey).Form[form.Seed]; got != "9" || !strings.Contains(s.address, "seed=9") {
		t.Errorf("the seed is %s in the field, and the address is %s", got, s.address)
	}
	if len(s.entries) != len(want) {
		t.Error("going back has made an entry")
	}
}

// A view is an entry although a field is wrong, which is not in it.
func TestPlaceBesideAWrongField(t *testing.T) {
	s := newRunStage(t)
	act(s, state.ChangeField, state.FieldChange{ID: "learning-rate", Text: "fast", Done: true})
	act(s, state.ShowView, state.LessonsView)
	if len(s.entries) != 1 || !strings.Contains(s.entries[0], "lr=0.01&") || !strings.Contains(s.entries[0], "view=lessons") {
		t.Errorf("the entries are %q", s.entries)
	}
}

func TestLinkToAnImage(t *testing.T) {
	s := newStage(t, "view=data&image=12")
	s.say(readyMessage)
	if got := get(s, state.GalleryKey).Chosen; got != 12 || get(s, state.ViewKey) != state.GalleryView {
		t.Errorf("image %d is chosen in the view %s", got, get(s, state.ViewKey))
	}
	for _, m := range s.sent() {
		if _, trains := m.(*worker.Start); trains {
			t.Error("a link to an image trains")
		}
	}
	if s = newStage(t, "view=data&image=last"); !strings.Contains(s.notices(), "a whole number") {
		t.Errorf("of a wrong image the page says %q", s.notices())
	}
}
