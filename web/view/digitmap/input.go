package digitmap

import (
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
)

// input turns what pointers, wheels and keys do to a map into images that are chosen and
// parts that are shown.
type input struct {
	area     *area
	target   app.Value // lies over the canvases
	pointers map[int]spot
	moved    bool // since the first pointer came down: it is no press
	scrolled float64
	close    func()
}

// spot is a place on the canvas in CSS pixels.
type spot struct{ left, top float64 }

const (
	// reachOfPointer is how far from an image a pointer may be, in pixels.
	reachOfPointer = 18
	// leastDrag is how far a pointer must go to move what is shown.
	leastDrag = 5
	// zoomStep is how much nearer a key or a button comes, as a power of e.
	zoomStep = .5
	// scrollRest is how long the page must have stood still, in ms, for a turn of the
	// wheel to mean the map and not the page that it lies in.
	scrollRest = 300
)

func newInput(ctx app.Context, a *area, target app.Value) *input {
	h := &input{area: a, target: target, pointers: map[int]spot{}}
	passive, active := map[string]any{"passive": true}, map[string]any{"passive": false}
	h.close = dom.StopAll(
		dom.Listen(target, "pointerdown", passive, h.down),
		dom.Listen(target, "pointermove", passive, func(e app.Value) { h.move(ctx, e) }),
		dom.Listen(target, "pointerup", passive, func(e app.Value) { h.up(ctx, e) }),
		dom.Listen(target, "pointercancel", passive, h.cancel),
		dom.HoldPage(target),
		dom.Listen(target, "dblclick", passive, func(app.Value) { a.showAll() }),
		dom.Listen(target, "wheel", active, h.wheel),
		dom.Listen(target, "keydown", active, func(e app.Value) { h.key(ctx, e) }),
		dom.Listen(app.Window(), "scroll", passive, func(e app.Value) { h.scrolled = e.Get("timeStamp").Float() }),
	)
	return h
}

func (h *input) spot(e app.Value) spot {
	box := h.target.Call("getBoundingClientRect")
	return spot{e.Get("clientX").Float() - box.Get("left").Float(), e.Get("clientY").Float() - box.Get("top").Float()}
}

func (h *input) down(e app.Value) {
	if e.Get("button").Int() != 0 {
		return
	}
	id := e.Get("pointerId").Int()
	h.moved = len(h.pointers) > 0
	h.pointers[id] = h.spot(e)
	dom.CapturePointer(h.target, id)
	h.target.Call("focus", map[string]any{"preventScroll": true}) // for the keys
}

func (h *input) move(ctx app.Context, e app.Value) {
	id, at := e.Get("pointerId").Int(), h.spot(e)
	before, isDown := h.pointers[id]
	scene := &h.area.sheet.scene
	switch {
	case !isDown && e.Get("pointerType").String() != "touch":
		h.area.choose(ctx, scene.nearest(at.left, at.top, reachOfPointer), false)
	case !isDown:
	case len(h.pointers) == 2:
		other := h.other(id)
		scene.zoom(math.Log(apart(at, other)/apart(before, other)), (at.left+other.left)/2, (at.top+other.top)/2)
		scene.move((at.left-before.left)/2, (at.top-before.top)/2)
		h.pointers[id] = at
		h.area.moved()
	case h.moved || apart(at, before) > leastDrag:
		h.moved = true
		if scene.view.zoom > 0 {
			scene.move(at.left-before.left, at.top-before.top)
			h.area.moved()
		}
		h.pointers[id] = at
	}
}

// other returns where the other of two pointers is.
func (h *input) other(id int) (at spot) {
	for i, p := range h.pointers {
		if i != id {
			at = p
		}
	}
	return at
}

// apart returns how far two places are from each other, a pixel at least.
func apart(a, b spot) float64 { return max(math.Hypot(a.left-b.left, a.top-b.top), 1) }

// up opens the image that is pressed. A finger hides what it is on, so that it only
// chooses.
func (h *input) up(ctx app.Context, e app.Value) {
	_, isDown := h.pointers[e.Get("pointerId").Int()]
	press := isDown && !h.moved
	h.cancel(e)
	if !press {
		return
	}
	at := h.spot(e)
	i := h.area.sheet.scene.nearest(at.left, at.top, reachOfPointer)
	h.area.choose(ctx, i, false)
	if e.Get("pointerType").String() != "touch" {
		h.area.open(ctx, i)
	}
}

func (h *input) cancel(e app.Value) { delete(h.pointers, e.Get("pointerId").Int()) }

// wheel zooms. What cannot become smaller leaves the wheel to the page.
func (h *input) wheel(e app.Value) {
	pinched := e.Get("ctrlKey").Bool() // two fingers on a touchpad
	dy := e.Get("deltaY").Float() * [...]float64{1, 16, 400}[min(max(e.Get("deltaMode").Int(), 0), 2)]
	scene := &h.area.sheet.scene
	if e.Get("timeStamp").Float()-h.scrolled < scrollRest && !pinched || dy > 0 && scene.view.zoom == 0 {
		return
	}
	speed := .002
	if pinched {
		speed = .01
	}
	at := h.spot(e)
	scene.zoom(-dy*speed, at.left, at.top)
	h.area.moved()
	e.Call("preventDefault")
}

// arrows are the directions of keys, on the canvas.
var arrows = map[string]spot{
	"ArrowLeft": {left: -1}, "ArrowRight": {left: 1}, "ArrowUp": {top: -1}, "ArrowDown": {top: 1},
}

// key goes from image to image, moves what is shown, and zooms.
func (h *input) key(ctx app.Context, e app.Value) {
	if e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() {
		return
	}
	a, key := h.area, e.Get("key").String()
	scene := &a.sheet.scene
	arrow, isArrow := arrows[key]
	switch {
	case isArrow && e.Get("shiftKey").Bool():
		const share = 8 // of the canvas
		scene.move(-arrow.left*scene.width/share, -arrow.top*scene.height/share)
		a.moved()
	case isArrow:
		if i := scene.step(a.sheet.marks.chosen, arrow.left, arrow.top); i >= 0 {
			scene.reveal(i)
			a.moved()
			a.choose(ctx, i, true)
		}
	case key == "+" || key == "=":
		a.zoom(zoomStep)
	case key == "-" || key == "_":
		a.zoom(-zoomStep)
	case key == "Home" || key == "Escape":
		a.showAll()
	case key == "Enter":
		a.open(ctx, a.sheet.marks.chosen)
	default:
		return
	}
	e.Call("preventDefault")
}
