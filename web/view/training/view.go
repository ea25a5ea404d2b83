// Package training is the view in which a run is set up, started and watched.
package training

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/view/chart"
	"digitlab/web/view/health"
	"digitlab/web/view/network"
)

// View returns the body of the view: the curves come before all else, so that they
// stay where they are whatever is opened or closed.
func View() []app.UI {
	return []app.UI{
		&diagnosis{}, &chart.Chart{ID: chart.LossChart}, &network.Beside{},
		app.Div().Class("run-results").Body(&metrics{}, &shareButton{}),
		&setup{}, &sweepPanel{}, &health.Fold{}, &runsPanel{}, &logView{},
	}
}
