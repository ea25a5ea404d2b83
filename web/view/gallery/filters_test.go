package gallery

import (
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

func TestFiltered(t *testing.T) {
	before := state.NewGallery().Selection
	for id, test := range map[string]struct {
		value  string
		change func(*worker.Selection)
	}{
		"gallery-split":     {state.SplitTrain, func(s *worker.Selection) { s.Split = state.SplitTrain }},
		"gallery-digit":     {"4", func(s *worker.Selection) { s.Label = 4 }},
		"gallery-predicted": {"9", func(s *worker.Selection) { s.Prediction = 9 }},
		"gallery-order":     {worker.OrderWrong, func(s *worker.Selection) { s.Order = worker.OrderWrong }},
		"gallery-mistakes":  {"1", func(s *worker.Selection) { s.Mistakes = true }},
	} {
		want := before
		test.change(&want)
		if got := filtered(before, id, test.value); got != want {
			t.Errorf("#%s at %s selects %+v, want %+v", id, test.value, got, want)
		}
	}
	four := filtered(before, "gallery-digit", "4")
	if got := filtered(four, "gallery-digit", "-1"); got != before {
		t.Errorf("any digit selects %+v, want %+v", got, before)
	}
}

func TestUnfiltered(t *testing.T) {
	selection := func(change func(*worker.Selection)) (s worker.Selection) {
		s.Label, s.Prediction = worker.AnyDigit, worker.AnyDigit
		change(&s)
		return s
	}
	sorted := func(s *worker.Selection) { s.Split, s.Order = state.SplitTrain, worker.OrderWrong }
	narrow := selection(func(s *worker.Selection) { sorted(s); s.Label, s.Prediction, s.Mistakes = 4, 0, true })
	if got, want := unfiltered(narrow), selection(sorted); got != want {
		t.Errorf("without filters %+v becomes %+v, want %+v", narrow, got, want)
	}
}
