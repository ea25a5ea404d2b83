package web

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// chooseRecipe is the action of filling the fields; its value is the name of a
// recipe.
const chooseRecipe = "/recipes/choose"

// recipe is settings that go well together.
type recipe struct {
	Name string
	Form form
}

// Names of recipes that the page has words of its own for.
const (
	recipeTutorial = "tutorial"
	recipeOwn      = "own" // what the fields show when it is no recipe of the trainer's
)

// ofRecipe tells whether recipes set a field: the seed and the number of
// workers have nothing to do with how well a network learns.
func ofRecipe(i int) bool { return i != fieldSeed && i != fieldWorkers }

// follow returns the form with the fields that recipes set as in r.
func (f form) follow(r recipe) form {
	for i, text := range r.Form {
		if ofRecipe(i) {
			f[i] = text
		}
	}
	return f
}

// follows tells whether the form, as far as its fields count, is what r says.
func (f form) follows(r recipe) bool {
	for i, text := range r.Form {
		if ofRecipe(i) && f.means(i) && !sameValue(f[i], text) {
			return false
		}
	}
	return true
}

// sameValue tells whether two texts of a field say the same, such as 0.5 and .50.
func sameValue(a, b string) bool {
	return sameText(a, b) || parseDecimal(a) == parseDecimal(b)
}

// recipes returns those there are to choose from. The tutorial's are the
// defaults, which the page knows by itself.
func (c catalogue) recipes() []recipe {
	if !c.told() {
		return []recipe{{recipeTutorial, defaultForm(1)}}
	}
	return c.Recipes
}

func (c catalogue) recipe(name string) (r recipe, ok bool) {
	i := slices.IndexFunc(c.recipes(), func(r recipe) bool { return r.Name == name })
	if i < 0 {
		return r, false
	}
	return c.recipes()[i], true
}

// names lists the recipes in a sentence.
func (c catalogue) names() string {
	var names []string
	for _, r := range c.recipes() {
		names = append(names, r.Name)
	}
	return strings.Join(names, ", ")
}

// nameOf returns the name of the recipe that a form follows, or recipeOwn.
func (c catalogue) nameOf(f form) string {
	for _, r := range c.recipes() {
		if f.follows(r) {
			return r.Name
		}
	}
	return recipeOwn
}

func (l *lab) chooseRecipe(ctx app.Context, a app.Action) {
	chosen, ok := l.catalogue.recipe(a.Value.(string))
	if !ok {
		return
	}
	l.setForm(ctx, l.settings.Form.follow(chosen))
	l.writeLink(ctx)
}

// recipePicker fills the fields with settings that go well together.
type recipePicker struct {
	app.Compo
	settings  settings
	catalogue catalogue
}

// OnInit shows what the page shows before it answers.
func (c *recipePicker) OnInit() { c.settings = initialSettings() }

// OnMount watches the settings, which may be those of a recipe.
func (c *recipePicker) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(settingsState).Value(&c.settings)
	ctx.ObserveState(catalogueState).Value(&c.catalogue)
}

// recipeWords are what people call a recipe, and what it is for.
var recipeWords = map[string]struct{ Name, Purpose string }{
	recipeTutorial: {"Tutorial", "Plain gradient descent, as in the tutorial: slow, and easy to follow."},
	"fast":         {"Fast", "Learns most from few images."},
	"best":         {"Best", "Takes its time, and gets the most out of the network."},
	recipeOwn:      {"Own", "Your own settings. Choose a recipe to fill in all of them."},
}

// Render shows the choice and what the chosen one is for.
func (c *recipePicker) Render() app.UI {
	now := c.catalogue.nameOf(c.settings.Form)
	var choices []choice
	for _, r := range c.catalogue.recipes() {
		choices = append(choices, choice{r.Name, recipeName(r.Name)})
	}
	if now == recipeOwn {
		choices = append(choices, choice{recipeOwn, recipeName(recipeOwn)})
	}
	return app.Div().Class("recipe").Body(
		app.Div().Class("field").Body(
			app.Label().For("recipe").Text(text.T("Recipe")),
			renderSelect("recipe", now, choices, c.onChoose).Aria("describedby", "recipe-purpose"),
		),
		app.P().ID("recipe-purpose").Class("hint").Text(text.T(recipeWords[now].Purpose)),
	)
}

func recipeName(name string) string {
	if words, ok := recipeWords[name]; ok {
		return text.T(words.Name)
	}
	return name
}

func (c *recipePicker) onChoose(ctx app.Context, _ app.Event) {
	ctx.NewActionWithValue(chooseRecipe, ctx.JSSrc().Get("value").String())
}
