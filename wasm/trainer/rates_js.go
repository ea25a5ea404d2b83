package main

import (
	"digitlab/data"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

const (
	// mostRates bounds the learning rates of an answer.
	mostRates = 1000
	// usualImages is how many an epoch is taken to have before there are any:
	// MNIST's.
	usualImages = 50_000
)

// rates tells the learning rates of a run to be.
func (s *session) rates(m *worker.PlanRates) *worker.LearningRates {
	settings, err := settingsOf(m.Settings)
	if err != nil || settings.Check() != nil || m.Count < 1 {
		return &worker.LearningRates{}
	}
	return &worker.LearningRates{Rates: settings.LearningRates(s.batches(settings), min(m.Count, mostRates))}
}

// batches returns how many an epoch has.
func (s *session) batches(settings train.Settings) int {
	images := usualImages
	if s.dataset != nil {
		images = s.dataset.Split(data.Train).Len()
	}
	return (images + settings.BatchSize - 1) / settings.BatchSize
}
