package train

import (
	"fmt"
	"strings"
)

// recipes are settings that go well together, by name.
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
	return Settings{}, fmt.Errorf("unknown recipe %q: want %s", name, strings.Join(Recipes(), ", "))
}
