package train

import "digitlab/data/augment"

// OwnSetSettings are those of a run that trains fresh weights on a few dozen
// drawings of somebody's own classes, repeated until an epoch has about thirty
// batches: seconds for all ten epochs. The drawings are varied strongly, for there
// are few, and neither centred nor of one size. Nothing mirrors them.
func OwnSetSettings() Settings {
	return Settings{
		LearningRate: 0.05,
		Optimizer:    OptimizerSettings{Kind: "sgd", Momentum: 0.9, Nesterov: true},
		Schedule:     ScheduleSettings{Kind: "onecycle"},
		Augment:      augment.Settings{Shift: 4, Rotate: 15, Scale: 0.3, Shear: 0.15, Elastic: 0.8, Thickness: 0.4},
		BatchSize:    32,
		Epochs:       10,
		Shuffle:      true,
		Seed:         1,
	}
}
