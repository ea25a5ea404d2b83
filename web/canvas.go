package web

import (
	"math"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// canvasSide is the number of pixels of the pad's canvas, enough for screens
// of two pixels a CSS pixel.
const canvasSide = 2 * padSide

// paintStroke paints a line in the pad's unit. The ink is black; the style
// sheet inverts it on dark paper.
func paintStroke(canvas app.Value, stroke worker.Stroke) {
	pen := canvas.Call("getContext", "2d")
	const scale = canvasSide / padSide
	pen.Call("setTransform", scale, 0, 0, scale, 0, 0)
	pen.Set("lineWidth", padPen)
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

// padPlace is where the pad lies on the page. Asking the browser makes it lay out
// the page, so one answer serves for placeLasts: nothing moves the pad from under
// a stroke but, once in a while, a notice above it.
type padPlace struct {
	left, top, side float64 // CSS px of the page
	asked           time.Time
}

const placeLasts = 100 * time.Millisecond

// point returns where on the pad a pointer event happened.
func (p *padPlace) point(canvas, event app.Value) (x, y float64) {
	if now := time.Now(); now.Sub(p.asked) > placeLasts {
		box, window := canvas.Call("getBoundingClientRect"), app.Window()
		*p = padPlace{
			left:  box.Get("left").Float() + window.Get("scrollX").Float(),
			top:   box.Get("top").Float() + window.Get("scrollY").Float(),
			side:  math.Max(box.Get("width").Float(), 1),
			asked: now,
		}
	}
	x = (event.Get("pageX").Float() - p.left) / p.side * padSide
	y = (event.Get("pageY").Float() - p.top) / p.side * padSide
	return x, y
}

// coalescedEvents returns the moves that the browser has merged into e, which
// it does to deliver one a frame; e itself if it cannot tell.
func coalescedEvents(e app.Event) []app.Value {
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
	return []app.Value{e.Value}
}

// capturePointer sends the pointer's moves to the canvas even when it leaves
// it. The browser throws if the pointer is gone by now, or was made by a
// script; then the moves on the canvas have to do.
func capturePointer(canvas app.Value, pointer int) {
	defer func() { _ = recover() }()
	canvas.Call("setPointerCapture", pointer)
}
