package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// moreSettings are the fields that the tutorial does without, in a fold.
type moreSettings struct {
	app.Compo
	settings settings
}

// OnInit fills in what the page shows before it answers.
func (c *moreSettings) OnInit() { c.settings = initialSettings() }

// OnMount watches the settings.
func (c *moreSettings) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(settingsState).Value(&c.settings)
}

// Render shows the fields in groups.
func (c *moreSettings) Render() app.UI {
	return app.Details().ID(moreSettingsID).Class("more").Body(
		app.Summary().Text(text.T("More settings")),
		c.renderGroup(text.T("Optimiser"), []int{fieldOptimizer, fieldNesterov, fieldBeta1, fieldBeta2, fieldEpsilon}),
		c.renderGroup(text.T("Schedule"), []int{fieldSchedule, fieldWarmup, fieldStepEvery, fieldStepFactor}, &rateCurve{}),
		c.renderGroup(text.T("Regularisation"), []int{fieldWeightDecay, fieldLabelSmoothing, fieldEMA}),
		&networkEditor{},
		&augmentEditor{},
	)
}

const moreSettingsID = "more-settings"

func (c *moreSettings) renderGroup(legend string, list []int, more ...app.UI) app.UI {
	var content []app.UI
	for _, field := range list {
		content = append(content, renderExplained(c.settings, field))
	}
	return app.FieldSet().Class("group").Body(
		app.Legend().Text(legend),
		app.Div().Class("fields").Body(append(content, more...)...),
	)
}

// inMoreSettings tells whether a field is in the fold.
func inMoreSettings(i int) bool { return i > fieldWorkers }

// unfold opens the fold, for a fault in it to be seen.
func unfold() {
	if fold := app.Window().GetElementByID(moreSettingsID); fold.Truthy() {
		fold.Set("open", true)
	}
}
