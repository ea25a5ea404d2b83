// Package training is the view in which a run is set up, started and watched.
package training

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/view/chart"
)

// View returns the body of the view.
func View() []app.UI {
	return []app.UI{
		&datasetPanel{}, &recipePicker{}, &controls{}, &moreSettings{},
		&runButtons{}, &diagnosis{}, &metrics{}, &chart.Chart{ID: chart.LossChart}, &runsPanel{}, &logView{},
	}
}
