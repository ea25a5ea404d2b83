package state

import (
	"testing"

	"digitlab/web/form"
	"digitlab/web/runs"
)

func TestRunNames(t *testing.T) {
	known := form.Catalogue{
		Recipes:  []form.Recipe{{Name: form.RecipeTutorial, Form: form.Default(1)}},
		Networks: form.Presets{{Name: "simplenet", Text: "conv 20 5, relu"}, {Name: "mlp", Text: "linear 100"}},
		Augments: form.Presets{{Name: "none", Text: "none"}, {Name: "light", Text: "shift=2"}},
	}
	tests := []struct {
		name   string
		change func(*runs.Run)
		want   string
	}{
		{"the tutorial's", func(*runs.Run) {}, "Cross-entropy"},
		{"workers do not count", func(r *runs.Run) { r.Settings.Workers = 8 }, "Cross-entropy"},
		{"the network by its text", func(r *runs.Run) { r.Settings.Architecture = "conv 20 5,relu" }, "Cross-entropy"},
		{"some settings", func(r *runs.Run) {
			r.Settings.Loss, r.Settings.LearningRate, r.Settings.BatchSize, r.Settings.Epochs = "squarederror", .1, 32, 1
		}, "Squared error, lr 0.1, batch 32, 1 epoch"},
		{"an optimiser", func(r *runs.Run) { r.Settings.Optimizer, r.Settings.Beta2 = "adam", .99 }, "Cross-entropy, Adam, Beta 2 0.99"},
		{"what does not count with it", func(r *runs.Run) { r.Settings.Optimizer, r.Settings.Momentum = "adam", .9 }, "Cross-entropy, Adam"},
		{"presets", func(r *runs.Run) { r.Settings.Architecture, r.Settings.Augment = "linear 100", "shift=2" },
			"Cross-entropy, Layers Fully connected, Effects Light"},
		{"own ones", func(r *runs.Run) { r.Settings.Architecture = "linear 7" }, "Cross-entropy, Layers own"},
		{"a short run", func(r *runs.Run) { r.Settings.Epochs, r.Settings.MaxSteps = 1, 2000 }, "Cross-entropy, 2,000 steps"},
		{"a run of few images", func(r *runs.Run) { r.Settings.MaxSteps, r.History.Steps = 100, 3 }, "Cross-entropy, 3 steps"},
		{"the end", func(r *runs.Run) { r.Settings.KeepBest, r.Settings.EarlyStop = true, 3 }, "Cross-entropy, Best weights, early stop 3"},
		{"trained further", func(r *runs.Run) { r.Further = true }, "Cross-entropy, trained further"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := runs.Run{Settings: form.Default(1).Settings()}
			test.change(&r)
			if got := RunName(&r, known); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

func TestFormName(t *testing.T) {
	known := form.Catalogue{Networks: form.Presets{{Name: "simplenet", Text: form.Default(1)[form.Network]}}}
	set := form.Default(4)
	if got, want := FormName(set, known), "Cross-entropy, lr 0.01, batch 100, 3 epochs"; got != want {
		t.Errorf("the tutorial's form is %q, want %q", got, want)
	}
	set[form.Momentum], set[form.Seed], set[form.Epochs] = "0.9", "7", "1"
	if got, want := FormName(set, known), "Cross-entropy, lr 0.01, momentum 0.9, batch 100, 1 epoch, seed 7"; got != want {
		t.Errorf("a form is %q, want %q", got, want)
	}
}
