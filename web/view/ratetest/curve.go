package ratetest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/plot"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// The curve's view box, which the style sheet scales.
const curveWidth, curveHeight = 480, 220

// curve is the layout of one.
type curve struct{ X, Y plot.Axis }

// newCurve lays out what is there. Losses that explode go out at the top.
func newCurve(c worker.RateCurve) curve {
	high := 1.15 * slices.Max(c.Losses[:min(len(c.Losses), 20)])
	return curve{
		X: plot.NewLogAxis(c.Rates[0], c.Rates[len(c.Rates)-1], 8, 46, curveWidth-16),
		Y: plot.NewAxis(0, high, 5, curveHeight-40, 10),
	}
}

// renderCurve shows the losses over the rates, on a logarithmic axis, and where the
// suggestion lies.
func renderCurve(c worker.RateCurve) app.UI {
	l := newCurve(c)
	parts := []app.UI{
		ui.SVG("desc", "").ID("rate-words").Text(describe(c)),
		ui.SVG("path", "grid").Attr("d", l.grid()),
		ui.SVG("path", "raw").Attr("d", l.path(c.Rates, c.Losses)),
		ui.SVG("path", "smooth").Attr("d", l.path(c.Rates, c.Smoothed)),
	}
	if x := l.X.At(c.Suggestion); c.Suggestion > 0 {
		side, at := "start", x+6
		if x > curveWidth/2 {
			side, at = "end", x-6
		}
		parts = append(parts,
			ui.SVG("path", "suggestion").Attr("d", fmt.Sprintf("M%.1f %.1fV%.1f", x, l.Y.Start, l.Y.Stop)),
			label(side, at, l.Y.Start-8, rateText(c.Suggestion)))
	}
	return ui.SVG("svg", "").ID("rate-chart").DataSet("value", len(c.Rates)).
		Role("img").Aria("label", text.T("Loss over the learning rate")).Aria("describedby", "rate-words").
		Attr("viewBox", fmt.Sprintf("0 0 %d %d", curveWidth, curveHeight)).
		Body(append(parts, l.labels()...)...)
}

// grid returns the lines at the ticks of the loss.
func (l curve) grid() string {
	var path strings.Builder
	for _, tick := range l.Y.Ticks {
		fmt.Fprintf(&path, "M%.1f %.1fH%.1f", l.X.Start, l.Y.At(tick), l.X.Stop)
	}
	return path.String()
}

func (l curve) path(rates, losses []float64) string {
	var path strings.Builder
	for i, loss := range losses {
		fmt.Fprintf(&path, "%c%.1f %.1f", "ML"[min(i, 1)], l.X.At(rates[i]), l.Y.At(min(loss, l.Y.High)))
	}
	return path.String()
}

func (l curve) labels() []app.UI {
	var labels []app.UI
	for _, tick := range l.Y.Ticks {
		labels = append(labels, label("end", l.X.Start-8, l.Y.At(tick)+4, l.Y.Label(tick)))
	}
	for _, tick := range l.X.Ticks {
		labels = append(labels, label("middle", l.X.At(tick), l.Y.Start+18, number.Short(tick)))
	}
	return append(labels,
		label("middle", (l.X.Start+l.X.Stop)/2, curveHeight-4, text.T("learning rate")),
		label("start", l.X.Start+8, l.Y.Stop+12, text.T("loss")))
}

func label(side string, x, y float64, words string) app.UI {
	return ui.SVG("text", side).Attr("x", fmt.Sprintf("%.1f", x)).Attr("y", fmt.Sprintf("%.1f", y)).Text(words)
}

// describe puts the curve into words.
func describe(c worker.RateCurve) string {
	lowest := slices.Index(c.Smoothed, slices.Min(c.Smoothed))
	words := text.F("With rates from %s to %s the loss goes from %s down to %s, at a rate of %s.",
		number.Short(c.Rates[0]), number.Short(c.Rates[len(c.Rates)-1]),
		number.Decimals(c.Smoothed[0], 3), number.Decimals(c.Smoothed[lowest], 3), number.Short(c.Rates[lowest]))
	if c.Exploded {
		words += " " + text.T("Then it explodes.")
	}
	return words
}
