package dom

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// CapturePointer sends the pointer's moves to the canvas even when it leaves
// it. The browser throws if the pointer is gone by now, or was made by a
// script; then the moves on the canvas have to do.
func CapturePointer(canvas app.Value, pointer int) {
	defer func() { _ = recover() }()
	canvas.Call("setPointerCapture", pointer)
}

// HoldPage keeps the page still under two fingers on an element: what they do is meant
// for it, while one finger may scroll the page.
func HoldPage(element app.Value) (stop func()) {
	return Listen(element, "touchmove", map[string]any{"passive": false}, func(e app.Value) {
		if e.Get("touches").Length() > 1 && e.Get("cancelable").Bool() {
			e.Call("preventDefault")
		}
	})
}
