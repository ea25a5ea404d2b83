package training

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/runtable"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/view/dataset"
	"digitlab/web/view/ratetest"
)

// setup holds all that a run is set up with. It folds to one line when a run
// begins, so that its curves have the room.
type setup struct {
	app.Compo
	settings  state.Settings
	catalogue form.Catalogue
	training  state.Training
	stands    bool // a run did, when the fold was last looked after
}

// OnInit says what the page shows before it answers.
func (c *setup) OnInit() { c.settings = state.InitialSettings() }

// OnMount watches the settings and the run.
func (c *setup) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.SettingsKey.Observe(ctx, &c.settings, c.unfold)
	state.CatalogueKey.Observe(ctx, &c.catalogue)
	state.TrainingKey.Observe(ctx, &c.training, c.fold)
}

// Render shows the fold: in its line what is set, which is to be read while it is
// closed.
func (c *setup) Render() app.UI {
	return app.Details().ID("settings").Class("setup").Open(true).Body(
		app.Summary().Body(
			app.Strong().Text(text.T("Settings")),
			app.Span().Class("setup-line").Text(runtable.FormName(c.settings.Form, c.catalogue)),
			app.Span().Class("setup-change").Text(text.T("Change settings")),
		),
		app.Div().Class("setup-body").Body(
			&steering{}, &datasetPanel{}, &dataset.Kept{}, &recipePicker{}, &controls{}, &ratetest.Panel{}, &moreSettings{},
		),
	)
}

// fold closes the fold when a run begins. It stays closed when the run ends: what
// is read below it would jump.
func (c *setup) fold() {
	stands := c.training.Active()
	if stands && !c.stands {
		c.JSValue().Set("open", false)
	}
	c.stands = stands
}

// unfold opens the fold for a fault in it to be seen.
func (c *setup) unfold() {
	if len(c.settings.Faults) > 0 {
		c.JSValue().Set("open", true)
	}
}
