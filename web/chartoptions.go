package web

import (
	"encoding/json"
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/plot"
)

// chartOptions are how the visitor wants to look at the runs.
type chartOptions struct {
	X         plot.XUnit
	LogLoss   bool
	Smoothing float64    // share of the past
	View      plot.Range `json:"-"`
}

// chartKey is where the browser keeps how the chart of the ticked runs is looked
// at. Lessons begin as they are meant to be read.
const chartKey = "digitlab-chart"

// recallOptions looks at the runs as on the visit before.
func (c *chart) recallOptions() {
	if c.ID == lossChart && app.IsClient {
		c.options = c.options.with(recall(chartKey))
	}
}

// keepOptions keeps the options for the next visit.
func (c *chart) keepOptions() {
	if c.ID == lossChart && app.IsClient {
		text, _ := json.Marshal(c.options) // of these types never fails
		remember(chartKey, string(text))
	}
}

// with returns the options that a text holds, or those there are if it holds
// none that can be chosen.
func (o chartOptions) with(text string) chartOptions {
	kept := o
	if json.Unmarshal([]byte(text), &kept) != nil || smoothingIndex(kept.Smoothing) < 0 ||
		!slices.ContainsFunc(xUnits, func(c choice) bool { return c.Value == string(kept.X) }) {
		return o
	}
	return kept
}
