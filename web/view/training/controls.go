package training

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/view/ratetest"
)

// controls are the fields that a run is set up with, but for those of
// moreSettings.
type controls struct {
	app.Compo
	settings state.Settings
}

// OnInit fills in what the page shows before it answers.
func (c *controls) OnInit() { c.settings = state.InitialSettings() }

// OnMount watches the settings.
func (c *controls) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.SettingsKey.Observe(ctx, &c.settings)
}

// Render shows the fields.
func (c *controls) Render() app.UI {
	return app.Div().Class("fields").Body(
		renderField(c.settings, form.Loss),
		renderField(c.settings, form.LearningRate, &ratetest.Button{}),
		renderField(c.settings, form.Momentum),
		renderField(c.settings, form.BatchSize),
		renderField(c.settings, form.Epochs),
		renderField(c.settings, form.Seed),
		renderField(c.settings, form.Workers),
		app.Div().Class("field").Body(
			renderLabel("train-from", text.T("Start from"), text.T("Random weights, or those that answer now")),
			ui.Select("train-from", c.settings.Origin, []ui.Choice{
				{Value: state.OriginFresh, Text: text.T("fresh weights")},
				{Value: state.OriginPresent, Text: text.T("the present ones")},
			}, c.onOrigin).Aria("describedby", "train-from-explain-text "+laterID("train-from")),
			renderLater("train-from", c.originLater()),
		),
	)
}

func (c *controls) onOrigin(ctx app.Context, _ app.Event) {
	state.ChangeOrigin.Raise(ctx, ctx.JSSrc().Get("value").String())
}

// originLater reports whether the weights to start from are others than those of the
// run under way.
func (c *controls) originLater() bool {
	under := c.settings.UnderWay
	return under != nil && under.Origin != "" && under.Origin != c.settings.Origin
}
