package web

import (
	"regexp"
	"strings"
	"testing"

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

func someCatalogue() catalogue {
	list := someRecipes()
	c := catalogue{Networks: list.Networks, Augments: list.Augments, Effects: list.Effects}
	for _, r := range list.Recipes {
		c.Recipes = append(c.Recipes, recipe{r.Name, formOf(r.Settings)})
	}
	return c
}

func TestRecipeFillsTheFields(t *testing.T) {
	s := newStage(t)
	if got := s.value("recipe"); got != "tutorial" {
		t.Errorf("before the trainer has told, #recipe has data-value %q, want tutorial", got)
	}
	s.say(someRecipes(), readyMessage)
	s.asked()
	s.act(changeField, fieldChange{ID: "seed", Text: "7", Done: true})
	s.act(changeField, fieldChange{ID: "workers", Text: "5", Done: true})
	s.act(changeField, fieldChange{ID: "beta1", Text: "0.5", Done: true}) // which does not count
	if got := s.value("recipe"); got != "tutorial" {
		t.Errorf("with another seed #recipe has data-value %q, want tutorial", got)
	}
	s.act(chooseRecipe, "fast")
	for id, want := range map[string]string{
		"recipe": "fast", "learning-rate": "0.15", "momentum": "0.9", "nesterov": "1", "schedule": "onecycle",
		"label-smoothing": "0.05", "ema": "0.99", "batch-size": "64", "epochs": "2", "seed": "7", "workers": "5", "beta1": "0.9",
	} {
		if got := s.value(id); got != want {
			t.Errorf("after choosing fast #%s has data-value %q, want %q", id, got, want)
		}
	}
	s.act(changeField, fieldChange{ID: "momentum", Text: "0.8", Done: true})
	if got := s.value("recipe"); got != "own" {
		t.Errorf("after a change #recipe has data-value %q, want own", got)
	}
	s.act(changeField, fieldChange{ID: "momentum", Text: ".90", Done: true})
	if got := s.value("recipe"); got != "fast" {
		t.Errorf("after changing it back #recipe has data-value %q, want fast", got)
	}
	s.sent()
	s.act(startRun, nil)
	want := someRecipes().Recipes[1].Settings
	want.Seed, want.Workers = 7, 5
	s.expectSent(&worker.Start{Settings: want})
}

func TestRecipeMendsFaults(t *testing.T) {
	s := newStage(t)
	s.say(someRecipes())
	s.act(changeField, fieldChange{ID: "learning-rate", Text: "none", Done: true})
	s.act(changeField, fieldChange{ID: "seed", Text: "none", Done: true})
	s.act(chooseRecipe, "fast")
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
	expect(true, "nesterov", "beta1", "beta2", "epsilon", "step-every", "step-factor")
	if got := hidden(); got != 5 {
		t.Errorf("%d fields are out of sight, want those of Adam and of steps, 5", got)
	}
	s.act(changeField, fieldChange{ID: "optimizer", Text: "adam", Done: true})
	s.act(changeField, fieldChange{ID: "schedule", Text: "step", Done: true})
	s.act(changeField, fieldChange{ID: "loss-function", Text: "squarederror", Done: true})
	expect(false, "beta1", "beta2", "epsilon", "step-every", "step-factor")
	expect(true, "momentum", "nesterov", "label-smoothing")
	if got := hidden(); got != 1 {
		t.Errorf("%d fields are out of sight, want Nesterov's alone", got)
	}
}
