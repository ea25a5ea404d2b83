package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// controls are the fields that a run is set up with, but for those of
// moreSettings.
type controls struct {
	app.Compo
	settings settings
}

// OnInit fills in what the page shows before it answers.
func (c *controls) OnInit() { c.settings = initialSettings() }

// OnMount watches the settings.
func (c *controls) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(settingsState).Value(&c.settings)
}

// Render shows the fields.
func (c *controls) Render() app.UI {
	return app.Div().Class("fields").Body(
		renderField(c.settings, fieldLoss),
		renderField(c.settings, fieldLearningRate),
		renderField(c.settings, fieldMomentum),
		renderField(c.settings, fieldBatchSize),
		renderField(c.settings, fieldEpochs),
		renderField(c.settings, fieldSeed),
		renderField(c.settings, fieldWorkers),
		app.Div().Class("field").Body(
			app.Label().For("train-from").Text(text.T("Start from")),
			renderSelect("train-from", c.settings.Origin, []choice{
				{originFresh, text.T("fresh weights")},
				{originPresent, text.T("the present ones")},
			}, c.onOrigin).Title(text.T("Random weights, or those that answer now")),
		),
	)
}

func (c *controls) onOrigin(ctx app.Context, _ app.Event) {
	ctx.NewActionWithValue(changeOrigin, ctx.JSSrc().Get("value").String())
}
