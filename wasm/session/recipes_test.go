package session

import (
	"testing"

	"digitlab/data/augment"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// The page can start every recipe as the command line does.
func TestRecipesCrossWhole(t *testing.T) {
	p := newPage(t, nil, byMessage)
	p.send(&worker.Recipes{})
	list := lastOf[*worker.RecipeList](t, p.until("recipes", func(m worker.Message) bool {
		return worker.Kind(m) == worker.Kind((*worker.RecipeList)(nil))
	}))
	names := train.Recipes()
	if len(list.Recipes) != len(names) {
		t.Fatalf("%d recipes, want %v", len(list.Recipes), names)
	}
	for i, name := range names {
		want, err := train.Recipe(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := list.Recipes[i]; got.Name != name || parsed(t, got.Settings) != want {
			t.Errorf("recipe %s arrives as %+v, want %+v", name, got, want)
		}
	}
	want := train.HandSettings()
	want.Shuffle = true // as the page's settings always have it; learning a hand undoes it
	if got := parsed(t, list.Hand); got != want {
		t.Errorf("the settings for learning a hand arrive as %+v, want %+v", got, want)
	}
	for i, p := range nn.Presets() {
		if got := list.Networks[i]; got.Name != p.Name || got.Text != p.Layers {
			t.Errorf("network %s arrives as %+v", p.Name, got)
		}
	}
	for i, p := range augment.Presets() {
		if got := list.Augments[i]; got.Name != p.Name || got.Text != p.String() {
			t.Errorf("augmentation %s arrives as %+v", p.Name, got)
		}
	}
	for i, e := range augment.Effects() {
		if got := list.Effects[i]; got.Name != e.Name || got.Limit != e.Limit {
			t.Errorf("effect %s arrives as %+v", e.Name, got)
		}
	}
}
