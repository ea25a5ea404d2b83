package settings

import (
	"cmp"

	"digitlab/web/worker"
)

const (
	// maxRates bounds the learning rates of an answer.
	maxRates = 1000
	// usualImages is how many an epoch is taken to have before there are any:
	// MNIST's.
	usualImages = 50_000
)

// Rates tells the learning rates of a run to be on so many images, 0 if there
// are none yet.
func Rates(m *worker.PlanRates, images int) *worker.LearningRates {
	settings, err := Parse(m.Settings)
	if err != nil || settings.Check() != nil || m.Count < 1 {
		return &worker.LearningRates{}
	}
	batches := (cmp.Or(images, usualImages) + settings.BatchSize - 1) / settings.BatchSize
	return &worker.LearningRates{Rates: settings.LearningRates(batches, min(m.Count, maxRates))}
}
