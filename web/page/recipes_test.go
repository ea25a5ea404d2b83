package page_test

import (
	"regexp"
	"strings"
	"testing"

	"digitlab/web/state"
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

func TestRecipeFillsTheFields(t *testing.T) {
	s := newStage(t)
	if got := s.value("recipe"); got != "tutorial" {
		t.Errorf("before the trainer has told, #recipe has data-value %q, want tutorial", got)
	}
	s.say(someRecipes(), readyMessage)
	s.asked()
	act(s, state.ChangeField, state.FieldChange{ID: "seed", Text: "7", Done: true})
	act(s, state.ChangeField, state.FieldChange{ID: "workers", Text: "5", Done: true})
	act(s, state.ChangeField, state.FieldChange{ID: "beta1", Text: "0.5", Done: true}) // which does not count
	if got := s.value("recipe"); got != "tutorial" {
		t.Errorf("with another seed #recipe has data-value %q, want tutorial", got)
	}
	act(s, state.ChooseRecipe, "fast")
	for id, want := range map[string]string{
		"recipe": "fast", "learning-rate": "0.15", "momentum": "0.9", "nesterov": "1", "schedule": "onecycle",
		"label-smoothing": "0.05", "ema": "0.99", "batch-size": "64", "epochs": "2", "seed": "7", "workers": "5", "beta1": "0.9",
	} {
		if got := s.value(id); got != want {
			t.Errorf("after choosing fast #%s has data-value %q, want %q", id, got, want)
		}
	}
	act(s, state.ChangeField, state.FieldChange{ID: "momentum", Text: "0.8", Done: true})
	if got := s.value("recipe"); got != "own" {
		t.Errorf("after a change #recipe has data-value %q, want own", got)
	}
	act(s, state.ChangeField, state.FieldChange{ID: "momentum", Text: ".90", Done: true})
	if got := s.value("recipe"); got != "fast" {
		t.Errorf("after changing it back #recipe has data-value %q, want fast", got)
	}
	s.sent()
	s.raise(state.StartRun)
	want := someRecipes().Recipes[1].Settings
	want.Seed, want.Workers = 7, 5
	s.expectSent(&worker.Start{Settings: want})
}

func TestRecipeMendsFaults(t *testing.T) {
	s := newStage(t)
	s.say(someRecipes())
	act(s, state.ChangeField, state.FieldChange{ID: "learning-rate", Text: "none", Done: true})
	act(s, state.ChangeField, state.FieldChange{ID: "seed", Text: "none", Done: true})
	act(s, state.ChooseRecipe, "fast")
	if got := s.notices(); !strings.HasPrefix(got, "Seed must be") {
		t.Errorf("after choosing a recipe #error says %q, want what is wrong with the seed", got)
	}
}

func TestFieldsThatDoNotCountDoNotAnswer(t *testing.T) {
	s := newStage(t)
	disabled := func(id string) bool {
		tag := regexp.MustCompile(`<[a-z]+ [^>]*\bid="` + id + `"[^>]*>`).FindString(s.html())
		return strings.Contains(tag, " disabled")
	}
	hidden := func() (count int) {
		for _, tag := range regexp.MustCompile(`<div [^>]*class="field[^>]*>`).FindAllString(s.html(), -1) {
			if strings.Contains(tag, " hidden") {
				count++
			}
		}
		return count
	}
	expect := func(want bool, ids ...string) {
		t.Helper()
		for _, id := range ids {
			if disabled(id) != want {
				t.Errorf("#%s is disabled: %t, want %t", id, !want, want)
			}
		}
	}
	expect(false, "momentum", "schedule", "warmup", "weight-decay", "label-smoothing", "ema")
	expect(true, "nesterov", "beta1", "beta2", "alpha", "epsilon", "step-every", "step-factor", "patience")
	if got := hidden(); got != 7 {
		t.Errorf("%d fields are out of sight, want those of Adam, of RMSprop and of steps, 7", got)
	}
	act(s, state.ChangeField, state.FieldChange{ID: "optimizer", Text: "adam", Done: true})
	act(s, state.ChangeField, state.FieldChange{ID: "schedule", Text: "step", Done: true})
	act(s, state.ChangeField, state.FieldChange{ID: "loss-function", Text: "squarederror", Done: true})
	expect(false, "beta1", "beta2", "epsilon", "step-every", "step-factor")
	expect(true, "momentum", "nesterov", "alpha", "patience", "label-smoothing")
	if got := hidden(); got != 3 {
		t.Errorf("%d fields are out of sight, want Nesterov's, RMSprop's and the plateau's, 3", got)
	}
	act(s, state.ChangeField, state.FieldChange{ID: "optimizer", Text: "rmsprop", Done: true})
	act(s, state.ChangeField, state.FieldChange{ID: "schedule", Text: "plateau", Done: true})
	expect(false, "momentum", "alpha", "epsilon", "step-factor", "patience")
	expect(true, "nesterov", "beta1", "beta2", "step-every")
}
