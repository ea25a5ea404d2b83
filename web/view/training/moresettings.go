package training

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/text"
)

// moreSettings are the fields that the tutorial does without, in a fold.
type moreSettings struct {
	app.Compo
	settings state.Settings
}

// OnInit fills in what the page shows before it answers.
func (c *moreSettings) OnInit() { c.settings = state.InitialSettings() }

// OnMount watches the settings.
func (c *moreSettings) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.SettingsKey.Observe(ctx, &c.settings, c.unfold)
}

// Render shows the fields in groups.
func (c *moreSettings) Render() app.UI {
	return app.Details().ID("more-settings").Class("more").Body(
		app.Summary().Text(text.T("More settings")),
		c.renderGroup(text.T("Optimiser"), []int{form.Optimizer, form.Nesterov, form.Beta1, form.Beta2, form.Alpha, form.Epsilon}),
		c.renderGroup(text.T("Schedule"), []int{form.Schedule, form.Warmup, form.StepEvery, form.StepFactor, form.Patience}, &rateCurve{}),
		c.renderGroup(text.T("Regularisation"), []int{form.WeightDecay, form.LabelSmoothing, form.EMA}),
		c.renderGroup(text.T("How the run ends"), []int{form.Steps, form.Keep, form.EarlyStop}),
		&networkEditor{},
		&augmentEditor{},
	)
}

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

// inMoreSettings reports whether a field is in the fold.
func inMoreSettings(i int) bool { return i > form.Workers }

// unfold opens the fold for a fault in it to be seen.
func (c *moreSettings) unfold() {
	if slices.ContainsFunc(c.settings.Faults, func(f form.Fault) bool { return inMoreSettings(f.Field) }) {
		c.JSValue().Set("open", true)
	}
}
