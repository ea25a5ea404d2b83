package sum

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// stride is the time that the filter stays at a place on its way: slow enough to be
// followed, and a row of 28 in three seconds.
const stride = 110 * time.Millisecond

func (c *View) playLabel() string {
	if c.stop != nil {
		return text.T("Pause")
	}
	return text.T("Slide over the picture")
}

// onPlay lets the filter go on its way from pixel to pixel, or halts it.
func (c *View) onPlay(ctx app.Context, _ app.Event) {
	if c.stop != nil {
		c.halt()
		return
	}
	c.stop = dom.Repeat(stride, func() { dom.Dispatch(ctx, c.goOn) })
}

// goOn moves to the next pixel of the map, and ends behind the last.
func (c *View) goOn(ctx app.Context) {
	at := pointedAt(&c.inside, c.point)
	if c.stop == nil || at == nil {
		c.halt()
		return
	}
	area := at.Side * at.Side
	next := (c.point.Unit%area + 1) % area
	c.point.Unit = mapOf(at, c.point)*area + next
	state.PointAt.Raise(ctx, worker.Point{Layer: c.point.Layer, Unit: c.point.Unit})
	if next == area-1 {
		c.halt()
	}
}

func (c *View) halt() {
	if c.stop != nil {
		c.stop()
		c.stop = nil
	}
}
