package space

import (
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
)

// input turns what pointers, wheels and keys do to the canvas into turns of the network,
// and presses into choices.
type input struct {
	drawing  *drawing
	pick     func(x, y float64) // px from the upper left corner
	pointers map[int]finger
	moved    bool    // since the first of them came down
	panning  bool    // with a mouse
	scrolled float64 // when the page last was, in the browser's ms
	close    func()
}

// finger is a pointer that is down, in px of the window.
type finger struct{ X, Y float64 }

const (
	// slip is how far a hand goes that only presses, in px.
	slip = 6
	// turnSpeed is the angle of a px, in radians, and turnStep that of a key.
	turnSpeed, turnStep = .008, .12
	// zoomStep is what a key makes of the distance, and panStep how far a key moves
	// what is seen, in heights of the picture.
	zoomStep, panStep = .85, .06
	// scrollRest is how long the page must have stood still, in ms, for a turn of the
	// wheel to mean the network and not the page.
	scrollRest = 300
)

func newInput(d *drawing, pick func(x, y float64)) *input {
	h := &input{drawing: d, pick: pick, pointers: map[int]finger{}}
	passive, active := map[string]any{"passive": true}, map[string]any{"passive": false}
	h.close = dom.StopAll(
		dom.Listen(d.stage, "pointerdown", passive, h.down),
		dom.Listen(d.stage, "pointermove", passive, h.move),
		dom.Listen(d.stage, "pointerup", passive, h.up),
		dom.Listen(d.stage, "pointercancel", passive, h.cancel),
		dom.HoldPage(d.stage),
		dom.Listen(d.stage, "contextmenu", active, func(e app.Value) { e.Call("preventDefault") }),
		dom.Listen(d.stage, "wheel", active, h.wheel),
		dom.Listen(d.stage, "keydown", active, h.key),
		dom.Listen(app.Window(), "scroll", passive, func(e app.Value) { h.scrolled = e.Get("timeStamp").Float() }),
	)
	return h
}

func fingerOf(e app.Value) finger { return finger{e.Get("clientX").Float(), e.Get("clientY").Float()} }

func (h *input) down(e app.Value) {
	id := e.Get("pointerId").Int()
	if len(h.pointers) == 0 {
		h.moved, h.panning = false, e.Get("button").Int() != 0 || e.Get("shiftKey").Bool()
	} else {
		h.moved = true // two fingers choose nothing
	}
	h.pointers[id] = fingerOf(e)
	dom.CapturePointer(h.drawing.stage, id)
}

func (h *input) move(e app.Value) {
	id := e.Get("pointerId").Int()
	before, isDown := h.pointers[id]
	if !isDown {
		return
	}
	now := fingerOf(e)
	dx, dy := now.X-before.X, now.Y-before.Y
	if !h.moved && (math.Hypot(dx, dy) < slip || scrolls(e, dx, dy)) {
		return
	}
	h.moved = true
	h.pointers[id] = now
	d := h.drawing
	switch {
	case len(h.pointers) > 2:
	case len(h.pointers) == 2:
		other := h.other(id)
		d.move(func(c *camera) {
			was, is := apart(before, other), apart(now, other)
			c.zoom(was/is, d.home)
			c.pan(dx/2/d.height, dy/2/d.height, d.scene.box)
		})
	case h.panning:
		d.move(func(c *camera) { c.pan(dx/d.height, dy/d.height, d.scene.box) })
	default:
		d.move(func(c *camera) { c.turn(dx*turnSpeed, dy*turnSpeed) })
	}
}

// scrolls reports whether a movement is that of a finger which is about to scroll the page:
// the browser takes it over with the next.
func scrolls(e app.Value, dx, dy float64) bool {
	return e.Get("pointerType").String() == "touch" && math.Abs(dy) > math.Abs(dx)
}

// other returns where the other of two fingers is.
func (h *input) other(id int) (other finger) {
	for i, f := range h.pointers {
		if i != id {
			other = f
		}
	}
	return other
}

// apart returns how far two fingers are from each other, at least a px.
func apart(a, b finger) float64 { return max(1, math.Hypot(a.X-b.X, a.Y-b.Y)) }

func (h *input) up(e app.Value) {
	before, isDown := h.pointers[e.Get("pointerId").Int()]
	h.cancel(e)
	at := fingerOf(e)
	if isDown && !h.moved && !h.panning && math.Hypot(at.X-before.X, at.Y-before.Y) < slip {
		box := h.drawing.canvas.Call("getBoundingClientRect")
		h.pick(at.X-box.Get("left").Float(), at.Y-box.Get("top").Float())
	}
}

func (h *input) cancel(e app.Value) { delete(h.pointers, e.Get("pointerId").Int()) }

// wheel zooms. At the bounds it is left to the page.
func (h *input) wheel(e app.Value) {
	pinched := e.Get("ctrlKey").Bool() // two fingers on a touchpad
	if e.Get("timeStamp").Float()-h.scrolled < scrollRest && !pinched {
		return
	}
	unit := [...]float64{1, 16, 400}[min(max(e.Get("deltaMode").Int(), 0), 2)] // pixels, lines or pages
	speed := .0015
	if pinched {
		speed = .01
	}
	before := h.drawing.camera.Distance
	h.drawing.move(func(c *camera) { c.zoom(math.Exp(e.Get("deltaY").Float()*unit*speed), h.drawing.home) })
	if pinched || h.drawing.camera.Distance != before {
		e.Call("preventDefault")
	}
}

// key turns and zooms, and with shift moves.
func (h *input) key(e app.Value) {
	if e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() {
		return
	}
	right, down := 0., 0.
	switch e.Get("key").String() {
	case "ArrowRight":
		right = 1
	case "ArrowLeft":
		right = -1
	case "ArrowDown":
		down = 1
	case "ArrowUp":
		down = -1
	case "+", "=":
		h.zoom(zoomStep)
	case "-", "_":
		h.zoom(1 / zoomStep)
	case "Home":
		h.drawing.goHome()
	default:
		return
	}
	e.Call("preventDefault")
	h.drawing.move(func(c *camera) {
		if e.Get("shiftKey").Bool() {
			c.pan(right*panStep, down*panStep, h.drawing.scene.box)
			return
		}
		c.turn(right*turnStep, down*turnStep)
	})
}

func (h *input) zoom(factor float64) {
	h.drawing.move(func(c *camera) { c.zoom(factor, h.drawing.home) })
}
