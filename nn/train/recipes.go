package train

import (
	"strings"

	"digitlab/data/augment"
	"digitlab/data/failure"
)

// recipes are settings that go well together, by name. They were chosen for
// SimpleNet by its accuracy on the validation images: "fast" after three epochs,
// "best" after sixty.
var recipes = []struct {
	name     string
	settings Settings
}{
	{"tutorial", Defaults()},
	{"fast", Settings{
		LearningRate:   0.2,
		Optimizer:      OptimizerSettings{Kind: "sgd", Momentum: 0.9, Nesterov: true},
		Schedule:       ScheduleSettings{Kind: "onecycle"},
		LabelSmoothing: 0.05,
		BatchSize:      64,
		Epochs:         3,
		Shuffle:        true,
		Seed:           1,
	}},
	{"best", Settings{
		LearningRate: 0.1,
		Optimizer:    OptimizerSettings{Kind: "sgd", Momentum: 0.9, Nesterov: true, WeightDecay: 1e-4},
		Schedule:     ScheduleSettings{Kind: "onecycle"},
		EMA:          0.999,
		Augment:      preset("world"),
		BatchSize:    64,
		Epochs:       60,
		Shuffle:      true,
		Seed:         1,
	}},
}

// preset returns the augmentation of that name.
func preset(name string) augment.Settings {
	a, err := augment.Parse(name)
	if err != nil {
		panic("train: " + err.Error())
	}
	return a
}

// Recipes returns the names that Recipe knows, that of the defaults first.
func Recipes() []string {
	var names []string
	for _, r := range recipes {
		names = append(names, r.name)
	}
	return names
}

// Recipe returns the settings of that name.
func Recipe(name string) (Settings, error) {
	for _, r := range recipes {
		if r.name == name {
			return r.settings, nil
		}
	}
	return Settings{}, failure.New("unknown recipe %q: want %s", name, strings.Join(Recipes(), ", "))
}
