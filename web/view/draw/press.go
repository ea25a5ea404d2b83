package draw

import (
	"math"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
)

// press is a pointer that has come down on the box of a digit. It draws as soon as
// it moves, as it would beside the boxes, and draws a dot if it is held; let go
// before, it chooses the digit.
type press struct {
	down    bool
	pointer int
	index   int     // of the digit
	x, y    float64 // in the pad's unit
	since   float64 // ms, as events are stamped
}

const (
	// drawsFrom is the way from which a press is a line, in the pad's unit: more
	// than a finger slips, and less than half of the pen's width.
	drawsFrom = 5
	// dotTime is how long a press that is a dot lasts at least, in ms.
	dotTime = 500
)

// by reports whether an event is about the pointer of the press.
func (p press) by(event app.Value) bool {
	return p.down && event.Get("pointerId").Int() == p.pointer
}

// listenToBoxes follows pointers that come down on boxes, until the returned function
// is called. The canvas gets the rest of what they do, but for what happens before
// the browser has taken that in.
func (c *pad) listenToBoxes(ctx app.Context, canvas app.Value) (stop func()) {
	over := app.Window().GetElementByID(boxesID)
	on := func(event string, do func(app.Context, app.Value)) (stop func()) {
		return dom.Listen(over, event, nil, func(e app.Value) {
			if event == "pointerdown" {
				dom.CapturePointer(canvas, e.Get("pointerId").Int())
			}
			dom.Dispatch(ctx, func(ctx app.Context) { do(ctx, e) })
		})
	}
	up := func(ctx app.Context, e app.Value) { c.onPointerUp(ctx, app.Event{Value: e}) }
	return dom.StopAll(
		on("pointerdown", func(_ app.Context, e app.Value) { c.beginPress(canvas, e) }),
		on("pointermove", func(ctx app.Context, e app.Value) { c.onPointerMove(ctx, canvas, e) }),
		on("pointerup", up),
		on("pointercancel", up),
	)
}

// beginPress takes a pointer that has come down on a box.
func (c *pad) beginPress(canvas, e app.Value) {
	if c.sketch.drawing && !c.byKeys() || c.press.down || e.Get("button").Int() != 0 {
		return
	}
	box := e.Get("target").Call("closest", "button")
	if !box.Truthy() {
		return
	}
	index, _ := strconv.Atoi(strings.TrimPrefix(box.Get("id").String(), boxID))
	c.place.forget() // whatever has moved the pad between two strokes
	x, y := c.place.point(canvas, e)
	c.press = press{true, e.Get("pointerId").Int(), index, x, y, e.Get("timeStamp").Float()}
}

// movePress begins a stroke where the press was, once it has moved.
func (c *pad) movePress(ctx app.Context, canvas, e app.Value) {
	if c.camera.Phase != state.CameraClosed {
		return // the pad lies below it
	}
	p := c.press
	if x, y := c.place.point(canvas, e); math.Hypot(x-p.x, y-p.y) >= drawsFrom {
		c.begin(ctx, p.pointer, p.x, p.y)
		canvas.Call("focus", map[string]any{"preventScroll": true}) // as where the canvas is pressed
	}
}

// endPress chooses the digit, or draws a dot.
func (c *pad) endPress(ctx app.Context, e app.Value) {
	p := c.press
	c.press = press{}
	switch {
	case e.Get("type").String() == "pointercancel":
	case e.Get("timeStamp").Float()-p.since >= dotTime && c.camera.Phase == state.CameraClosed:
		c.begin(ctx, p.pointer, p.x, p.y)
	default:
		state.ChooseDigit.Raise(ctx, p.index)
		dom.FocusOn(ctx, boxID+strconv.Itoa(p.index))
	}
}
