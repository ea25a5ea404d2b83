package main

import (
	"digitlab/data"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// settingsOf returns a run's settings as the trainer has them. The page always
// shuffles.
func settingsOf(s worker.Settings) (train.Settings, error) {
	augment, err := data.ParseAugmentation(s.Augment)
	if err != nil {
		return train.Settings{}, err
	}
	architecture, err := parseArchitecture(s.Architecture)
	if err != nil {
		return train.Settings{}, err
	}
	return train.Settings{
		Architecture: architecture,
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
		Augment:        augment,
		BatchSize:      s.BatchSize,
		Epochs:         s.Epochs,
		MaxSteps:       s.MaxSteps,
		Shuffle:        true,
		Seed:           s.Seed,
	}, nil
}
