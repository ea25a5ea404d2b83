package chart

import (
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/plot"
)

// input turns what pointers, wheels and keys do to a chart into places
// that are read and parts that are shown.
type input struct {
	chart    *Chart
	target   app.Value // the slider that lies over the canvases
	pointers map[int]float64
	gesture  gesture
	scrolled float64 // when the page last was, in the browser's ms
	close    func()
}

// gesture is what the pointers that are down are doing.
type gesture struct {
	kind        gestureKind
	from        float64    // px, where a drag began
	view        plot.Range // when it began
	left, right plot.Pin   // the two fingers of a pinch
}

type gestureKind int

const (
	noGesture gestureKind = iota
	brushing              // choosing a part with a mouse
	moving                // the part that is shown
	pinching
)

// zoomStep is what the part that is shown shrinks to by a key or a button.
const zoomStep = .5

func newInput(ctx app.Context, c *Chart, target app.Value) *input {
	h := &input{chart: c, target: target, pointers: map[int]float64{}}
	passive, active := map[string]any{"passive": true}, map[string]any{"passive": false}
	h.close = dom.StopAll(
		dom.Listen(target, "pointerdown", passive, h.down),
		dom.Listen(target, "pointermove", passive, func(e app.Value) { h.move(ctx, e) }),
		dom.Listen(target, "pointerup", passive, func(e app.Value) { h.up(ctx, e) }),
		dom.Listen(target, "pointercancel", passive, h.cancel),
		dom.Listen(target, "pointerleave", passive, h.leave),
		dom.Listen(target, "dblclick", passive, func(app.Value) { c.setView(ctx, plot.Range{}) }),
		dom.Listen(target, "blur", passive, h.leave),
		dom.Listen(target, "wheel", active, func(e app.Value) { h.wheel(ctx, e) }),
		dom.Listen(target, "keydown", active, func(e app.Value) { h.key(ctx, e) }),
		dom.Listen(app.Window(), "scroll", passive, func(e app.Value) { h.scrolled = e.Get("timeStamp").Float() }),
	)
	return h
}

// axis returns the x axis as it is painted, false before.
func (h *input) axis() (plot.Axis, bool) {
	if h.chart.sheet.layout == nil {
		return plot.Axis{}, false
	}
	return h.chart.sheet.layout.XAxis, true
}

func (h *input) whole() plot.Range { return h.chart.sheet.layout.Whole }

// view returns the part that is shown.
func (h *input) view() plot.Range {
	if view := h.chart.options.View; !view.IsZero() {
		return view
	}
	return h.whole()
}

// x returns where on the chart an event happened, in the figure's pixels.
func (h *input) x(e app.Value) float64 {
	return (e.Get("clientX").Float() - h.target.Call("getBoundingClientRect").Get("left").Float()) / h.chart.sheet.scale
}

func (h *input) down(e app.Value) {
	axis, painted := h.axis()
	if !painted || e.Get("button").Int() != 0 {
		return
	}
	id, x := e.Get("pointerId").Int(), h.x(e)
	h.pointers[id] = x
	dom.CapturePointer(h.target, id)
	switch {
	case len(h.pointers) == 2:
		h.gesture = gesture{kind: pinching}
		h.gesture.left, h.gesture.right = h.fingers(axis)
	case e.Get("pointerType").String() == "touch":
		h.chart.sheet.pointPixel(x)
	case e.Get("shiftKey").Bool():
		h.gesture = gesture{kind: moving, from: x, view: h.view()}
	default:
		h.gesture = gesture{kind: brushing, from: x}
	}
}

// fingers returns the two that are down, with the values under them.
func (h *input) fingers(axis plot.Axis) (left, right plot.Pin) {
	var pins []plot.Pin
	for _, x := range h.pointers {
		pins = append(pins, plot.Pin{Value: axis.Value(x), Pixel: x})
	}
	if pins[0].Pixel > pins[1].Pixel {
		pins[0], pins[1] = pins[1], pins[0]
	}
	return pins[0], pins[1]
}

func (h *input) move(ctx app.Context, e app.Value) {
	axis, painted := h.axis()
	if !painted {
		return
	}
	id, x := e.Get("pointerId").Int(), h.x(e)
	if _, isDown := h.pointers[id]; isDown {
		h.pointers[id] = x
	}
	switch h.gesture.kind {
	case pinching:
		left, right := h.fingers(axis)
		left.Value, right.Value = h.gesture.left.Value, h.gesture.right.Value
		h.chart.setView(ctx, plot.Through(h.whole(), axis, left, right))
	case moving:
		perPixel := h.gesture.view.Width() / (axis.Stop - axis.Start)
		h.chart.setView(ctx, h.gesture.view.Move(h.whole(), (h.gesture.from-x)*perPixel))
	case brushing:
		h.chart.sheet.brush(h.gesture.from, x)
		h.chart.sheet.pointPixel(x)
	default:
		h.chart.sheet.pointPixel(x)
	}
}

