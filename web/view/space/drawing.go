package space

import (
	"fmt"
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/view/columns"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// drawing is what is on the canvas. It is drawn with the browser's next frame when
// something in it has changed, and only while it is in sight.
type drawing struct {
	stage, canvas, labels app.Value
	refuse                func() // says that there is no WebGL 2

	painter *painter
	lost    bool // what the graphics card had of it
	seen    bool
	frame   app.Func
	pending bool      // the browser has been asked for a frame
	request app.Value // by which
	idle    idle
	close   func()

	columns  []columns.Column
	scene    *scene // nil before there is something to draw
	values   []byte
	lines    []float32
	palettes plate.Palettes
	stale    struct{ scene, values, lines, colours bool } // the painter has older ones

	camera, home  camera
	width, height float64 // px
	density       float64 // of the canvas's pixels in a px
}

// mostDensity is how many of the canvas's pixels there are at most in a px, along a side.
const mostDensity = 2

func newDrawing(ctx app.Context, refuse func()) *drawing {
	element := func(id string) app.Value { return app.Window().GetElementByID(id) }
	d := &drawing{stage: element("space-canvas"), canvas: element("network-space"), labels: element("space-labels"), refuse: refuse, density: 1}
	d.frame = app.FuncOf(func(_ app.Value, told []app.Value) any {
		d.pending = false
		d.draw(told[0].Float())
		return nil
	})
	sight := dom.NewObserver("IntersectionObserver", func(told []app.Value) {
		d.seen = dom.InSight(told)
		d.invalidate()
	})
	sight.Value.Call("observe", d.stage)
	anything := func(app.Value) { d.idle.over = true }
	passive := map[string]any{"passive": true, "capture": true}
	d.close = dom.StopAll(
		sight.Close,
		dom.ObserveSize(ctx, d.stage, d.resize),
		dom.Listen(d.canvas, "webglcontextlost", nil, func(e app.Value) {
			e.Call("preventDefault") // or the browser does not give it back
			d.lost = true
		}),
		dom.Listen(d.canvas, "webglcontextrestored", nil, func(app.Value) { d.restore() }),
		dom.Listen(app.Window(), "pointerdown", passive, anything),
		dom.Listen(app.Window(), "keydown", passive, anything),
		dom.Listen(app.Window(), "wheel", passive, anything),
	)
	return d
}

// end takes everything away.
func (d *drawing) end() {
	d.close()
	d.seen, d.scene = false, nil
	if d.pending {
		app.Window().Call("cancelAnimationFrame", d.request)
	}
	if d.painter != nil {
		d.painter.end()
	}
	d.frame.Release()
}

// show takes what there is to draw now, nothing if there are no columns.
func (d *drawing) show(list []columns.Column, m *worker.Inside, palettes plate.Palettes) {
	d.columns = list
	if len(list) == 0 {
		d.scene = nil
		return
	}
	if d.scene == nil || !d.scene.sameShape(list) {
		d.scene = newScene(list)
		d.stale.scene = true
		d.goHome()
	}
	d.values = valuesOf(list, m)
	d.stale.values = true
	if palettes != d.palettes {
		d.palettes, d.stale.colours = palettes, true
	}
	d.invalidate()
}

// choose draws the lines of what is chosen.
func (d *drawing) choose(chosen place) {
	if d.scene == nil {
		return
	}
	numbers, ink := &d.palettes[plate.Numbers], d.palettes[plate.Trace][255]
	lines := append(d.scene.connections(d.columns, chosen, numbers), d.scene.frames(chosen, ink)...)
	d.lines = pack(lines, d.density)
	d.stale.lines = true
	d.invalidate()
}

// restore has everything loaded again.
func (d *drawing) restore() {
	d.lost = false
	if d.painter == nil || !d.painter.begin() {
		return
	}
	d.renewAll()
	d.invalidate()
}

func (d *drawing) renewAll() {
	d.stale.scene, d.stale.values, d.stale.lines, d.stale.colours = true, true, true, true
}

func (d *drawing) resize(width, height float64) {
	if width == 0 || height == 0 || width == d.width && height == d.height {
		return
	}
	d.width, d.height = width, height
	d.density = clamp(app.Window().Get("devicePixelRatio").Float(), 1, mostDensity)
	d.canvas.Set("width", math.Round(width*d.density))
	d.canvas.Set("height", math.Round(height*d.density))
	if d.scene == nil || d.camera == d.home {
		d.goHome()
		return
	}
	before := d.home.Distance
	d.home = homeCamera(d.scene.boxes(), d.aspect())
	d.camera.Distance *= d.home.Distance / before
	d.invalidate()
}

func (d *drawing) aspect() float64 { return d.width / max(d.height, 1) }

// goHome lets one see all as at first.
func (d *drawing) goHome() {
	if d.scene == nil || d.width == 0 {
		return
	}
	d.home = homeCamera(d.scene.boxes(), d.aspect())
	d.camera = d.home
	d.invalidate()
}

// move changes where one looks from.
func (d *drawing) move(change func(*camera)) {
	if d.scene != nil {
		change(&d.camera)
		d.invalidate()
	}
}

// at returns the cube that is seen at a point, in px from the upper left corner.
func (d *drawing) at(x, y float64) (found place, hit bool) {
	if d.scene == nil || d.width == 0 {
		return place{}, false
	}
	r := d.camera.ray(2*x/d.width-1, 1-2*y/d.height, d.aspect())
	return d.scene.pick(r, d.values)
}

// invalidate has it drawn with the next frame.
func (d *drawing) invalidate() {
	if d.pending || !d.seen || d.lost || d.scene == nil || d.width == 0 {
		return
	}
	d.pending = true
	d.request = app.Window().Call("requestAnimationFrame", d.frame)
}

// draw draws the frame of a time in ms.
func (d *drawing) draw(now float64) {
	if !d.seen || d.lost || d.scene == nil || d.width == 0 {
		return
	}
	if d.painter == nil {
		if d.painter = newPainter(d.canvas); d.painter == nil {
			d.scene = nil
			d.refuse()
			return
		}
		d.renewAll()
	}
	d.load()
	if turned, going := d.idle.turn(now); going {
		d.camera = swing(d.home, turned, d.scene.boxes(), d.aspect())
		d.invalidate()
	}
	d.painter.draw(d.camera, d.canvas.Get("width").Int(), d.canvas.Get("height").Int())
	d.placeLabels()
}

// load gives the painter what is newer than what it has.
func (d *drawing) load() {
	if d.stale.scene {
		d.painter.setScene(d.scene)
	}
	if d.stale.scene || d.stale.values {
		d.painter.setValues(d.values)
	}
	if d.stale.lines {
		d.painter.setLines(d.lines)
	}
	if d.stale.colours {
		d.painter.setColours(&d.palettes)
	}
	d.stale.scene, d.stale.values, d.stale.lines, d.stale.colours = false, false, false, false
}

// placeLabels puts the names where what they name is.
func (d *drawing) placeLabels() {
	labels := d.labels.Get("children")
	shown := labelsOf(d.scene, d.camera.matrix(d.aspect()), d.width, d.height)
	for i := range min(labels.Length(), len(shown)) {
		style, l := labels.Index(i).Get("style"), shown[i]
		if !l.Shown {
			style.Set("visibility", "hidden")
			continue
		}
		style.Set("visibility", "visible")
		style.Set("transform", fmt.Sprintf("translate(%.1fpx, %.1fpx)", l.X, l.Y))
	}
}
