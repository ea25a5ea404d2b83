package web

import (
	"strings"
	"testing"

	"digitlab/web/worker"
)

func TestRatePath(t *testing.T) {
	tests := []struct {
		rates []float64
		want  string
	}{
		{nil, ""},
		{[]float64{.5}, "M0.0 2.0L240.0 2.0"},
		{[]float64{0, .5, .25}, "M0.0 54.0L120.0 2.0L240.0 28.0"},
	}
	for _, test := range tests {
		if got := ratePath(test.rates); got != test.want {
			t.Errorf("ratePath(%v) = %q, want %q", test.rates, got, test.want)
		}
	}
}

func TestRatesInWords(t *testing.T) {
	tests := []struct {
		rates []float64
		want  string
	}{
		{nil, "not known yet"},
		{[]float64{.01, .01}, "0.01 throughout"},
		{[]float64{.006, .15, 6e-7}, "0.006, up to 0.15, and down to 6e-07"},
		{[]float64{.1, .01}, "from 0.1 to 0.01"},
	}
	for _, test := range tests {
		if got := ratesInWords(test.rates); got != test.want {
			t.Errorf("ratesInWords(%v) = %q, want %q", test.rates, got, test.want)
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
	s.act(changeField, fieldChange{ID: "network", Text: "nonsense", Done: true})
	s.act(changeField, fieldChange{ID: "augment", Text: "nonsense", Done: true})
	s.act(changeField, fieldChange{ID: "learning-rate", Text: "nonsense", Done: true})
	if got := planned(); len(got) != 0 {
		t.Errorf("asked for the rates of %v, want nothing asked", got)
	}
	s.act(changeField, fieldChange{ID: "learning-rate", Text: "0.5", Done: true})
	if got := planned(); len(got) != 1 || got[0].Settings.LearningRate != .5 {
		t.Errorf("asked for the rates of %v, want once, with 0.5", got)
	}
	s.say(&worker.LearningRates{Rates: []float64{.5, .25}})
	if got := s.value("rate-curve"); got != "2" || !strings.Contains(s.html(), "from 0.5 to 0.25") {
		t.Errorf("the curve has %s rates, want 2, and words for them", got)
	}
}
