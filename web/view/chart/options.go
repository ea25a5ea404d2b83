package chart

import (
	"encoding/json"
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/jsondepth"
	"digitlab/web/dom"
	"digitlab/web/plot"
	"digitlab/web/state"
	"digitlab/web/ui"
)

// options are how the visitor wants to look at the runs.
type options struct {
	X         plot.XUnit
	LogLoss   bool
	Smoothing float64    // share of the past
	View      plot.Range `json:"-"`
}

// optionsKey is where the browser keeps how the chart of the ticked runs is looked
// at. Lessons begin as they are meant to be read.
const optionsKey = "digitlab-chart"

// recallOptions looks at the runs as on the visit before.
func (c *Chart) recallOptions() {
	if c.ID == LossChart && app.IsClient {
		c.options = c.options.with(dom.Recall(optionsKey))
	}
}

// keepOptions keeps the options for the next visit.
func (c *Chart) keepOptions(ctx app.Context) {
	if c.ID == LossChart && app.IsClient {
		text, _ := json.Marshal(c.options) // of these types never fails
		state.KeepPreference.Raise(ctx, state.Preference{Key: optionsKey, Value: string(text)})
	}
}

// with returns the options that a text holds, or those there are if it holds
// none that can be chosen.
func (o options) with(text string) options {
	kept := o
	if jsondepth.Unmarshal([]byte(text), 1, &kept) != nil || smoothingIndex(kept.Smoothing) < 0 ||
		!slices.ContainsFunc(xUnits, func(c ui.Choice) bool { return c.Value == string(kept.X) }) {
		return o
	}
	return kept
}
