package main

import (
	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// recipeList names the recipes and presets there are.
func recipeList() *worker.RecipeList {
	list := &worker.RecipeList{Hand: pageSettings(train.HandSettings())}
	for _, name := range train.Recipes() {
		settings, err := train.Recipe(name)
		if err != nil {
			panic(err) // it knows the names that Recipes lists
		}
		list.Recipes = append(list.Recipes, worker.Recipe{Name: name, Settings: pageSettings(settings)})
	}
	for _, p := range nn.Presets {
		list.Networks = append(list.Networks, worker.Preset{Name: p.Name, Text: p.Layers})
	}
	for _, p := range data.AugmentationPresets {
		list.Augments = append(list.Augments, worker.Preset{Name: p.Name, Text: p.String()})
	}
	for _, e := range data.Effects() {
		list.Effects = append(list.Effects, worker.Effect(e))
	}
	return list
}

// pageSettings returns a recipe's settings as the page has them. All recipes
// are made for cross-entropy, like the tutorial's end.
func pageSettings(s train.Settings) worker.Settings {
	return worker.Settings{
		Loss:           nn.CrossEntropy{}.Name(),
		LearningRate:   s.LearningRate,
		Momentum:       s.Optimizer.Momentum,
		BatchSize:      s.BatchSize,
		Epochs:         s.Epochs,
		Seed:           s.Seed,
		Optimizer:      s.Optimizer.Kind,
		Nesterov:       s.Optimizer.Nesterov,
		Beta1:          s.Optimizer.Beta1,
		Beta2:          s.Optimizer.Beta2,
		Epsilon:        s.Optimizer.Epsilon,
		WeightDecay:    s.Optimizer.WeightDecay,
		Schedule:       s.Schedule.Kind,
		Warmup:         s.Schedule.Warmup,
		StepEvery:      s.Schedule.StepEvery,
		StepFactor:     s.Schedule.StepFactor,
		LabelSmoothing: s.LabelSmoothing,
		EMA:            s.EMA,
		Augment:        s.Augment.String(),
		Architecture:   s.Architecture.String(),
	}
}
