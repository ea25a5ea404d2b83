package page_test

import (
	"strings"
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

func defaultFindRate() *worker.FindRate {
	return &worker.FindRate{Settings: defaultStart(false).Settings}
}

// someCurve is of a search that is over, if it is, with a suggestion.
func someCurve(over bool) *worker.RateCurve {
	c := &worker.RateCurve{
		Rates: []float64{1e-5, 1e-3, 0.1, 1}, Losses: []float64{2.3, 2.2, 0.5, 90}, Smoothed: []float64{2.3, 2.25, 1, 10},
		Steps: 175, Over: over, Exploded: over,
	}
	if over {
		c.Suggestion = 0.03
	}
	return c
}

func TestFindRate(t *testing.T) {
	s := newStage(t)
	if got := attribute(t, s.html(), "rate-find", "disabled"); got != "" {
		t.Errorf("without a dataset #rate-find has disabled=%q", got)
	}
	s.raise(state.FindRate)
	s.expectSent()
	s.say(readyMessage)
	s.raise(state.FindRate)
	s.expectSent(defaultFindRate())
	s.raise(state.FindRate) // once more, before it is over
	s.expectSent()
	s.say(someCurve(false))
	if s.value("rate-progress") != "4" || s.value("rate-chart") != "4" || !strings.Contains(s.html(), "batch 4 of 175") {
		t.Error("the page does not show how far the search is")
	}
	s.say(someCurve(true))
	if s.value("rate-test") != "0.03" || !strings.Contains(s.html(), "Use 0.03") || !strings.Contains(s.html(), "Then it explodes.") {
		t.Errorf("#rate-test has %q, and does not say what was found", s.value("rate-test"))
	}
	if s.runStates() != "" {
		t.Errorf("the search has made runs: %s", s.runStates())
	}
	s.raise(state.UseRate)
	if got := s.value("learning-rate"); got != "0.03" || !strings.Contains(s.address, "lr=0.03") {
		t.Errorf("#learning-rate has %q, the address %q, want 0.03", got, s.address)
	}
	const outdated = "The settings have changed since"
	if strings.Contains(s.html(), outdated) {
		t.Error("the suggestion itself makes it outdated")
	}
	act(s, state.ChangeField, state.FieldChange{ID: "optimizer", Text: "adam", Done: true})
	if !strings.Contains(s.html(), outdated) {
		t.Error("the suggestion for another optimiser is not said to be outdated")
	}
	act(s, state.ChangeField, state.FieldChange{ID: "optimizer", Text: "sgd", Done: true})
	s.sent()
	s.raise(state.CloseRateTest)
	if got := s.value("rate-test"); got != "" || strings.Contains(s.html(), "rate-chart") {
		t.Errorf("closed, #rate-test has %q", got)
	}
}

func TestStopFindRate(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	s.raise(state.FindRate)
	s.sent()
	s.raise(state.CloseRateTest)
	s.expectSent(&worker.StopFindRate{})
	c := someCurve(true)
	c.Suggestion, c.Exploded = 0, false
	s.say(c)
	if !strings.Contains(s.html(), "Stopped before there was a suggestion.") || s.value("rate-test") != "" {
		t.Error("a search that was stopped does not say so")
	}
	s.raise(state.UseRate)
	if got := s.value("learning-rate"); got != "0.01" {
		t.Errorf("without a suggestion, the learning rate becomes %s", got)
	}
	s.raise(state.FindRate)
	s.say(&worker.Failure{Scope: worker.ScopeRateTest, Text: "none of the helpers lives"})
	if get(s, state.RateTestKey).Pending || !strings.Contains(s.notices(), "None of the helpers lives") {
		t.Errorf("after a failure the search goes on; #error says %q", s.notices())
	}
}

// There is no search during a run, which the page says until the run is over.
func TestFindRateDuringARun(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage, &worker.RunState{State: worker.StateRunning})
	s.raise(state.FindRate)
	s.expectSent()
	if !strings.Contains(s.notices(), "when it is over") {
		t.Errorf("#error says %q", s.notices())
	}
	s.say(&worker.RunState{State: worker.StateDone})
	if s.notices() != "" {
		t.Errorf("after the run #error says %q", s.notices())
	}
	s.raise(state.FindRate)
	s.expectSent(defaultFindRate())
}

// A trainer that dies leaves the search to the next.
func TestFindRateInAnotherTrainer(t *testing.T) {
	s := newStage(t)
	s.say(fileWeights, readyMessage)
	s.raise(state.FindRate)
	s.expectSent(defaultFindRate())
	s.say(someCurve(false))
	s.lose("trainer", 1)
	s.expectSent(&worker.Recipes{}, fileWeights, loadMNIST)
	s.say(readyMessage)
	s.expectSent(defaultFindRate())
	s.say(someCurve(true))
	if got := s.value("rate-test"); got != "0.03" {
		t.Errorf("#rate-test has %q", got)
	}
}

func TestFindRateRefusesWrongSettings(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	act(s, state.ChangeField, state.FieldChange{ID: "batch-size", Text: "0"})
	s.raise(state.FindRate)
	s.expectSent()
	if !strings.Contains(s.notices(), "Batch size must be") {
		t.Errorf("#error says %q", s.notices())
	}
}
