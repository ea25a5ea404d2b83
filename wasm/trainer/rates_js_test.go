package main

import (
	"slices"
	"testing"

	"digitlab/web/worker"
)

func TestRates(t *testing.T) {
	p := newPage(t, nil, startHelper)
	ask := func(s worker.Settings, count int) []float64 {
		t.Helper()
		p.send(&worker.PlanRates{Settings: s, Count: count})
		return lastOf[*worker.LearningRates](t, p.until("rates", func(m worker.Message) bool {
			return m.Kind() == (*worker.LearningRates)(nil).Kind()
		})).Rates
	}
	s := settings(1)
	s.Schedule, s.StepFactor, s.LearningRate = "step", 0.5, 4
	if got, want := ask(s, 2), []float64{4, 2}; !slices.Equal(got, want) {
		t.Errorf("before there are images: rates %v, want %v", got, want)
	}
	p.load("small.json.gz")
	// 60 images are 3 batches of 25, in two epochs.
	if got, want := ask(s, 100), []float64{4, 4, 4, 2, 2, 2}; !slices.Equal(got, want) {
		t.Errorf("rates %v, want %v", got, want)
	}
	s.BatchSize = 0
	if got := ask(s, 2); len(got) != 0 {
		t.Errorf("settings that cannot be trained with have the rates %v", got)
	}
}
