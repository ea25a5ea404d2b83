package page

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/lab"
)

// listenForLeaving ends the workers when the visitor goes to another page. The
// browser may put this one aside, to be there again at once if the visitor comes
// back; but meanwhile its trainer would stand still, and keep other tabs from
// going on with the run. So this page is loaded anew then, and offers that run.
func listenForLeaving(l *lab.Lab) (stop func()) {
	return dom.StopAll(
		app.Window().AddEventListener("pagehide", func(app.Context, app.Event) { l.Close() }),
		app.Window().AddEventListener("pageshow", func(_ app.Context, e app.Event) {
			if e.Get("persisted").Bool() {
				app.Window().Get("location").Call("reload")
			}
		}),
	)
}
