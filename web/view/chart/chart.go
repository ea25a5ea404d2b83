// Package chart shows the curves of runs on a canvas, to be read, zoomed and saved.
package chart

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/plot"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// Chart shows runs: their losses, each kind on its own scale, and the accuracy
// of all of them on one.
type Chart struct {
	app.Compo
	ID     string // of the picture
	Lesson string // whose newest round to show, "" for the runs that are ticked
	Notes  []plot.Note
	// How it begins; the visitor can choose otherwise.
	X       plot.XUnit // "" for steps
	LogLoss bool

	runs    state.RunList
	options options
	focus   string // ID of the run that the others stand back for
	table   bool   // the numbers are shown as well
	lesson  string // that is shown now
	sheet   *sheet
	input   *input
}

// LossChart is the ID of the chart of the runs that are ticked.
const LossChart = "loss-chart"

// OnInit smoothes the runs over about ten steps.
func (c *Chart) OnInit() {
	c.options = options{X: cmp.Or(c.X, plot.Steps), LogLoss: c.LogLoss, Smoothing: .9}
	c.lesson = c.Lesson
}

// OnMount begins to paint.
func (c *Chart) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	c.recallOptions()
	area := c.JSValue().Call("querySelector", ".chart-area")
	c.sheet = newSheet(area, func(r *plot.Readout) { c.showReadout(ctx, r) })
	c.input = newInput(ctx, c, area.Call("querySelector", ".chart-cursor"))
	state.RunFocusKey.Observe(ctx, &c.focus, c.show)
	state.RunsKey.Observe(ctx, &c.runs, c.show)
	state.ExportRuns.Handle(ctx, c.export)
	c.show()
}

// OnUpdate paints what another lesson has to show.
func (c *Chart) OnUpdate(app.Context) {
	if c.Lesson != c.lesson {
		c.OnInit()
	}
	c.show()
}

// OnDismount ends the painting.
func (c *Chart) OnDismount() {
	if c.sheet != nil {
		c.input.close()
		c.sheet.close()
	}
}

// show paints the chart anew. What was zoomed into may have gone with its run.
func (c *Chart) show() {
	f := c.figure()
	if !f.View.IsZero() {
		f.View = f.View.Within(f.All())
		c.options.View = f.View
	}
	c.sheet.show(f)
}

// figure returns what the chart is to show.
func (c *Chart) figure() plot.Figure {
	list := c.list()
	return plot.Figure{
		Runs: list, Names: c.runs.Named(list), Changes: c.runs.ChangesOf(list), Notes: c.Notes, Focus: c.focusIn(list),
		X: c.options.X, View: c.options.View, LogLoss: c.options.LogLoss, Smoothing: c.options.Smoothing,
		Empty: c.empty(),
	}
}

// empty says why there is no curve.
func (c *Chart) empty() string {
	if c.Lesson == "" && len(c.runs.List) > 0 {
		return text.T("No run is ticked")
	}
	return text.T("No run yet")
}

func (c *Chart) list() runs.List {
	if c.Lesson != "" {
		return c.runs.OfLesson(c.Lesson)
	}
	if c.options.X == plot.Seconds {
		return c.runs.List.Shown() // that of the page's weights has no clock
	}
	return c.runs.OnChart()
}

// focusIn returns the run in focus if it is in the list: for one that is not
// shown the others need not stand back.
func (c *Chart) focusIn(list runs.List) string {
	if list.Index(c.focus) < 0 {
		return ""
	}
	return c.focus
}

// setView shows a part of the runs, zero for all of them.
func (c *Chart) setView(ctx app.Context, view plot.Range) {
	buttonsChange := view.IsZero() != c.options.View.IsZero()
	c.options.View = view
	c.sheet.showMoving(c.figure())
	if buttonsChange {
		ctx.Dispatch(func(ctx app.Context) { dom.RescueFocus(ctx, c.ID+"-zoom-in") })
	}
}

// Render shows what can be set, the canvases, and the numbers if asked for.
func (c *Chart) Render() app.UI {
	list := c.list()
	return app.Div().Class("chart").Style("--panels", strconv.Itoa(c.panels(list))).Body(
		c.renderTools(),
		app.Div().Class("chart-area").Body(
			app.Canvas().ID(c.ID).DataSet("value", c.points(list)).
				Role("img").Aria("label", text.T("Loss and accuracy of the runs")).Aria("describedby", c.ID+"-text"),
			app.Canvas().Aria("hidden", "true"),
			app.Div().ID(c.ID+"-cursor").Class("chart-cursor").Role("slider").TabIndex(0).
				Aria("label", text.T("Place in the chart")).Aria("describedby", c.ID+"-keys").
				Aria("orientation", "horizontal").
				Aria("valuemin", 0).Aria("valuemax", 1).Aria("valuenow", 0).
				Aria("valuetext", text.T("no place is chosen yet")),
			&readout{Chart: c.ID},
		),
		c.renderLegend(list),
		app.P().ID(c.ID+"-keys").Class("hint", "chart-keys").
			Body(
				app.Span().Class("for-mouse").Text(text.T("Drag to zoom in, double click to see all. Keys: arrows, + and −, Home and End, Esc.")),
				app.Span().Class("for-touch").Text(text.T("Touch to read, pinch to zoom; ↔ shows all.")),
			),
		app.P().ID(c.ID+"-text").Class("unseen").Text(c.describe(list)),
		app.Details().ID(c.ID+"-table").Class("more", "chart-table").
			On("toggle", c.onTable).Body(c.renderNumbers(list)...),
	)
}

