package plate

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// RenderFrame shows a frame over a picture, nothing if there is no box.
func RenderFrame(b *Box) app.UI {
	if b == nil {
		return nil
	}
	share := func(v float64) string { return fmt.Sprintf("%.2f%%", 100*v) }
	return app.Span().Class("frame").
		Style("left", share(b.Left)).Style("top", share(b.Top)).
		Style("width", share(b.Width)).Style("height", share(b.Height))
}

// Step returns where a key leads to in a grid of count cells, and whether
// it is a key that leads somewhere.
func Step(at, columns, count int, key string) (next int, moved bool) {
	switch key {
	case "ArrowRight":
		next = at + 1
	case "ArrowLeft":
		next = at - 1
	case "ArrowDown":
		next = at + columns
	case "ArrowUp":
		next = at - columns
	case "Home":
		next = 0
	case "End":
		next = count - 1
	default:
		return at, false
	}
	if next < 0 || next >= count {
		next = at
	}
	return next, true
}

// PointIn returns where in an element a pointer event happened, in shares of its
// width and height.
func PointIn(element app.Value, e app.Event) (x, y float64) {
	box := element.Call("getBoundingClientRect")
	share := func(at, from, length string) float64 {
		return (e.Get(at).Float() - box.Get(from).Float()) / max(box.Get(length).Float(), 1)
	}
	return share("clientX", "left", "width"), share("clientY", "top", "height")
}

// Gone reports whether what an event has left points at nothing more. A finger that is
// lifted leaves too, but what it pointed at is only then to be seen.
func Gone(e app.Event) bool {
	return e.Get("type").String() != "pointerleave" || e.Get("pointerType").String() != "touch"
}