// minBrush is how far a drag must go to choose a part, in px: a hand is not
// still while it clicks.
const minBrush = 6

func (h *input) up(ctx app.Context, e app.Value) {
	axis, painted := h.axis()
	x := h.x(e)
	if painted && h.gesture.kind == brushing && math.Abs(x-h.gesture.from) >= minBrush {
		h.chart.setView(ctx, plot.Between(h.whole(), axis.Value(h.gesture.from), axis.Value(x)))
	}
	h.cancel(e)
}

func (h *input) cancel(e app.Value) {
	delete(h.pointers, e.Get("pointerId").Int())
	if len(h.pointers) == 0 || h.gesture.kind == pinching {
		h.gesture = gesture{}
		h.chart.sheet.brush(0, 0)
	}
}

// leave ends the reading. What a finger has pointed at stays when it is lifted,
// until another place of the page is touched.
func (h *input) leave(e app.Value) {
	lifted := e.Get("type").String() == "pointerleave" && e.Get("pointerType").String() == "touch"
	if len(h.pointers) == 0 && !lifted {
		h.chart.sheet.unpoint()
	}
}

// zoom shows a share of what is shown, around the place that is read.
func (h *input) zoom(ctx app.Context, share float64) {
	if _, painted := h.axis(); !painted {
		return
	}
	view := h.view()
	at := view.Low + view.Width()/2
	if sheet := h.chart.sheet; sheet.hasCursor {
		at = min(max(sheet.cursor, view.Low), view.High)
	}
	h.chart.setView(ctx, view.Zoom(h.whole(), at, share))
}

// scrollRest is how long the page must have stood still, in ms, for a turn of
// the wheel to mean the chart and not the page that it lies in.
const scrollRest = 300

// wheel zooms, or moves what is shown. What cannot become smaller leaves the
// wheel to the page.
func (h *input) wheel(ctx app.Context, e app.Value) {
	axis, painted := h.axis()
	if !painted || e.Get("timeStamp").Float()-h.scrolled < scrollRest && !e.Get("ctrlKey").Bool() {
		return
	}
	unit := [...]float64{1, 16, 400}[min(max(e.Get("deltaMode").Int(), 0), 2)] // pixels, lines or pages
	dx, dy := e.Get("deltaX").Float()*unit, e.Get("deltaY").Float()*unit
	zoomed := !h.chart.options.View.IsZero()
	switch {
	case math.Abs(dx) > math.Abs(dy) || e.Get("shiftKey").Bool():
		if !zoomed {
			return
		}
		perPixel := h.view().Width() / (axis.Stop - axis.Start)
		h.chart.setView(ctx, h.view().Move(h.whole(), (dx+dy)*perPixel))
	case dy > 0 && !zoomed:
		return
	default:
		speed := .002
		if e.Get("ctrlKey").Bool() { // two fingers on a touchpad
			speed = .01
		}
		at := axis.Value(min(max(h.x(e), axis.Start), axis.Stop))
		h.chart.setView(ctx, h.view().Zoom(h.whole(), at, math.Exp(dy*speed)))
	}
	e.Call("preventDefault")
}

// key moves the place that is read, and zooms.
func (h *input) key(ctx app.Context, e app.Value) {
	_, painted := h.axis()
	if !painted || e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() {
		return
	}
	sheet, view := h.chart.sheet, h.view()
	if !sheet.hasCursor {
		sheet.cursor = view.High
	}
	const share = 100 // of what is shown, in a step
	step := view.Width() / share
	if h.chart.options.X == plot.Steps {
		step = max(math.Round(step), 1)
	}
	at := sheet.cursor
	switch e.Get("key").String() {
	case "ArrowRight", "ArrowUp":
		at += step
	case "ArrowLeft", "ArrowDown":
		at -= step
	case "PageUp":
		at += 10 * step
	case "PageDown":
		at -= 10 * step
	case "Home":
		at = h.whole().Low
	case "End":
		at = h.whole().High
	case "+", "=":
		h.zoom(ctx, zoomStep)
	case "-", "_":
		h.zoom(ctx, 1/zoomStep)
	case "Escape":
		h.chart.setView(ctx, plot.Range{})
	default:
		return
	}
	e.Call("preventDefault")
	at = min(max(at, h.whole().Low), h.whole().High)
	if !h.chart.options.View.IsZero() && at != sheet.cursor {
		h.chart.setView(ctx, h.chart.options.View.Show(h.whole(), at))
	}
	sheet.point(at)
}
