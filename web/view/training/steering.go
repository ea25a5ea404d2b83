package training

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/runtable"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// steering tells what can be changed in the run under way, and what has been; and
// what the next run is to change by itself.
type steering struct {
	app.Compo
	settings  state.Settings
	catalogue form.Catalogue
}

// OnMount watches the settings.
func (c *steering) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.SettingsKey.Observe(ctx, &c.settings)
	state.CatalogueKey.Observe(ctx, &c.catalogue)
}

// Render shows a fold, and a line if changes are planned.
func (c *steering) Render() app.UI {
	planned, under := c.settings.Planned, c.settings.UnderWay
	var made []worker.SettingChange
	if under != nil {
		made = under.Changes
	}
	line := ""
	if len(planned) > 0 {
		line = text.F("As in “%s”, the next run makes these changes: %s.", c.settings.PlannedOf, runtable.ChangesText(planned, c.catalogue))
	}
	return app.Div().Class("steering").Body(
		app.P().ID("planned").Class("hint").Role("status").DataSet("value", len(planned)).Text(line),
		app.Button().Type("button").ID("planned-drop").Class("quiet").Hidden(len(planned) == 0).
			Text(text.T("Without these changes")).OnClick(c.onDrop),
		app.Details().ID("steering").Class("steering-fold").DataSet("value", len(made)).Hidden(under == nil).Body(
			app.Summary().Text(text.T("What can be changed now")),
			app.P().Class("hint").Text(text.T("These fields count from the next batch on, also while the run is paused: learning rate, momentum, "+
				"the optimiser's other numbers, weight decay, label smoothing, effects, epochs, early stop and workers. "+
				"All others count from the next run. "+
				"A schedule multiplies the new learning rate as it did the old one. With another number of epochs it goes on "+
				"as if the run had been that long from the start. The chart marks each change.")),
			app.Ul().ID("changes").Class("hint").Hidden(len(made) == 0).Body(
				app.Range(made).Slice(func(i int) app.UI {
					return app.Li().Text(runtable.ChangeText(made[i], c.catalogue))
				}),
			),
		),
	)
}

func (c *steering) onDrop(ctx app.Context, _ app.Event) { state.DropPlanned.Raise(ctx) }
