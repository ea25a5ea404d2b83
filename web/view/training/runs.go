package training

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
)

// runsPanel lists the runs that there are to compare.
type runsPanel struct {
	app.Compo
	rows state.RunRows
}

// OnMount watches the list.
func (c *runsPanel) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.RunRowsKey.Observe(ctx, &c.rows)
}

// Render shows the runs, the newest first, and what can be done with them.
func (c *runsPanel) Render() app.UI {
	rows := c.rows.Rows
	return app.Section().Class("runs").Aria("labelledby", "runs-title").Body(
		app.Div().Class("runs-head").Body(
			app.H3().ID("runs-title").Text(text.T("Runs")),
			app.Div().Class("buttons").Role("group").Aria("label", text.T("Export the ticked runs")).Body(
				c.renderExport(state.ExportCSV, "CSV", text.T("A table of all steps")),
				c.renderExport(state.ExportJSON, "JSON", text.T("Settings and curves, for programs")),
				c.renderExport(state.ExportPNG, "PNG", text.T("The chart as a picture")),
				c.renderExport(state.ExportSVG, "SVG", text.T("The chart as a drawing")),
			),
		),
		app.P().Class("hint").Hidden(len(rows) > 0).
			Text(text.T("Every run stays here, with its settings and curves, to be compared with the next.")),
		app.Ul().ID("runs").DataSet("value", len(rows)).Body(
			app.Range(rows).Slice(func(i int) app.UI {
				return &runLine{Run: rows[len(rows)-1-i]}
			}),
		),
		app.Div().Class("runs-foot").Role("status").Body(
			app.If(c.rows.Deleted != "",
				app.Span().Text(text.F("Deleted: %s.", c.rows.Deleted)),
				app.Button().Type("button").ID("runs-undo").Text(text.T("Undo")).OnClick(c.onUndo),
			),
			app.If(c.rows.NotSaved != "", app.Span().ID("runs-not-kept").Text(c.rows.NotSaved)),
		),
	)
}

func (c *runsPanel) renderExport(kind, label, title string) app.UI {
	return app.Button().Type("button").ID("runs-export-"+kind).Text(label).Title(title).
		Disabled(!c.anyShown()).DataSet("kind", kind).OnClick(c.onExport, kind)
}

func (c *runsPanel) anyShown() bool {
	for i := range c.rows.Rows {
		if c.rows.Rows[i].Shown {
			return true
		}
	}
	return false
}

func (c *runsPanel) onUndo(ctx app.Context, _ app.Event) { state.BringRun.Raise(ctx) }

func (c *runsPanel) onExport(ctx app.Context, _ app.Event) {
	state.ExportRuns.Raise(ctx, ctx.JSSrc().Get("dataset").Get("kind").String())
}