// describe puts what the chart shows into words.
func (c *Chart) describe(list runs.List) string {
	if len(list) == 0 {
		return c.empty()
	}
	return describeRuns(list, c.runs.Named(list), c.runs.ChangesOf(list))
}

// renderNumbers shows the runs as a table if it is asked for: it is made anew
// with every report of a run.
func (c *Chart) renderNumbers(list runs.List) []app.UI {
	body := []app.UI{app.Summary().Text(text.T("Numbers"))}
	if c.table {
		body = append(body, renderRunTable(list, c.runs.Named(list), c.runs.ChangesOf(list)))
	}
	return body
}

// panels returns how many scales there are above each other.
func (c *Chart) panels(list runs.List) int {
	losses := map[string]bool{}
	for i := range list {
		losses[list[i].Settings.Loss] = true
	}
	return max(len(losses), 1) + 1
}

// points returns how many points the present run has, or those of a lesson.
func (c *Chart) points(list runs.List) (count int) {
	if c.Lesson == "" {
		if run := c.runs.PresentRun(); run != nil {
			count = len(run.History.Loss)
		}
		return count
	}
	for i := range list {
		count += len(list[i].History.Loss)
	}
	return count
}

// renderTools shows what can be set.
func (c *Chart) renderTools() app.UI {
	return app.Div().Class("chart-tools").Role("group").Aria("label", text.T("Chart")).Body(
		app.Label().Class("chart-smoothing").OnInput(c.onSmoothing).Body(
			app.Span().Text(text.T("Smoothing")),
			&ui.Slider{
				ID: c.ID + "-smoothing", Max: float64(len(smoothings) - 1), Step: 1,
				Value: float64(smoothingIndex(c.options.Smoothing)), Words: smoothingText(c.options.Smoothing),
			},
		),
		app.Label().Class("chart-unit").Body(
			app.Span().Text(text.T("Over")),
			ui.Select(c.ID+"-x", string(c.options.X), ui.Translated(xUnits), c.onUnit),
		),
		app.Label().Class("check").Body(
			ui.Tick(app.Input().Type("checkbox").ID(c.ID+"-log").OnChange(c.onLog), c.options.LogLoss),
			app.Span().Text(text.T("Logarithmic")),
		),
		app.Div().Class("chart-zoom").Body(
			c.renderZoom("in", "+", text.T("Zoom in"), c.onZoomIn),
			c.renderZoom("out", "−", text.T("Zoom out"), c.onZoomOut).Disabled(c.options.View.IsZero()),
			c.renderZoom("all", "↔", text.T("Show all"), c.onZoomAll).Disabled(c.options.View.IsZero()),
		),
	)
}

func (c *Chart) renderZoom(what, sign, label string, on app.EventHandler) app.HTMLButton {
	return app.Button().Type("button").ID(c.ID+"-zoom-"+what).Text(sign).
		Title(label).Aria("label", label).OnClick(on)
}

// smoothings are the shares of the past that can be chosen: about 1, 2, 5, 10
// and so on steps are averaged.
var smoothings = []float64{0, .5, .8, .9, .95, .98, .99, .995, .998}

func smoothingIndex(smoothing float64) int { return slices.Index(smoothings, smoothing) }

func smoothingText(smoothing float64) string {
	if smoothing == 0 {
		return text.T("none")
	}
	return text.F("over about %d steps", int(1/(1-smoothing)+.5))
}

var xUnits = []ui.Choice{
	{Value: string(plot.Steps), Text: "Step"},
	{Value: string(plot.Epochs), Text: "Epoch"},
	{Value: string(plot.Seconds), Text: "Seconds"},
}

func (c *Chart) onSmoothing(ctx app.Context, e app.Event) {
	if _, i := ui.Slid(e); i < float64(len(smoothings)) {
		c.options.Smoothing = smoothings[int(i)]
		c.keepOptions(ctx)
		c.show()
	}
}

func (c *Chart) onUnit(ctx app.Context, _ app.Event) {
	c.options.X = plot.XUnit(ctx.JSSrc().Get("value").String())
	c.options.View = plot.Range{} // it was in the other unit
	c.keepOptions(ctx)
	c.show()
}

func (c *Chart) onLog(ctx app.Context, _ app.Event) {
	c.options.LogLoss = ctx.JSSrc().Get("checked").Bool()
	c.keepOptions(ctx)
	c.show()
}

func (c *Chart) onTable(ctx app.Context, _ app.Event)   { c.table = ctx.JSSrc().Get("open").Bool() }
func (c *Chart) onZoomIn(ctx app.Context, _ app.Event)  { c.input.zoom(ctx, zoomStep) }
func (c *Chart) onZoomOut(ctx app.Context, _ app.Event) { c.input.zoom(ctx, 1/zoomStep) }
func (c *Chart) onZoomAll(ctx app.Context, _ app.Event) { c.setView(ctx, plot.Range{}) }

// renderLegend tells the curves of a lesson apart; the list of runs is in another
// view.
func (c *Chart) renderLegend(list runs.List) app.UI {
	names := c.runs.Named(list)
	named := c.Lesson != "" || len(c.runs.List) == 0 && len(list) > 0
	return app.Ul().Class("chart-legend").Hidden(!named).Body(
		app.If(named, app.Range(list).Slice(func(i int) app.UI {
			return app.Li().Body(RunKey(list[i].Slot), app.Span().Text(names[i]))
		})),
	)
}
