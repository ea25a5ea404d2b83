package web

import (
	"math"

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

// padPoint returns where on the pad a pointer event happened.
func padPoint(canvas, event app.Value) (x, y float64) {
	box := canvas.Call("getBoundingClientRect")
	side := math.Max(box.Get("width").Float(), 1)
	x = (event.Get("clientX").Float() - box.Get("left").Float()) / side * padSide
	y = (event.Get("clientY").Float() - box.Get("top").Float()) / side * padSide
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
