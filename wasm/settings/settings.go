// Package settings translates settings between messages and package train, and
// tells the page what there is to set.
package settings

import (
	"digitlab/data/augment"
	"digitlab/nn/train"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// Parse returns a run's settings as package train has them. The page always
// shuffles.
func Parse(s worker.Settings) (train.Settings, error) {
	augment, err := augment.Parse(s.Augment)
	if err != nil {
		return train.Settings{}, err
	}
	architecture, err := weights.ParseArchitecture(s.Architecture)
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
			Alpha:       s.Alpha,
			Epsilon:     s.Epsilon,
			WeightDecay: s.WeightDecay,
		},
		Schedule: train.ScheduleSettings{
			Kind:       s.Schedule,
			Warmup:     s.Warmup,
			StepEvery:  s.StepEvery,
			StepFactor: s.StepFactor,
			Patience:   s.Patience,
		},
		LabelSmoothing: s.LabelSmoothing,
		EMA:            s.EMA,
		Augment:        augment,
		BatchSize:      s.BatchSize,
		Epochs:         s.Epochs,
		MaxSteps:       s.MaxSteps,
		Shuffle:        true,
		Seed:           s.Seed,
		KeepBest:       s.KeepBest,
		EarlyStop:      s.EarlyStop,
	}, nil
}
