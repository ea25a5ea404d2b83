package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/plot"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// renderCalibration shows how far the network's probabilities can be believed,
// as a diagram and as a table.
func renderCalibration(f state.Findings) []app.UI {
	title := app.H3().ID("reliability-title").Text(text.T("How sure, and how often right"))
	if f.Calibration == nil {
		return []app.UI{title, app.P().ID("reliability-none").Class("hint").Text(text.T(
			"These weights give one number and no probabilities: they do not say how sure they are."))}
	}
	return []app.UI{
		title,
		app.P().Class("hint").Text(text.T("Of the answers given with 80 % certainty, 80 % should be right. The orange part of a " +
			"bar is missing or too much; the calibration error is its mean height, over all images.")),
		renderTemperature(f.Calibration),
		renderReliability(f.Calibration),
		app.Details().Body(
			app.Summary().Text(text.T("The same in numbers")),
			renderBins(f.Calibration),
		),
	}
}

// renderTemperature says what the temperature of the weights is worth, if they
// have one.
func renderTemperature(c *worker.Calibration) app.UI {
	return app.If(c.Temperature > 0 && c.Temperature != 1, app.P().ID("report-ece-before").Class("hint").DataSet("value", number.Plain(c.ErrorBefore)).
		Text(text.F("These probabilities come from outputs divided by a temperature of %s, which fits the validation images best. "+
			"Without it the calibration error would be %s.",
			number.Plain(c.Temperature), number.Percent(c.ErrorBefore, 2))))
}

// reliability is the layout of the diagram, in the unit of its view box.
type reliability struct{ X, Y plot.Axis }

const reliabilityWidth, reliabilityHeight = 480, 300

func newReliability() reliability {
	return reliability{
		X: plot.NewAxis(0, 1, 5, 56, reliabilityWidth-26),
		Y: plot.NewAxis(0, 1, 5, reliabilityHeight-42, 26), // below the label
	}
}

// renderReliability shows a reliability diagram (DeGroot and Fienberg, "The
// Comparison and Evaluation of Forecasters", 1983): for each bin the accuracy
// as a bar, and up to the mean confidence what is missing or too much.
func renderReliability(c *worker.Calibration) app.UI {
	r := newReliability()
	return ui.SVG("svg", "").ID("reliability").DataSet("value", len(c.Bins)).
		Role("img").Aria("labelledby", "reliability-title reliability-text").
		Attr("viewBox", fmt.Sprintf("0 0 %d %d", reliabilityWidth, reliabilityHeight)).
		Body(
			ui.SVG("desc", "").ID("reliability-text").Text(describeCalibration(c)),
			ui.SVG("g", "grid").Body(r.renderGrid()...),
			ui.SVG("g", "accuracy").Body(r.renderBars(c.Bins, func(b worker.CalibrationBin) (from, to float64) {
				return 0, float64(b.Accuracy)
			})...),
			ui.SVG("g", "gap").Body(r.renderBars(c.Bins, func(b worker.CalibrationBin) (from, to float64) {
				return float64(b.Accuracy), float64(b.Confidence)
			})...),
			renderLine("perfect", r.X.Start, r.Y.Start, r.X.Stop, r.Y.Stop),
			ui.SVG("g", "labels").Body(r.renderLabels()...),
		)
}

func (r reliability) renderGrid() []app.UI {
	var lines []app.UI
	for _, v := range r.Y.Ticks {
		lines = append(lines, renderLine("line", r.X.Start, r.Y.At(v), r.X.Stop, r.Y.At(v)))
	}
	return append(lines, renderLine("axis", r.X.Start, r.Y.Start, r.X.Stop, r.Y.Start))
}

// renderBars shows a bar between two shares in each bin that holds images.
func (r reliability) renderBars(bins []worker.CalibrationBin, span func(worker.CalibrationBin) (from, to float64)) []app.UI {
	var bars []app.UI
	for i, b := range bins {
		if b.Images == 0 {
			continue
		}
		left, right := r.X.At(float64(i)/float64(len(bins))), r.X.At(float64(i+1)/float64(len(bins)))
		from, to := span(b)
		bars = append(bars, ui.SVG("rect", "").
			Attr("x", pixel(left+1)).Attr("width", pixel(right-left-2)).
			Attr("y", pixel(r.Y.At(math.Max(from, to)))).
			Attr("height", pixel(math.Abs(r.Y.At(to)-r.Y.At(from)))))
	}
	return bars
}

func (r reliability) renderLabels() []app.UI {
	var labels []app.UI
	for _, v := range r.Y.Ticks {
		labels = append(labels, renderLabel("end", r.X.Start-8, r.Y.At(v)+4, fmt.Sprintf("%.0f%%", 100*v)))
	}
	for _, v := range r.X.Ticks {
		labels = append(labels, renderLabel("middle", r.X.At(v), r.Y.Start+18, fmt.Sprintf("%.0f%%", 100*v)))
	}
	return append(labels,
		renderLabel("middle", (r.X.Start+r.X.Stop)/2, reliabilityHeight-4, text.T("how sure the network was")),
		renderLabel("start", r.X.Start, r.Y.Stop-13, text.T("how often it was right")))
}

// describeCalibration puts the diagram into words.
func describeCalibration(c *worker.Calibration) string {
	sentences := []string{text.F("Expected calibration error %s.", number.Percent(c.Error, 2))}
	for i, b := range c.Bins {
		if b.Images > 0 {
			sentences = append(sentences, text.F("%s sure: %s of %s right.",
				binText(i, len(c.Bins)), number.Percent(float64(b.Accuracy), 0), number.Grouped(b.Images)))
		}
	}
	return strings.Join(sentences, " ")
}

func binText(i, bins int) string {
	share := func(i int) float64 { return 100 * float64(i) / float64(bins) }
	return text.F("%.0f to %.0f %%", share(i), share(i+1))
}

// renderBins shows the bins that hold images as a table.
func renderBins(c *worker.Calibration) app.UI {
	var rows []app.UI
	for i, b := range c.Bins {
		if b.Images == 0 {
			continue
		}
		rows = append(rows, app.Tr().Body(
			app.Th().Scope("row").Text(binText(i, len(c.Bins))),
			app.Td().Text(number.Grouped(b.Images)),
			app.Td().Text(number.Percent(float64(b.Confidence), 1)),
			app.Td().Text(number.Percent(float64(b.Accuracy), 1)),
		))
	}
	return app.Table().ID("reliability-bins").Class("scores").Aria("labelledby", "reliability-title").Body(
		app.THead().Body(app.Tr().Body(ui.ColumnHeads(text.T("Sure"), text.T("Images"), text.T("Mean"), text.T("Right"))...)),
		app.TBody().Body(rows...),
	)
}

func renderLine(part string, x1, y1, x2, y2 float64) app.UI {
	return ui.SVG("line", part).
		Attr("x1", pixel(x1)).Attr("y1", pixel(y1)).Attr("x2", pixel(x2)).Attr("y2", pixel(y2))
}

func renderLabel(part string, x, y float64, label string) app.UI {
	return ui.SVG("text", part).Attr("x", pixel(x)).Attr("y", pixel(y)).Text(label)
}

func pixel(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
