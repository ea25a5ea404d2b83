package draw

import (
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// canvasSide is the number of pixels of the pad's canvas, enough for screens
// of two pixels a CSS pixel.
const canvasSide = 2 * state.PadSide

// paintStroke paints a line in the pad's unit. The ink is black; the style
// sheet inverts it on dark paper.
func paintStroke(canvas app.Value, stroke worker.Stroke) {
	pen := canvas.Call("getContext", "2d")
	const scale = canvasSide / state.PadSide
	pen.Call("setTransform", scale, 0, 0, scale, 0, 0)
	pen.Set("lineWidth", state.PadPen)
	pen.Set("lineCap", "round")
	pen.Set("lineJoin", "round")
	pen.Call("beginPath")
	pen.Call("moveTo", stroke[0], stroke[1])
	// A line to where it starts is a dot.
	pen.Call("lineTo", stroke[0], stroke[1])
	for i := 2; i < len(stroke); i += 2 {
		pen.Call("lineTo", stroke[i], stroke[i+1])
	}
	pen.Call("stroke")
}

func clearCanvas(canvas app.Value) {
	pen := canvas.Call("getContext", "2d")
	pen.Call("setTransform", 1, 0, 0, 1, 0, 0)
	pen.Call("clearRect", 0, 0, canvasSide, canvasSide)
}

// padPlace is where the pad lies in the window. Asking the browser makes it lay
// out the page, so one answer serves until something may have moved the pad.
type padPlace struct {
	left, top, side float64 // CSS px; a side of 0 if it is not known
}

// point returns where on the pad a pointer event happened.
func (p *padPlace) point(canvas, event app.Value) (x, y float64) {
	if p.side == 0 {
		box := canvas.Call("getBoundingClientRect")
		*p = padPlace{box.Get("left").Float(), box.Get("top").Float(), math.Max(box.Get("width").Float(), 1)}
	}
	x = (event.Get("clientX").Float() - p.left) / p.side * state.PadSide
	y = (event.Get("clientY").Float() - p.top) / p.side * state.PadSide
	return x, y
}

func (p *padPlace) forget() { *p = padPlace{} }

// follow forgets the place whenever the page scrolls, or what is above the pad, as
// wide as the page, changes its size, until the returned function is called.
func (p *padPlace) follow() (stop func()) {
	size := dom.NewObserver("ResizeObserver", func([]app.Value) { p.forget() })
	for _, of := range []string{".top", "#error"} {
		size.Value.Call("observe", app.Window().Get("document").Call("querySelector", of))
	}
	return dom.StopAll(size.Close, dom.Listen(app.Window(), "scroll", nil, func(app.Value) { p.forget() }))
}

// coalescedEvents returns the moves that the browser has merged into e, which
// it does to deliver one a frame; e itself if it cannot tell.
func coalescedEvents(e app.Value) []app.Value {
	if e.Get("getCoalescedEvents").Truthy() {
		list := e.Call("getCoalescedEvents")
		if n := list.Length(); n > 0 {
			events := make([]app.Value, n)
			for i := range events {
				events[i] = list.Index(i)
			}
			return events
		}
	}
	return []app.Value{e}
}
