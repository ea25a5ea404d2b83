package session

import (
	"slices"
	"testing"

	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/settings"
	"digitlab/web/form"
)

// What the page shows by itself, before the trainer has told, is the tutorial's
// recipe.
func TestFormBeginsWithTheTutorial(t *testing.T) {
	known := form.NewCatalogue(settings.Recipes())
	recipe := func(name string) form.Form {
		t.Helper()
		r, ok := known.Recipe(name)
		if !ok {
			t.Fatalf("there is no recipe %s", name)
		}
		return known.SpellOut(form.Default(1).Follow(r))
	}
	tutorial := recipe(form.RecipeTutorial)
	got := known.SpellOut(form.Default(1))
	for i, f := range form.Fields {
		if got[i] != tutorial[i] {
			t.Errorf("#%s begins with %q, want the tutorial's %q", f.ID, got[i], tutorial[i])
		}
	}
	if name := known.RecipeOf(got); name != form.RecipeTutorial {
		t.Errorf("the page begins with the recipe %s", name)
	}
	fast := recipe("fast")
	if fast[form.LearningRate] == tutorial[form.LearningRate] || fast[form.Schedule] == tutorial[form.Schedule] {
		t.Errorf("fast is %q, like the tutorial", fast)
	}
	for _, r := range known.Recipes {
		if faults := known.SpellOut(form.Default(1).Follow(r)).Check(); len(faults) > 0 {
			t.Errorf("the form refuses the recipe %s: %v", r.Name, faults)
		}
	}
}

// Whatever the page offers to choose, the trainer trains with.
func TestChoicesAreTheTrainers(t *testing.T) {
	for i, field := range form.Fields {
		for _, choice := range field.Choices {
			f := form.Default(1)
			f[i] = choice.Value
			if faults := f.Check(); len(faults) > 0 {
				t.Errorf("#%s of %s: %v", field.ID, choice.Value, faults)
			}
			asked := f.Settings()
			parsed, err := settings.Parse(asked)
			if err == nil {
				err = parsed.Check()
			}
			if err == nil {
				_, err = nn.LossByName(asked.Loss)
			}
			if err != nil {
				t.Errorf("#%s of %s: %v", field.ID, choice.Value, err)
			}
		}
	}
}

// The fields that steer a run are the settings that can change in it.
func TestSteeringFieldsAreTheTrainers(t *testing.T) {
	var keys []string
	for _, field := range form.Fields {
		if field.Steers {
			keys = append(keys, field.Key)
		}
	}
	want := train.Changeable()
	slices.Sort(keys)
	slices.Sort(want)
	if !slices.Equal(keys, want) {
		t.Errorf("the fields %q steer a run, want those of %q", keys, want)
	}
}

// The trainer takes every number that the form allows, and so every number of a
// link.
func TestTrainerTakesWhatTheFormAllows(t *testing.T) {
	numbers := []string{"0", "1", "64", "1e-30", "1e-31", "1e-45", "0.99999999", "0.9999", "1000", "10000", "1000000", "1e7", "1e30", "1e300", "9223372036854775807"}
	base := form.Default(1)
	base[form.Schedule], base[form.Epsilon] = "step", "1e-8"
	for i, field := range form.Fields {
		if field.Choices != nil || i == form.Network || i == form.Augment {
			continue
		}
		f := base
		switch i {
		case form.Nesterov:
			f[form.Momentum] = "0.9"
		case form.Beta1, form.Beta2, form.Epsilon:
			f[form.Optimizer] = "adam"
		case form.Alpha:
			f[form.Optimizer] = "rmsprop"
		case form.Patience:
			f[form.Schedule] = "plateau"
		}
		for _, number := range numbers {
			f[i] = number
			if len(f.Check()) > 0 {
				continue
			}
			if err := parsed(t, f.Settings()).Check(); err != nil {
				t.Errorf("the form allows %s=%s, the trainer says %v", field.Key, number, err)
			}
		}
	}
}
