package draw

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
)

// takeEarly takes over what was drawn before the program was there, from
// static/earlystrokes.js, and has it read once all else is mounted.
func (c *pad) takeEarly(ctx app.Context) {
	if !app.Window().Get("takeStrokes").Truthy() {
		return
	}
	strokes := app.Window().Call("takeStrokes")
	for i := range strokes.Length() {
		stroke := strokes.Index(i)
		at := func(k int) float64 { return stroke.Index(k).Float() * state.PadSide }
		c.sketch.begin(at(0), at(1))
		for k := 2; k < stroke.Length(); k += 2 {
			c.sketch.extend(at(k), at(k+1))
		}
		c.sketch.end()
	}
	if c.empty() {
		return
	}
	dom.Dispatch(ctx, func(ctx app.Context) {
		c.repaint()
		c.raise(ctx)
	})
}
