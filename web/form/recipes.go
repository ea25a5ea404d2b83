package form

import (
	"slices"
	"strings"
)

// Recipe is settings that go well together.
type Recipe struct {
	Name string
	Form Form
}

// Names of recipes that the page has words of its own for.
const (
	RecipeTutorial = "tutorial"
	RecipeOwn      = "own" // what the fields show when it is no recipe of the trainer's
)

// ofRecipe reports whether recipes set a field: the seed and the number of
// workers have nothing to do with how well a network learns.
func ofRecipe(i int) bool { return i != Seed && i != Workers }

// Follow returns the form with the fields that recipes set as in r.
func (f Form) Follow(r Recipe) Form {
	for i, text := range r.Form {
		if ofRecipe(i) {
			f[i] = text
		}
	}
	return f
}

// follows reports whether the form, as far as its fields count, is what r says.
func (f Form) follows(r Recipe) bool {
	for i, text := range r.Form {
		if ofRecipe(i) && f.Applies(i) && !sameValue(f[i], text) {
			return false
		}
	}
	return true
}

// sameValue reports whether two texts of a field say the same, such as 0.5 and .50.
func sameValue(a, b string) bool {
	return sameText(a, b) || parseDecimal(a) == parseDecimal(b)
}

// AllRecipes returns those there are to choose from. The tutorial's are the
// defaults, which the page knows by itself.
func (c Catalogue) AllRecipes() []Recipe {
	if !c.Told() {
		return []Recipe{{RecipeTutorial, Default(1)}}
	}
	return c.Recipes
}

// Recipe returns the recipe of a name, false if there is none.
func (c Catalogue) Recipe(name string) (r Recipe, ok bool) {
	i := slices.IndexFunc(c.AllRecipes(), func(r Recipe) bool { return r.Name == name })
	if i < 0 {
		return r, false
	}
	return c.AllRecipes()[i], true
}

// RecipeNames lists the recipes in a sentence.
func (c Catalogue) RecipeNames() string {
	var names []string
	for _, r := range c.AllRecipes() {
		names = append(names, r.Name)
	}
	return strings.Join(names, ", ")
}

// RecipeOf returns the name of the recipe that a form follows, or RecipeOwn.
func (c Catalogue) RecipeOf(f Form) string {
	for _, r := range c.AllRecipes() {
		if f.follows(r) {
			return r.Name
		}
	}
	return RecipeOwn
}
