package train

import (
	"strings"

	"digitlab/data/augment"
	"digitlab/data/failure"
	"digitlab/nn"
)

// recipes are settings that go well together, by name. They were chosen for
// SimpleNet by its accuracy on the validation images: "fast" after three epochs,
// "best" after sixty, "oneepoch" after one; "sprint", with a network of its own, by how
// few images were enough for 99 %.
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
		Augment:      must(augment.Parse("world")),
		BatchSize:    64,
		Epochs:       60,
		Shuffle:      true,
		Seed:         1,
	}},
	{"oneepoch", Settings{
		LearningRate:   0.008,
		Optimizer:      quickAdam,
		Schedule:       ScheduleSettings{Kind: "onecycle"},
		LabelSmoothing: 0.1,
		BatchSize:      64,
		Epochs:         1,
		Shuffle:        true,
		Seed:           1,
	}},
	{"sprint", Settings{
		Architecture:   must(nn.ParseArchitecture("sprint")),
		LearningRate:   0.02,
		Optimizer:      quickAdam,
		Schedule:       ScheduleSettings{Kind: "onecycle"},
		LabelSmoothing: 0.1,
		BatchSize:      128,
		Epochs:         1,
		MaxSteps:       280, // 35,840 images
		Shuffle:        true,
		Seed:           1,
	}},
}

// quickAdam remembers a few steps only: there are not many in which the gradient
// would stay the same. The betas are those of github.com/tuomaso/train_mnist_fast.
var quickAdam = OptimizerSettings{Kind: "adamw", Beta1: 0.7, Beta2: 0.9}

// must returns what is parsed of a name that is there.
func must[T any](parsed T, err error) T {
	if err != nil {
		panic("train: " + err.Error())
	}
	return parsed
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
