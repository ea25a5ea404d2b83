package training

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// recipePicker fills the fields with settings that go well together.
type recipePicker struct {
	app.Compo
	settings  state.Settings
	catalogue form.Catalogue
}

// OnInit shows what the page shows before it answers.
func (c *recipePicker) OnInit() { c.settings = state.InitialSettings() }

// OnMount watches the settings, which may be those of a recipe.
func (c *recipePicker) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.SettingsKey.Observe(ctx, &c.settings)
	state.CatalogueKey.Observe(ctx, &c.catalogue)
}

// recipeWords are what people call a recipe, and what it is for.
var recipeWords = map[string]struct{ Name, Purpose string }{
	form.RecipeTutorial: {"Tutorial", "Plain gradient descent, as in the tutorial: slow, and easy to follow."},
	"fast":              {"Fast", "Learns most from few images."},
	"best":              {"Best", "Takes its time, and gets the most out of the network."},
	"oneepoch":          {"One epoch", "SimpleNet sees each image once, and reads 99 % of those it has never seen."},
	"sprint":            {"Sprint", "Reads 99 % after seconds, with a network made for it."},
	form.RecipeOwn:      {"Custom", "Your own settings. Choose a recipe to fill in all of them."},
}

// Render shows the choice and what the chosen one is for.
func (c *recipePicker) Render() app.UI {
	now := c.catalogue.RecipeOf(c.settings.Form)
	var choices []ui.Choice
	for _, r := range c.catalogue.AllRecipes() {
		choices = append(choices, ui.Choice{Value: r.Name, Text: recipeName(r.Name)})
	}
	if now == form.RecipeOwn {
		choices = append(choices, ui.Choice{Value: form.RecipeOwn, Text: recipeName(form.RecipeOwn)})
	}
	return app.Div().Class("recipe").Body(
		app.Div().Class("field").Body(
			app.Label().For("recipe").Text(text.T("Recipe")),
			ui.Select("recipe", now, choices, c.onChoose).Aria("describedby", "recipe-purpose"),
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
	state.ChooseRecipe.Raise(ctx, ctx.JSSrc().Get("value").String())
}
