package web

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// How long a run gives way to a hand on the page, which is longer than one rests
// between two digits, and how long until the trainer is told again that the hand
// is still there.
const (
	giveWayFor   = 3 * time.Second
	giveWayAgain = time.Second
)

// listenForHands lets a run give way while somebody draws, drags, scrolls or
// types: training takes all processor cores, and the page would stutter.
func listenForHands(ctx app.Context, l *lab) (stop func()) {
	var told time.Time
	noticed := func(e app.Value) {
		hovers := e.Get("type").String() == "pointermove" && e.Get("buttons").Int() == 0
		if now := time.Now(); !hovers && now.Sub(told) >= giveWayAgain {
			told = now
			dispatch(ctx, l.giveWay)
		}
	}
	// Captured before the page's own listeners, which may end the event.
	options := map[string]any{"capture": true, "passive": true}
	return stopAll(
		listen(app.Window(), "pointerdown", options, noticed),
		listen(app.Window(), "pointermove", options, noticed),
		listen(app.Window(), "wheel", options, noticed),
		listen(app.Window(), "keydown", options, noticed),
	)
}

func (l *lab) giveWay(ctx app.Context) {
	l.send(ctx, l.trainer, &worker.GiveWay{Milliseconds: float64(giveWayFor / time.Millisecond)})
}
