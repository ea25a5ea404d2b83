package train

import "digitlab/data/augment"

// OwnSetSettings are those of a run that trains fresh weights on a few dozen
// drawings of somebody's own classes, repeated until an epoch has about thirty
// batches: seconds for all ten epochs. The drawings are varied strongly, for there
// are few, and neither centred nor of one size. Nothing mirrors them.
//
// They were chosen by trials with eight drawings each of circles, stars, houses and
// crosses: of others as large, the network reads all; of smaller ones elsewhere on the
// pad, three in four, where a shift of 4 and a scale of 0.3 reach half. Nesterov
// momentum reads as well, but at a learning rate twice as high it reads nothing, and
// Adam does not care.
func OwnSetSettings() Settings {
	return Settings{
		LearningRate: 0.005,
		Optimizer:    OptimizerSettings{Kind: "adam", Beta1: 0.9, Beta2: 0.999, Epsilon: 1e-8},
		Schedule:     ScheduleSettings{Kind: "onecycle"},
		Augment:      augment.Settings{Shift: 7, Rotate: 15, Scale: 0.5, Shear: 0.15, Elastic: 0.6, Thickness: 0.4},
		BatchSize:    32,
		Epochs:       10,
		Shuffle:      true,
		Seed:         1,
	}
}
