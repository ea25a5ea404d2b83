package main

import (
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// settingsOf returns a run's settings as the trainer has them. The page always
// shuffles.
func settingsOf(s worker.Settings) train.Settings {
	return train.Settings{
		LearningRate: s.LearningRate,
		Optimizer: train.OptimizerSettings{
			Kind:        s.Optimizer,
			Momentum:    s.Momentum,
			Nesterov:    s.Nesterov,
			Beta1:       s.Beta1,
			Beta2:       s.Beta2,
			Epsilon:     s.Epsilon,
			WeightDecay: s.WeightDecay,
		},
		Schedule: train.ScheduleSettings{
			Kind:       s.Schedule,
			Warmup:     s.Warmup,
			StepEvery:  s.StepEvery,
			StepFactor: s.StepFactor,
		},
		LabelSmoothing: s.LabelSmoothing,
		EMA:            s.EMA,
		BatchSize:      s.BatchSize,
		Epochs:         s.Epochs,
		Shuffle:        true,
		Seed:           s.Seed,
	}
}
