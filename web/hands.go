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
	// Not a go-app event, for which it would render the page at each move.
	listener := app.FuncOf(func(_ app.Value, args []app.Value) any {
		hovers := args[0].Get("type").String() == "pointermove" && args[0].Get("buttons").Int() == 0
		if now := time.Now(); !hovers && now.Sub(told) >= giveWayAgain {
			told = now
			dispatch(ctx, l.giveWay)
		}
		return nil
	})
	const passing = true // before the page's own listeners, which may end the event
	events := []string{"pointerdown", "pointermove", "wheel", "keydown"}
	for _, event := range events {
		app.Window().Call("addEventListener", event, listener, map[string]any{"capture": passing, "passive": true})
	}
	return func() {
		for _, event := range events {
			app.Window().Call("removeEventListener", event, listener, passing)
		}
		listener.Release()
	}
}

func (l *lab) giveWay(ctx app.Context) {
	l.send(ctx, l.trainer, &worker.GiveWay{Milliseconds: float64(giveWayFor / time.Millisecond)})
}
