package chart

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/plot"
	"digitlab/web/state"
	"digitlab/web/text"
)

// readoutContent is what a chart says about the place that is read.
type readoutContent struct {
	Title string // "" for nothing
	X     float64
	Width float64 // of the chart, px
	Rows  []readoutRow

	Smoothed bool // the loss is an average
}

// readoutRow is what it says about one run.
type readoutRow struct {
	Slot                 int
	Name, Loss, Accuracy string
	Changed              string // what was last changed in its settings
}

// readoutKey names the state with the readoutContent of a chart.
func readoutKey(chart string) state.Key[readoutContent] {
	return state.Key[readoutContent]("reading-" + chart)
}

// maxReadoutRows is how many runs there is room for.
const maxReadoutRows = 12

// showReadout shows what is read, nil for nothing, and says it to those who
// move by keys.
func (c *Chart) showReadout(ctx app.Context, r *plot.Readout) {
	var shown readoutContent
	slider := c.input.target
	view := c.input.view()
	slider.Call("setAttribute", "aria-valuemin", number.Plain(view.Low))
	slider.Call("setAttribute", "aria-valuemax", number.Plain(view.High))
	if r == nil || len(r.Runs) == 0 {
		slider.Call("setAttribute", "aria-valuenow", number.Plain(view.Low))
		slider.Call("setAttribute", "aria-valuetext", text.T("no place is chosen yet"))
	} else {
		shown = readoutContent{Title: placeText(c.options.X, r.At), X: r.X * c.sheet.scale, Width: c.sheet.figure.Width * c.sheet.scale, Smoothed: c.options.Smoothing > 0}
		for i := range r.Runs {
			shown.Rows = append(shown.Rows, newReadoutRow(&r.Runs[i]))
		}
		slider.Call("setAttribute", "aria-valuenow", number.Plain(r.At))
		slider.Call("setAttribute", "aria-valuetext", shown.String())
	}
	readoutKey(c.ID).Set(ctx, shown)
}

// placeText names a place on the x axis.
func placeText(unit plot.XUnit, at float64) string {
	switch unit {
	case plot.Epochs:
		return text.F("after %.2f epochs", at)
	case plot.Seconds:
		return text.F("after %s", number.Duration(at))
	}
	return text.F("step %s", number.Grouped(max(int(at+.5), 1)))
}

func newReadoutRow(r *plot.RunReadout) readoutRow {
	row := readoutRow{Slot: r.Run.Slot, Name: r.Name, Loss: number.Decimals(r.Smooth, 4), Accuracy: number.Percent(r.Accuracy, 1)}
	if r.Ended {
		row.Name = text.F("%s, ended at step %s", row.Name, number.Grouped(r.Step))
	}
	switch {
	case r.Test != nil:
		row.Accuracy = text.F("%s, test %s", row.Accuracy, number.Percent(r.Test.Accuracy, 2))
	case r.Sample != nil:
		row.Accuracy = text.F("%s, validation %s of %d images", row.Accuracy, number.Percent(r.Sample.Accuracy, 1), r.Run.History.SampleImages)
	case r.Valid != nil:
		row.Accuracy = text.F("%s, validation %s", row.Accuracy, number.Percent(r.Valid.Accuracy, 2))
	}
	if len(r.Changed) > 0 {
		row.Changed = text.F("since step %s: %s", number.Grouped(r.Changed[0].Step), changeTexts(r.Changed))
	}
	return row
}

// String puts what is shown into a sentence for each run.
func (s readoutContent) String() string {
	all := s.Title + "."
	for _, row := range s.Rows {
		all += " " + text.F("%s: loss %s, accuracy %s.", row.Name, row.Loss, row.Accuracy)
		if row.Changed != "" {
			all += " " + row.Changed + "."
		}
	}
	return all
}

func (s readoutContent) lossHead() string {
	if s.Smoothed {
		return text.T("Loss, smoothed")
	}
	return text.T("Loss")
}

// readout shows what a chart says about the place that is read.
type readout struct {
	app.Compo
	Chart string
	shown readoutContent
}

// OnMount watches what is read.
func (c *readout) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	readoutKey(c.Chart).Observe(ctx, &c.shown)
}

// Render shows a table beside the place, on the side with more room.
func (c *readout) Render() app.UI {
	s := c.shown
	box := app.Div().Class("reading").Aria("hidden", "true").Hidden(s.Title == "")
	if s.Title == "" {
		return box
	}
	left, right := strconv.FormatFloat(s.X+12, 'f', 0, 64)+"px", "auto"
	if s.X > s.Width/2 {
		left, right = "auto", strconv.FormatFloat(s.Width-s.X+12, 'f', 0, 64)+"px"
	}
	rows := s.Rows[:min(len(s.Rows), maxReadoutRows)]
	return box.Style("left", left).Style("right", right).Body(
		app.Div().Class("reading-row", "reading-head").Body(
			app.Strong().Text(s.Title),
			app.Span().Text(s.lossHead()),
			app.Span().Text(text.T("Accuracy")),
		),
		app.Range(rows).Slice(func(i int) app.UI {
			return app.Div().Class("reading-row").Body(
				RunKey(rows[i].Slot),
				app.Span().Class("reading-name").Text(rows[i].Name),
				app.Span().Text(rows[i].Loss),
				app.Span().Text(rows[i].Accuracy),
				app.If(rows[i].Changed != "", app.Small().Class("reading-changed").Text(rows[i].Changed)),
			)
		}),
		app.If(len(s.Rows) > len(rows), app.Span().Text(text.F("and %d more", len(s.Rows)-len(rows)))),
	)
}
