// Package training is the view in which a run is set up, started and watched.
package training

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/view/chart"
	"digitlab/web/view/health"
	"digitlab/web/view/ratetest"
)

// View returns the body of the view.
func View() []app.UI {
	return []app.UI{
		&datasetPanel{}, &recipePicker{}, &controls{}, &ratetest.Panel{}, &moreSettings{},
		&runButtons{}, &metrics{}, &chart.Chart{ID: chart.LossChart}, &health.Fold{}, &runsPanel{}, &logView{},
	}
}
