package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// loadUnasked loads what the page begins with, but does not download its own images
// where the visitor saves data, until they are wanted: the drawings are read without.
func (l *Lab) loadUnasked(ctx app.Context, request worker.LoadDataset, held bool) {
	if !held || l.autostart || request.URL != ownRequest().URL || !l.options.SavesData() {
		l.loadDataset(ctx, request)
		return
	}
	l.request = request
	l.setDatasetPhase(ctx, state.DatasetHeld)
	l.options.WhenKept(ctx, request.URL, func(ctx app.Context) {
		if l.dataset.Phase == state.DatasetHeld {
			l.loadDataset(ctx, request)
		}
	})
}

// loadHeld loads the images that a run was asked for without, and starts it then.
func (l *Lab) loadHeld(ctx app.Context) {
	l.autostart = true
	l.loadDataset(ctx, l.request)
}
