package web

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/plot"
	"digitlab/web/text"
)

// readingShown is what a chart says about the place that is read.
type readingShown struct {
	Title string // "" for nothing
	X     float64
	Width float64 // of the chart, px
	Rows  []readingRow

	Smoothed bool // the loss is an average
}

// readingRow is what it says about one run.
type readingRow struct {
	Slot                 int
	Name, Loss, Accuracy string
}

// chartReadingState names the state with the readingShown of a chart.
func chartReadingState(chart string) string { return "reading-" + chart }

// maxReadingRows is how many runs there is room for.
const maxReadingRows = 12

// showReading shows what is read, nil for nothing, and says it to those who
// move by keys.
func (c *chart) showReading(ctx app.Context, r *plot.Reading) {
	var shown readingShown
	slider := c.hands.target
	view := c.hands.view()
	slider.Call("setAttribute", "aria-valuemin", number(view.Low))
	slider.Call("setAttribute", "aria-valuemax", number(view.High))
	if r == nil || len(r.Runs) == 0 {
		slider.Call("setAttribute", "aria-valuenow", number(view.Low))
		slider.Call("setAttribute", "aria-valuetext", text.T("no place is read yet"))
	} else {
		shown = readingShown{Title: placeText(c.options.X, r.At), X: r.X, Width: c.sheet.figure.Width, Smoothed: c.options.Smoothing > 0}
		for i := range r.Runs {
			shown.Rows = append(shown.Rows, newReadingRow(&r.Runs[i]))
		}
		slider.Call("setAttribute", "aria-valuenow", number(r.At))
		slider.Call("setAttribute", "aria-valuetext", shown.String())
	}
	ctx.SetState(chartReadingState(c.ID), shown)
}

// placeText names a place on the x axis.
func placeText(unit plot.XUnit, at float64) string {
	switch unit {
	case plot.Epochs:
		return text.F("after %.2f epochs", at)
	case plot.Seconds:
		return text.F("after %s", duration(at))
	}
	return text.F("step %s", grouped(max(int(at+.5), 1)))
}

func newReadingRow(r *plot.RunReading) readingRow {
	row := readingRow{Slot: r.Run.Slot, Name: r.Name, Loss: decimals(r.Smooth, 4), Accuracy: percent(r.Accuracy, 1)}
	if r.Ended {
		row.Name = text.F("%s, ended at step %s", row.Name, grouped(r.Step))
	}
	switch {
	case r.Test != nil:
		row.Accuracy = text.F("%s, test %s", row.Accuracy, percent(r.Test.Accuracy, 2))
	case r.Valid != nil:
		row.Accuracy = text.F("%s, validation %s", row.Accuracy, percent(r.Valid.Accuracy, 2))
	}
	return row
}

// String puts what is shown into a sentence for each run.
func (s readingShown) String() string {
	all := s.Title + "."
	for _, row := range s.Rows {
		all += " " + text.F("%s: loss %s, accuracy %s.", row.Name, row.Loss, row.Accuracy)
	}
	return all
}

func (s readingShown) lossHead() string {
	if s.Smoothed {
		return text.T("Loss, smoothed")
	}
	return text.T("Loss")
}

// chartReading shows what a chart says about the place that is read.
type chartReading struct {
	app.Compo
	Chart string
	shown readingShown
}

// OnMount watches what is read.
func (c *chartReading) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(chartReadingState(c.Chart)).Value(&c.shown)
}

// Render shows a table beside the place, on the side with more room.
func (c *chartReading) Render() app.UI {
	s := c.shown
	box := app.Div().Class("reading").Aria("hidden", "true").Hidden(s.Title == "")
	if s.Title == "" {
		return box
	}
	left, right := strconv.FormatFloat(s.X+12, 'f', 0, 64)+"px", "auto"
	if s.X > s.Width/2 {
		left, right = "auto", strconv.FormatFloat(s.Width-s.X+12, 'f', 0, 64)+"px"
	}
	rows := s.Rows[:min(len(s.Rows), maxReadingRows)]
	return box.Style("left", left).Style("right", right).Body(
		app.Div().Class("reading-row", "reading-head").Body(
			app.Strong().Text(s.Title),
			app.Span().Text(s.lossHead()),
			app.Span().Text(text.T("Accuracy")),
		),
		app.Range(rows).Slice(func(i int) app.UI {
			return app.Div().Class("reading-row").Body(
				renderRunKey(rows[i].Slot),
				app.Span().Class("reading-name").Text(rows[i].Name),
				app.Span().Text(rows[i].Loss),
				app.Span().Text(rows[i].Accuracy),
			)
		}),
		app.If(len(s.Rows) > len(rows), app.Span().Text(text.F("and %d more", len(s.Rows)-len(rows)))),
	)
}
