package draw

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/view/ownset"
	"digitlab/web/worker"
)

// pad is where digits are drawn, and where pictures of them are put.
type pad struct {
	app.Compo
	sketch  sketch
	pointer int // the one that draws
	place   padPlace
	stop    func() // ends listening to pointers
	press   press
	pen     pen // the keyboard's
	laid    laid
	below   laid  // what lay there before it
	cleared sheet // what was cleared last
	example *example
	offered bool // there may be an example
	classes worker.Classes
	camera  state.Camera
	own     state.OwnSet
}

// OnInit lays the pen down.
func (c *pad) OnInit() { c.pen = newPen() }

// OnMount listens to pointers that move, and for pictures from elsewhere on the
// page.
func (c *pad) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.CameraKey.Observe(ctx, &c.camera)
	state.OwnSetKey.Observe(ctx, &c.own, func() { c.makeRoom(ctx) })
	canvas := app.Window().GetElementByID("pad")
	c.stop = dom.StopAll(
		dom.Listen(canvas, "pointermove", nil, func(e app.Value) {
			dom.Dispatch(ctx, func(ctx app.Context) { c.onPointerMove(ctx, canvas, e) })
		}),
		c.listenToBoxes(ctx, canvas),
		c.place.follow(),
	)
	c.takeEarly(ctx)
	state.OpenPicture.Handle(ctx, c.openPicture)
	state.OpenImage.Handle(ctx, c.openImage)
	state.PictureFailed.Handle(ctx, c.pictureFailed)
	state.ClassesKey.Observe(ctx, &c.classes, func() {
		if !c.classes.AreDigits() && c.endExample() {
			c.raise(ctx)
		}
	})
	state.ClearPad.Handle(ctx, c.clearAll)
	state.ExampleKey.Observe(ctx, &c.offered, func() { c.showExample(ctx) })
}

// makeRoom takes the example away, a digit, where drawings are kept for other things.
func (c *pad) makeRoom(ctx app.Context) {
	if c.own.Keeps && c.endExample() {
		c.raise(ctx)
	}
}

// OnDismount ends the listening and lets go of pictures.
func (c *pad) OnDismount() {
	if c.stop != nil {
		c.stop()
	}
	for _, url := range []string{c.laid.url, c.below.url, c.cleared.laid.url} {
		dom.RevokeLater(url)
	}
}

// Render shows the canvas, which the handlers below paint, and its buttons.
func (c *pad) Render() app.UI {
	return app.Div().Class("pad").Body(
		app.Div().Class("pad-sheet").DataSet("camera", string(c.camera.Phase)).Body(
			app.Canvas().ID("pad").Attr("width", canvasSide).Attr("height", canvasSide).
				TabIndex(0).Role("application").
				Aria("label", text.T("Drawing pad: draw with mouse, finger or pen, or with the arrow keys; the space bar puts the pen down and lifts it")).
				Aria("keyshortcuts", "Control+Z Escape Space").
				DataSet("value", len(c.sketch.strokes)).DataSet("pen", float64(state.PadPen)/state.PadSide).
				On("pointerdown", c.onPointerDown).
				On("pointerup", c.onPointerUp).
				On("pointercancel", c.onPointerUp).
				OnKeyDown(c.onKeyDown).
				OnBlur(c.onBlur),
			// Before what comes and goes, so that it stays the same element.
			&boxes{Picture: c.laid.url != "", Name: c.laid.subject.Name, Width: c.laid.width, Height: c.laid.height},
			c.renderHint(),
			c.renderPicture(),
			c.renderPen(),
			&viewfinder{},
		),
		&cameraButtons{},
		app.Div().Class("buttons").Hidden(c.camera.Phase != state.CameraClosed).Body(
			app.Button().Type("button").ID("pad-clear").Text(text.T("Clear")).
				Disabled(c.empty() && c.example == nil).OnClick(c.onClear),
			app.Button().Type("button").ID("pad-undo").Text(text.T("Undo")).
				Disabled(c.empty() && c.cleared.empty()).OnClick(c.onUndo),
			ui.FilePicker("image-file", text.T("Open picture"), "image/*", c.onFile),
			app.Button().Type("button").ID("camera-open").Text(text.T("Camera")).OnClick(c.onCamera),
		),
	)
}

