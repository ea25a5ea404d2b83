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
