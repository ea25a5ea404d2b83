package settings

import (
	"digitlab/data/augment"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// Recipes names the recipes and presets there are.
func Recipes() *worker.RecipeList {
	list := &worker.RecipeList{Hand: Format(train.HandSettings()), Own: Format(train.OwnSetSettings())}
	for _, name := range train.Recipes() {
		settings, err := train.Recipe(name)
		if err != nil {
			panic(err) // it knows the names that Recipes lists
		}
		list.Recipes = append(list.Recipes, worker.Recipe{Name: name, Settings: Format(settings)})
	}
	for _, p := range nn.Presets() {
		list.Networks = append(list.Networks, worker.Preset{Name: p.Name, Text: p.Layers})
	}
	for _, p := range augment.Presets() {
		list.Augments = append(list.Augments, worker.Preset{Name: p.Name, Text: p.String()})
	}
	for _, e := range augment.Effects() {
		list.Effects = append(list.Effects, worker.Effect(e))
	}
	return list
}

// Format returns a recipe's settings as the page has them. All recipes are
// made for cross-entropy, like the tutorial's end.
func Format(s train.Settings) worker.Settings {
	return worker.Settings{
		Loss:           nn.CrossEntropy{}.Name(),
		LearningRate:   s.LearningRate,
		Momentum:       s.Optimizer.Momentum,
		BatchSize:      s.BatchSize,
		Epochs:         s.Epochs,
		MaxSteps:       s.MaxSteps,
		Seed:           s.Seed,
		Optimizer:      s.Optimizer.Kind,
		Nesterov:       s.Optimizer.Nesterov,
		Beta1:          s.Optimizer.Beta1,
		Beta2:          s.Optimizer.Beta2,
		Alpha:          s.Optimizer.Alpha,
		Epsilon:        s.Optimizer.Epsilon,
		WeightDecay:    s.Optimizer.WeightDecay,
		Schedule:       s.Schedule.Kind,
		Warmup:         s.Schedule.Warmup,
		StepEvery:      s.Schedule.StepEvery,
		StepFactor:     s.Schedule.StepFactor,
		Patience:       s.Schedule.Patience,
		LabelSmoothing: s.LabelSmoothing,
		EMA:            s.EMA,
		KeepBest:       s.KeepBest,
		EarlyStop:      s.EarlyStop,
		Augment:        s.Augment.String(),
		Architecture:   s.Architecture.String(),
	}
}
