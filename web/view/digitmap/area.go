package digitmap

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// area is the map itself, with what shows another part of it.
type area struct {
	app.Compo
	Highlight int // the digit that the others stand back for, -1 for none

	shown      state.Map
	place      worker.MapPlace
	frame      *worker.ImageMap // that was shown last
	separation float64
	sheet      *sheet
	input      *input
}

// chosenKey holds the image that is pointed at.
const chosenKey state.Key[chosen] = "map-chosen"

type chosen struct {
	Any    bool
	ByKeys bool // whoever hears the page is to be told
	Point  state.MapPoint
}

// OnMount begins to paint.
func (c *area) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	box := c.JSValue().Call("querySelector", ".map-box")
	c.sheet = newSheet(box)
	c.sheet.scene.highlight = c.Highlight
	c.input = newInput(ctx, c, box.Get("lastElementChild"))
	chosenKey.Set(ctx, chosen{})
	state.MapKey.Observe(ctx, &c.shown, c.take)
	state.MapPlaceKey.Observe(ctx, &c.place, func() {
		c.sheet.marks.place = c.place
		c.sheet.showMarks()
	})
	c.sheet.marks.place = c.place
	c.take()
}

// OnUpdate shows another digit before the others.
func (c *area) OnUpdate(app.Context) {
	if c.sheet.scene.highlight != c.Highlight {
		c.sheet.scene.highlight = c.Highlight
		c.sheet.show()
	}
}

// OnDismount ends the painting.
func (c *area) OnDismount() {
	if c.sheet != nil {
		c.input.close()
		c.sheet.close()
	}
}

// take shows a map that is new.
func (c *area) take() {
	if c.shown.Frame == c.frame {
		return
	}
	c.frame = c.shown.Frame
	points := c.shown.Points()
	c.separation = state.Separation(state.Clouds(points))
	c.sheet.take(points)
}

// moved paints what is shown now. Fingers move the page until there is more of the map
// than is shown.
func (c *area) moved() {
	touch := ""
	if c.sheet.scene.view.zoom > 0 {
		touch = "none"
	}
	c.input.target.Get("style").Set("touchAction", touch)
	c.sheet.show()
}

// choose points at an image, -1 for none.
func (c *area) choose(ctx app.Context, i int, byKeys bool) {
	if i == c.sheet.marks.chosen {
		return
	}
	c.sheet.marks.chosen = i
	c.sheet.showMarks()
	next := chosen{Any: i >= 0, ByKeys: byKeys}
	if next.Any {
		next.Point = c.sheet.scene.points[i]
	}
	dom.Dispatch(ctx, func(ctx app.Context) { chosenKey.Set(ctx, next) })
}

// open puts an image on the pad.
func (c *area) open(ctx app.Context, i int) {
	if i < 0 || i >= len(c.sheet.scene.points) {
		return
	}
	subject := c.sheet.scene.points[i].Subject()
	dom.Dispatch(ctx, func(ctx app.Context) { state.OpenImage.Raise(ctx, subject) })
}

// zoom comes nearer to the image that is pointed at, or to the middle.
func (c *area) zoom(by float64) {
	s := &c.sheet.scene
	left, top := s.width/2, s.height/2
	if i := c.sheet.marks.chosen; i >= 0 {
		left, top = s.pixel(s.place(i))
	}
	s.zoom(by, left, top)
	c.moved()
}

func (c *area) showAll() {
	c.sheet.scene.view = view{}
	c.moved()
}

// Render shows the canvases, and what lies over them for pointers and keys.
func (c *area) Render() app.UI {
	return app.Div().Class("map-area").Body(
		app.Div().Class("chart-zoom", "map-zoom").Role("group").Aria("label", text.T("Part of the map")).Body(
			renderZoom("in", "+", text.T("Zoom in"), func(app.Context, app.Event) { c.zoom(zoomStep) }),
			renderZoom("out", "−", text.T("Zoom out"), func(app.Context, app.Event) { c.zoom(-zoomStep) }),
			renderZoom("all", "↔", text.T("Show all"), func(app.Context, app.Event) { c.showAll() }),
		),
		app.Div().Class("map-box").Body(
			app.Canvas().ID("digit-map").DataSet("value", c.shown.Len()).
				DataSet("separation", strconv.FormatFloat(c.separation, 'f', 3, 64)).
				Role("img").Aria("label", text.T("Map of images")).Aria("describedby", "map-words"),
			app.Canvas().Aria("hidden", "true"),
			app.Div().ID("map-cursor").Class("map-cursor").Role("application").TabIndex(0).
				Aria("label", text.T("Images on the map")).Aria("describedby", "map-keys"),
		),
		app.P().ID("map-keys").Class("hint").Body(
			app.Span().Class("for-mouse").Text(text.T("Point at an image to see it, press it to put it on the pad. The wheel zooms, dragging moves. Keys: arrows go from image to image, Enter opens, + and − zoom, Shift and arrows move, Home shows all.")),
			app.Span().Class("for-touch").Text(text.T("Touch an image to see it, pinch to zoom; ↔ shows all.")),
		),
	)
}

func renderZoom(what, sign, label string, on app.EventHandler) app.UI {
	return app.Button().Type("button").ID("map-zoom-"+what).Text(sign).
		Title(label).Aria("label", label).OnClick(on)
}
