package page_test

import (
	"strings"
	"testing"

	"digitlab/web/lesson"
	"digitlab/web/state"
)

// A link presents the page, and the address says so until that ends.
func TestPresent(t *testing.T) {
	s := newStage(t, "present=1")
	s.say(readyMessage)
	if got := s.value("slides"); got != "1" || !strings.Contains(s.html(), lesson.Slides[0].Title) {
		t.Errorf("#slides has data-value %q, want the first step", got)
	}
	act(s, state.ShowView, state.LessonsView)
	if !strings.Contains(s.address, "present=1") {
		t.Errorf("the address is %q, want present=1 in it", s.address)
	}
	act(s, state.Present, false)
	if strings.Contains(s.address, "present") || strings.Contains(s.html(), lesson.Slides[0].Title) {
		t.Errorf("the page is presented still, at %q", s.address)
	}
	act(s, state.Present, true)
	if !get(s, state.PresentKey) || !strings.Contains(s.address, "present=1") {
		t.Errorf("the page is not presented, at %q", s.address)
	}
}
