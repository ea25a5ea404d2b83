package draw

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
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
	pen     pen    // the keyboard's
	picture string // URL of the picture on the pad, "" if there is none
	name    string // its file's
	width   int    // of the picture, in its pixels; 0 until it is there
	height  int
	camera  state.Camera
}

// maxPicture bounds the size of a picture's file.
const maxPicture = 32 << 20

// OnInit lays the pen down.
func (c *pad) OnInit() { c.pen = newPen() }

// OnMount listens to pointers that move, and for pictures from elsewhere on the
// page.
func (c *pad) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.CameraKey.Observe(ctx, &c.camera)
	canvas := app.Window().GetElementByID("pad")
	c.stop = dom.StopAll(
		dom.Listen(canvas, "pointermove", nil, func(e app.Value) {
			dom.Dispatch(ctx, func(ctx app.Context) { c.onPointerMove(ctx, canvas, e) })
		}),
		c.listenToBoxes(ctx, canvas),
		c.place.follow(),
	)
	state.OpenPicture.Handle(ctx, c.openPicture)
	state.OpenImage.Handle(ctx, c.openImage)
	state.PictureFailed.Handle(ctx, c.pictureFailed)
}

// OnDismount ends the listening and lets go of the picture.
func (c *pad) OnDismount() {
	if c.stop != nil {
		c.stop()
	}
	dom.RevokeLater(c.picture)
}

// Render shows the canvas, which the handlers below paint, and its buttons.
func (c *pad) Render() app.UI {
	empty := len(c.sketch.strokes) == 0 && c.picture == ""
	return app.Div().Class("pad").Body(
		app.Div().Class("pad-sheet").DataSet("camera", string(c.camera.Phase)).Body(
			app.Canvas().ID("pad").Attr("width", canvasSide).Attr("height", canvasSide).
				TabIndex(0).Role("application").
				Aria("label", text.T("Drawing pad: draw a digit or a number with mouse, finger or pen, or with the arrow keys; the space bar puts the pen down and lifts it")).
				Aria("keyshortcuts", "Control+Z Escape Space").
				DataSet("value", len(c.sketch.strokes)).
				On("pointerdown", c.onPointerDown).
				On("pointerup", c.onPointerUp).
				On("pointercancel", c.onPointerUp).
				OnKeyDown(c.onKeyDown).
				OnBlur(c.onBlur),
			// Before what comes and goes, so that it stays the same element.
			&boxes{Picture: c.picture != "", Name: c.name, Width: c.width, Height: c.height},
			app.If(empty, app.P().Class("pad-hint").Body(
				app.Strong().Text(text.T("Draw a digit or a number")),
				app.Span().Class("for-mouse").Text(text.T("or drop or paste a picture of one")),
				app.Span().Class("pad-keys").Text(text.T("Arrow keys move the pen, space puts it down and lifts it")))),
			c.renderPicture(),
			c.renderPen(),
			&viewfinder{},
		),
		&cameraButtons{},
		app.Div().Class("buttons").Hidden(c.camera.Phase != state.CameraClosed).Body(
			app.Button().Type("button").ID("pad-clear").Text(text.T("Clear")).
				Disabled(empty).OnClick(c.onClear),
			app.Button().Type("button").ID("pad-undo").Text(text.T("Undo")).
				Disabled(empty).OnClick(c.onUndo),
			ui.FilePicker("image-file", text.T("Open picture"), "image/*", c.onFile),
			app.Button().Type("button").ID("camera-open").Text(text.T("Camera")).
				Title(text.T("Reads what is held before the camera")).OnClick(c.onCamera),
		),
	)
}

func (c *pad) renderPicture() app.UI {
	if c.picture == "" {
		return nil
	}
	return app.Img().ID("picture").Class("pad-picture").Src(c.picture).Alt(text.F("The picture %s", c.name)).
		OnLoad(c.onPicture)
}

// onPicture takes the size of a picture that has come.
func (c *pad) onPicture(ctx app.Context, _ app.Event) {
	c.width, c.height = ctx.JSSrc().Get("naturalWidth").Int(), ctx.JSSrc().Get("naturalHeight").Int()
}

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
	if c.picture != "" {
		c.dropPicture()
		c.sketch.clear()
		clearCanvas(canvas)
	}
	c.pointer, c.press = pointer, press{}
	c.sketch.begin(x, y)
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
		c.sketch.end()
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
	}
}

func (c *pad) onClear(ctx app.Context, _ app.Event) {
	c.dropPicture()
	c.sketch.clear()
	c.repaint()
	c.raise(ctx)
}

// onUndo takes back the picture or the last stroke.
func (c *pad) onUndo(ctx app.Context, _ app.Event) {
	if c.picture != "" {
		c.dropPicture()
	} else {
		c.sketch.undo()
	}
	c.repaint()
	c.raise(ctx)
}

func (c *pad) onFile(ctx app.Context, _ app.Event) { dom.TakeFile(ctx, state.OpenPicture.Raise) }

func (c *pad) onCamera(ctx app.Context, _ app.Event) { state.OpenCamera.Raise(ctx, "") }

func (c *pad) repaint() {
	canvas := app.Window().GetElementByID("pad")
	clearCanvas(canvas)
	for _, stroke := range c.sketch.strokes {
		paintStroke(canvas, stroke)
	}
}

// raise asks for the drawing to be read.
func (c *pad) raise(ctx app.Context) {
	state.ReadSubject.Raise(ctx, state.Subject{Strokes: c.sketch.snapshot()})
}

// openPicture shows a picture over the drawing and asks for it to be read.
func (c *pad) openPicture(ctx app.Context, file app.Value) {
	name := file.Get("name").String()
	dom.ReadFile(ctx, file, maxPicture, func(ctx app.Context, data []byte, err error) {
		if err != nil {
			state.ShowNotice.Raise(ctx, state.Notice{Scope: worker.ScopePicture, Text: err.Error()})
			return
		}
		c.dropPicture()
		c.sketch.end()
		c.picture, c.name = dom.ObjectURL(file), name
		state.ReadSubject.Raise(ctx, state.Subject{Name: name, Picture: data})
	})
}

// openImage shows an image of a dataset over the drawing and asks for it to be
// read. The pad comes into sight: the image was chosen elsewhere on the page.
func (c *pad) openImage(ctx app.Context, s state.Subject) {
	c.dropPicture()
	c.sketch.end()
	c.picture, c.name = ui.BitmapURL(s.Image, worker.ImageSide), s.Name
	state.ReadSubject.Raise(ctx, s)
	app.Window().GetElementByID("pad").Call("focus")
}

// pictureFailed brings back the drawing under a picture that cannot be read.
// The notice about it stays, so the drawing is not raised as a new one.
func (c *pad) pictureFailed(ctx app.Context) {
	c.dropPicture()
	state.RestoreSubject.Raise(ctx, state.Subject{Strokes: c.sketch.snapshot()})
}

// dropPicture takes the picture off the pad.
func (c *pad) dropPicture() {
	dom.RevokeLater(c.picture) // its element goes on loading when it is gone
	c.picture, c.width, c.height = "", 0, 0
}
