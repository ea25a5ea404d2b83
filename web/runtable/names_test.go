package runtable

import (
	"strconv"
	"strings"
	"testing"

	"digitlab/web/form"
	"digitlab/web/runs"
)

var known = form.Catalogue{
	Recipes:  []form.Recipe{{Name: form.RecipeTutorial, Form: form.Default(1)}},
	Networks: form.Presets{{Name: "simplenet", Text: "conv 20 5, relu"}, {Name: "mlp", Text: "linear 100"}},
	Augments: form.Presets{{Name: "none", Text: "none"}, {Name: "light", Text: "shift=2"}},
}

func TestSettings(t *testing.T) {
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
		{"own ones", func(r *runs.Run) { r.Settings.Architecture = "linear 7" }, "Cross-entropy, Layers custom"},
		{"a short run", func(r *runs.Run) { r.Settings.Epochs, r.Settings.MaxSteps = 1, 2000 }, "Cross-entropy, 2,000 steps"},
		{"a run of few images", func(r *runs.Run) { r.Settings.MaxSteps, r.History.Steps = 100, 3 }, "Cross-entropy, 3 steps"},
		{"the end", func(r *runs.Run) { r.Settings.KeepBest, r.Settings.EarlyStop = true, 3 }, "Cross-entropy, Best weights, early stop 3"},
		{"trained further", func(r *runs.Run) { r.Further = true }, "Cross-entropy, trained further"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := runs.Run{Settings: form.Default(1).Settings()}
			test.change(&r)
			if got := Settings(&r, known); got != test.want {
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

// listOf returns runs with the tutorial's settings, as they are changed.
func listOf(changes ...func(*runs.Run)) (list runs.List) {
	for i, change := range changes {
		r := runs.Run{ID: strconv.Itoa(i), Settings: form.Default(1).Settings()}
		change(&r)
		list = append(list, r)
	}
	return list
}

func rate(v float64) func(*runs.Run) { return func(r *runs.Run) { r.Settings.LearningRate = v } }

func seed(v uint64) func(*runs.Run) { return func(r *runs.Run) { r.Settings.Seed = v } }

// Names say in what the runs differ, and no more.
func TestNames(t *testing.T) {
	both := func(changes ...func(*runs.Run)) func(*runs.Run) {
		return func(r *runs.Run) {
			for _, change := range changes {
				change(r)
			}
		}
	}
	soft := func(r *runs.Run) { r.Settings.Loss = form.DoubleSoftmax }
	short := func(r *runs.Run) { r.Settings.MaxSteps = 100 }
	group := func(r *runs.Run) { r.Group = "g" }
	plain := func(*runs.Run) {}
	for _, test := range []struct {
		name string
		list runs.List
		want string
	}{
		{"one", listOf(plain), "Cross-entropy"},
		{"what they share is not said", listOf(both(rate(.05), soft), both(rate(.05))), "Double softmax|Cross-entropy"},
		{"the tutorial's rate is, where nothing else can be", listOf(rate(.01), rate(.05)), "lr 0.01|lr 0.05"},
		{"but not beside something else", listOf(soft, rate(.05)), "Double softmax|Cross-entropy, lr 0.05"},
		{"a lesson about rates always says them", listOf(both(rate(.01), short, group), both(rate(.1), short, group), soft),
			"Cross-entropy, lr 0.01, 100 steps|Cross-entropy, lr 0.1, 100 steps|Double softmax"},
		{"seeds", listOf(seed(1), seed(2)), "seed 1|seed 2"},
		{"the same", listOf(rate(.1), plain, plain), "lr 0.1|lr 0.01|lr 0.01 (2)"},
		{"the visitor's", listOf(rate(.1), func(r *runs.Run) { r.Name = "mine" }), "lr 0.1|mine"},
	} {
		t.Run(test.name, func(t *testing.T) {
			byID, names := Names(test.list, known), make([]string, len(test.list))
			for i := range test.list {
				names[i] = byID[test.list[i].ID]
			}
			if got := strings.Join(names, "|"); got != test.want {
				t.Errorf("the names are %q, want %q", got, test.want)
			}
		})
	}
}