// empty reports whether there is nothing of the visitor's on the pad.
func (c *pad) empty() bool { return sheet{c.sketch, c.laid}.empty() }

func (c *pad) onPointerDown(ctx app.Context, e app.Event) {
	if c.sketch.drawing && !c.byKeys() || e.Get("button").Int() != 0 {
		return
	}
	pointer := e.Get("pointerId").Int()
	dom.CapturePointer(ctx.JSSrc(), pointer)
	c.place.forget() // whatever has moved the pad between two strokes
	x, y := c.place.point(ctx.JSSrc(), e.Value)
	c.begin(ctx, pointer, x, y)
}

// begin begins a stroke, of a new drawing if there is a picture.
func (c *pad) begin(ctx app.Context, pointer int, x, y float64) {
	canvas := app.Window().GetElementByID("pad")
	c.endExample()
	if c.laid.url != "" {
		c.clear(ctx)
		clearCanvas(canvas)
	}
	c.pointer, c.press = pointer, press{}
	c.sketch.begin(x, y)
	state.PenDownKey.Set(ctx, true)
	c.paintLast(canvas)
	c.raise(ctx)
}

func (c *pad) onPointerMove(ctx app.Context, canvas, e app.Value) {
	if c.press.by(e) {
		c.movePress(ctx, canvas, e)
	}
	if !c.sketch.drawing || e.Get("pointerId").Int() != c.pointer {
		return
	}
	moved := false
	for _, point := range coalescedEvents(e) {
		if c.sketch.extend(c.place.point(canvas, point)) {
			c.paintLast(canvas)
			moved = true
		}
	}
	if moved {
		c.raise(ctx)
	}
}

func (c *pad) onPointerUp(ctx app.Context, e app.Event) {
	if c.press.by(e.Value) {
		c.endPress(ctx, e.Value)
	}
	if e.Get("pointerId").Int() == c.pointer {
		c.endStroke(ctx)
	}
}

// endStroke lifts the pen.
func (c *pad) endStroke(ctx app.Context) {
	if c.sketch.drawing {
		c.sketch.end()
		state.PenDownKey.Set(ctx, false)
	}
}

// paintLast paints the newest piece of the drawing.
func (c *pad) paintLast(canvas app.Value) {
	stroke := c.sketch.strokes[len(c.sketch.strokes)-1]
	paintStroke(canvas, stroke[max(0, len(stroke)-4):])
}

func (c *pad) onKeyDown(ctx app.Context, e app.Event) {
	key := e.Get("key").String()
	_, moves := directions[key]
	switch {
	case moves:
		e.PreventDefault() // or the page would scroll
		c.movePen(ctx, key)
	case key == " ", key == "Enter":
		e.PreventDefault()
		c.dropPen(ctx)
	case key == "Escape", key == "Delete":
		c.onClear(ctx, e)
	case key == "Backspace", key == "z" && (e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool()):
		c.onUndo(ctx, e)
	case c.own.Keeps && len(key) == 1 && '0' <= key[0] && key[0] <= '9':
		state.KeepAs.Raise(ctx, ownset.ClassOfKey(key[0]))
	}
}

func (c *pad) onFile(ctx app.Context, _ app.Event) { dom.TakeFile(ctx, state.OpenPicture.Raise) }

func (c *pad) onCamera(ctx app.Context, _ app.Event) {
	if c.endExample() {
		c.raise(ctx)
	}
	state.OpenCamera.Raise(ctx, "")
}

func (c *pad) repaint() {
	canvas := app.Window().GetElementByID("pad")
	clearCanvas(canvas)
	for _, stroke := range c.sketch.strokes {
		paintStroke(canvas, stroke)
	}
	if c.example != nil {
		paintStroke(canvas, c.example.stroke())
	}
}

// raise asks for what is on the pad to be read.
func (c *pad) raise(ctx app.Context) { state.ReadSubject.Raise(ctx, c.subject()) }

// subject returns what is on the pad.
func (c *pad) subject() state.Subject {
	switch {
	case c.laid.url != "":
		return c.laid.subject
	case c.example != nil:
		return c.example.subject()
	}
	return state.Subject{Strokes: c.sketch.snapshot()}
}
