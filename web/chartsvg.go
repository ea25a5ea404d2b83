package web

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// svg returns an element of a drawing. Its look is in the style sheet, found
// by data-part: go-app sets classes by a property that SVG elements lack.
func svg(tag, part string) app.HTMLElem {
	e := app.Elem(tag).XMLNS("http://www.w3.org/2000/svg")
	if part != "" {
		e = e.DataSet("part", part)
	}
	return e
}

func (c *chart) renderSVG(p plot) app.UI {
	return svg("svg", "").ID("loss-chart").DataSet("value", len(c.history.Raw)).
		Role("img").Aria("labelledby", "loss-chart-title loss-chart-text").
		Attr("viewBox", fmt.Sprintf("0 0 %.0f %.0f", p.Width, p.Height)).
		Body(
			svg("title", "").ID("loss-chart-title").Text("Loss of the run"),
			svg("desc", "").ID("loss-chart-text").Text(c.describe()),
			svg("g", "grid").Body(renderGrid(p)...),
			svg("g", "labels").Body(renderLabels(p)...),
			svg("path", "raw").Attr("d", p.Raw),
			svg("path", "accuracy").Attr("d", p.ValidAccuracy),
			svg("path", "valid").Attr("d", p.ValidLoss),
			svg("path", "smooth").Attr("d", p.Smooth),
			svg("g", "accuracy-dots").Body(renderDots(p.AccuracyDots)...),
			svg("g", "valid-dots").Body(renderDots(p.LossDots)...),
			c.renderPointer(p),
			c.renderEmpty(p),
		)
}

// describe puts the chart's newest numbers into words.
func (c *chart) describe() string {
	n := len(c.history.Raw)
	if n == 0 {
		return "No run yet."
	}
	text := fmt.Sprintf("After step %d of %d the training loss is %s, smoothed %s.",
		c.history.Step, c.history.Steps,
		decimals(float64(c.history.Raw[n-1]), 4), decimals(float64(c.history.Smooth[n-1]), 4))
	if k := len(c.history.Valid); k > 0 {
		v := c.history.Valid[k-1]
		text += fmt.Sprintf(" After epoch %d the validation loss is %s and the accuracy %s.",
			v.Epoch+1, decimals(v.Loss, 4), percent(v.Accuracy, 2))
	}
	return text
}

func renderGrid(p plot) []app.UI {
	var lines []app.UI
	for _, v := range p.Y.Ticks {
		lines = append(lines, renderLine("line", p.X.Start, p.Y.at(v), p.X.Stop, p.Y.at(v)))
	}
	for _, end := range p.EpochEnds {
		lines = append(lines, renderLine("epoch", end.X, p.Y.Start, end.X, p.Y.Stop))
	}
	if p.Floor > 0 {
		lines = append(lines, renderLine("floor", p.X.Start, p.Floor, p.X.Stop, p.Floor))
	}
	return append(lines, renderLine("axis", p.X.Start, p.Y.Start, p.X.Stop, p.Y.Start))
}

func renderLine(part string, x1, y1, x2, y2 float64) app.UI {
	return svg("line", part).
		Attr("x1", pixel(x1)).Attr("y1", pixel(y1)).Attr("x2", pixel(x2)).Attr("y2", pixel(y2))
}

func renderLabels(p plot) []app.UI {
	var labels []app.UI
	for _, v := range p.Y.Ticks {
		labels = append(labels, renderLabel("end", p.X.Start-8, p.Y.at(v)+4, tickLabel(p.Y, v)))
	}
	for _, v := range p.Y2.Ticks {
		labels = append(labels, renderLabel("start", p.X.Stop+8, p.Y2.at(v)+4, fmt.Sprintf("%.0f%%", 100*v)))
	}
	for _, v := range p.X.Ticks {
		labels = append(labels, renderLabel("middle", p.X.at(v), p.Y.Start+18, grouped(int(v))))
	}
	for _, end := range p.EpochEnds {
		labels = append(labels, renderLabel("epoch", end.X+1, p.Y.Stop-8, fmt.Sprintf("epoch %d", end.Epoch)))
	}
	if p.Floor > 0 {
		labels = append(labels, renderLabel("floor", p.X.Stop-4, p.Floor-5, fmt.Sprintf("lowest possible: %.4f", doubleSoftmaxFloor)))
	}
	middle := (p.X.Start + p.X.Stop) / 2
	return append(labels, renderLabel("middle", middle, p.Height-6, "step"))
}

func renderLabel(part string, x, y float64, text string) app.UI {
	return svg("text", part).Attr("x", pixel(x)).Attr("y", pixel(y)).Text(text)
}

func renderDots(dots []dot) []app.UI {
	var circles []app.UI
	for _, d := range dots {
		circles = append(circles, svg("circle", "").
			Attr("cx", pixel(d.X)).Attr("cy", pixel(d.Y)).Attr("r", "3.5"))
	}
	return circles
}

// renderPointer marks the step that renderReading tells about.
func (c *chart) renderPointer(p plot) app.UI {
	r, ok := p.read(c.history, c.pointer)
	if c.pointer < 0 || !ok {
		return nil
	}
	return svg("g", "pointer").Body(
		renderLine("", r.X, p.Y.Start, r.X, p.Y.Stop),
		svg("circle", "").Attr("cx", pixel(r.X)).Attr("cy", pixel(r.SmoothHeight)).Attr("r", "4"),
	)
}

func (c *chart) renderEmpty(p plot) app.UI {
	if len(c.history.Raw) > 0 {
		return nil
	}
	return renderLabel("empty", (p.X.Start+p.X.Stop)/2, (p.Y.Start+p.Y.Stop)/2,
		"No run yet")
}

func pixel(v float64) string { return fmt.Sprintf("%.1f", v) }
