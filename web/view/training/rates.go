package training

import (
	"fmt"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// rateCurve shows how the learning rate will change during the next run.
type rateCurve struct {
	app.Compo
	rates    []float64
	settings state.Settings
}

// OnInit goes by what the page shows before it answers.
func (c *rateCurve) OnInit() { c.settings = state.InitialSettings() }

// OnMount watches the learning rates, and what they may drop from.
func (c *rateCurve) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.RatesKey.Observe(ctx, &c.rates)
	state.SettingsKey.Observe(ctx, &c.settings)
}

// The curve's own unit, which the style sheet scales.
const (
	curveWidth  = 240
	curveHeight = 56
	curveEdge   = 2 // half the line's width, and a little
)

// Render draws the curve from zero to the highest rate, and says its ends.
func (c *rateCurve) Render() app.UI {
	words := ratesInWords(c.rates)
	if len(c.rates) > 0 && c.settings.Form.Text(form.Schedule) == "plateau" {
		words += text.T(", or lower once the validation loss does not fall")
	}
	return app.Div().Class("field", "rate-curve").Body(
		app.Span().Class("label").Text(text.T("Learning rate")),
		ui.SVG("svg", "").ID("rate-curve").DataSet("value", len(c.rates)).
			Attr("viewBox", fmt.Sprintf("0 0 %d %d", curveWidth, curveHeight)).
			Attr("preserveAspectRatio", "none").
			Role("img").Aria("label", words).
			Body(ui.SVG("path", "rate").Attr("d", ratePath(c.rates))),
		app.Small().Class("hint").Aria("hidden", "true").Text(words),
	)
}

// ratePath returns an SVG path over the whole width of the curve, whose height
// is the highest rate.
func ratePath(rates []float64) string {
	if len(rates) == 0 {
		return ""
	}
	highest := slices.Max(rates)
	if len(rates) == 1 {
		rates = []float64{rates[0], rates[0]}
	}
	var path strings.Builder
	for i, rate := range rates {
		x := float64(i) / float64(len(rates)-1) * curveWidth
		y := curveHeight - curveEdge - rate/highest*(curveHeight-2*curveEdge)
		fmt.Fprintf(&path, "%c%.1f %.1f", "ML"[min(i, 1)], x, y)
	}
	return path.String()
}

// ratesInWords says where the learning rate begins and ends, and how high it
// gets in between.
func ratesInWords(rates []float64) string {
	if len(rates) == 0 {
		return text.T("not known yet")
	}
	first, highest, last := rates[0], slices.Max(rates), rates[len(rates)-1]
	switch {
	case first == highest && last == highest:
		return text.F("%.3g throughout", first)
	case highest > first && highest > last:
		return text.F("%.3g, up to %.3g, and down to %.3g", first, highest, last)
	}
	return text.F("from %.3g to %.3g", first, last)
}
