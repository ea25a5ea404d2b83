package training

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/runtable"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// runsPanel is a table of the runs that there are to compare.
type runsPanel struct {
	app.Compo
	rows  runtable.Rows
	order runtable.Order
}

// OnInit puts the newest run first.
func (c *runsPanel) OnInit() { c.order = runtable.NewestFirst }

// OnMount watches the runs.
func (c *runsPanel) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.RunRowsKey.Observe(ctx, &c.rows)
}

// Render shows the runs, and what can be done with them.
func (c *runsPanel) Render() app.UI {
	rows := c.rows.Sorted(c.order)
	return app.Section().Class("runs").Aria("labelledby", "runs-title").Body(
		app.Div().Class("runs-head").Body(
			app.H3().ID("runs-title").Text(text.T("Runs")),
			app.Div().Class("buttons").Role("group").Aria("label", text.T("Export the ticked runs")).Body(
				c.renderExport(state.ExportCSV, "CSV"),
				c.renderExport(state.ExportJSON, "JSON"),
				c.renderExport(state.ExportPNG, "PNG"),
				c.renderExport(state.ExportSVG, "SVG"),
				&ui.Explain{ID: "runs-export-explain", About: text.T("Export the ticked runs"), Text: text.T("CSV: a table of all steps. " +
					"JSON: settings and curves, for programs. PNG: the chart as a picture. SVG: the chart as a drawing.")},
			),
		),
		app.P().Class("hint").Hidden(len(rows) > 0).
			Text(text.T("Every run stays here, with its settings and curves, to be compared with the next.")),
		app.Div().Class("runs-scroll").Hidden(len(rows) == 0).Body(
			app.Table().ID("runs").Role("table").DataSet("value", len(rows)).Aria("labelledby", "runs-title").Body(
				app.THead().Role("rowgroup").Body(app.Tr().Role("row").Body(c.renderHeads()...)),
				app.Range(rows).Slice(func(i int) app.UI { return &runLine{Run: rows[i]} }),
			),
		),
		app.Ul().ID("runs-spreads").Class("hint").Hidden(len(c.rows.Spreads) == 0).Body(
			app.Range(c.rows.Spreads).Slice(func(i int) app.UI { return app.Li().Text(c.rows.Spreads[i]) }),
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

// renderHeads shows the heads of the columns, which sort the table.
func (c *runsPanel) renderHeads() (heads []app.UI) {
	columns := append([]runtable.Column{{Key: runtable.ColumnRun, Label: text.T("Run")}}, c.rows.Columns...)
	for _, column := range columns {
		sorted, mark := "none", ""
		switch {
		case column.Key != c.order.Column:
		case c.order.Falls:
			sorted, mark = "descending", "▼"
		default:
			sorted, mark = "ascending", "▲"
		}
		heads = append(heads, app.Th().Scope("col").Role("columnheader").Aria("sort", sorted).Body(c.renderSort(column, mark)))
	}
	return heads
}

func (c *runsPanel) renderSort(column runtable.Column, mark string) app.UI {
	falls := "false"
	if column.Falls {
		falls = "true"
	}
	return app.Button().Type("button").ID("runs-sort-"+column.Key).Class("sort").
		DataSet("key", column.Key).DataSet("falls", falls).OnClick(c.onSort).
		Body(app.Text(column.Label), app.Span().Aria("hidden", "true").Text(mark))
}

// onSort sorts by a column, or, by the one that it is sorted by, the other way round.
func (c *runsPanel) onSort(ctx app.Context, _ app.Event) {
	set := ctx.JSSrc().Get("dataset")
	next := runtable.Order{Column: set.Get("key").String(), Falls: set.Get("falls").String() == "true"}
	if next.Column == c.order.Column {
		next.Falls = !c.order.Falls
	}
	c.order = next
}

func (c *runsPanel) renderExport(kind, label string) app.UI {
	return app.Button().Type("button").ID("runs-export-"+kind).Text(label).
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
