package form

import (
	"digitlab/web/worker"
)

// someRecipes are like the trainer's.
func someRecipes() *worker.RecipeList {
	const layers = "conv 20 5, relu, pool, conv 20 5, relu, pool, linear"
	return &worker.RecipeList{
		Recipes: []worker.Recipe{
			{Name: "tutorial", Settings: worker.Settings{
				Loss: "crossentropy", LearningRate: .01, BatchSize: 100, Epochs: 3, Seed: 1,
				Optimizer: "sgd", Schedule: "constant", Architecture: layers, Augment: "none"}},
			{Name: "fast", Settings: worker.Settings{
				Loss: "crossentropy", LearningRate: .15, Momentum: .9, Nesterov: true, BatchSize: 64, Epochs: 2, Seed: 1,
				Optimizer: "sgd", Schedule: "onecycle", LabelSmoothing: .05, EMA: .99, Architecture: layers, Augment: "shift=1,rotate=8"}},
		},
		Networks: []worker.Preset{{Name: "simplenet", Text: layers}, {Name: "mlp", Text: "linear 100, relu, linear"}},
		Augments: []worker.Preset{{Name: "none", Text: "none"}, {Name: "light", Text: "shift=1,rotate=8"}},
		Effects:  []worker.Effect{{Name: "shift", Limit: 8}, {Name: "rotate", Limit: 45}, {Name: "pen", Limit: 1}},
	}
}
