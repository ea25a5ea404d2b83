package page

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/lab"
)

// listenForActivity lets a run give way while somebody draws, drags, scrolls or
// types: training takes all processor cores, and the page would stutter.
func listenForActivity(ctx app.Context, l *lab.Lab) (stop func()) {
	var told time.Time
	noticed := func(e app.Value) {
		hovers := e.Get("type").String() == "pointermove" && e.Get("buttons").Int() == 0
		if now := time.Now(); !hovers && now.Sub(told) >= lab.GiveWayAgain {
			told = now
			dom.Dispatch(ctx, l.GiveWay)
		}
	}
	// Captured before the page's own listeners, which may end the event.
	options := map[string]any{"capture": true, "passive": true}
	return dom.StopAll(
		dom.Listen(app.Window(), "pointerdown", options, noticed),
		dom.Listen(app.Window(), "pointermove", options, noticed),
		dom.Listen(app.Window(), "wheel", options, noticed),
		dom.Listen(app.Window(), "keydown", options, noticed),
	)
}
