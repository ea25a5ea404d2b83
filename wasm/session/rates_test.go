package session

import (
	"slices"
	"testing"

	"digitlab/web/worker"
)

func TestRates(t *testing.T) {
	p := newPage(t, nil, byMessage)
	ask := func(s worker.Settings, count int) []float64 {
		t.Helper()
		p.send(&worker.PlanRates{Settings: s, Count: count})
		return lastOf[*worker.LearningRates](t, p.until("rates", func(m worker.Message) bool {
			return worker.Kind(m) == worker.Kind((*worker.LearningRates)(nil))
		})).Rates
	}
	s := testSettings(1)
	s.Schedule, s.StepFactor, s.LearningRate = "step", 0.5, 4
	if got, want := ask(s, 2), []float64{4, 2}; !slices.Equal(got, want) {
		t.Errorf("before there are images: rates %v, want %v", got, want)
	}
	p.load("small.json.gz")
	// 60 images are 3 batches of up to 26, in two epochs.
	if got, want := ask(s, 100), []float64{4, 4, 4, 2, 2, 2}; !slices.Equal(got, want) {
		t.Errorf("rates %v, want %v", got, want)
	}
	s.BatchSize = 0
	if got := ask(s, 2); len(got) != 0 {
		t.Errorf("settings that cannot be trained with have the rates %v", got)
	}
}
