// Package sum writes out how the network comes to one value: what a filter sees, its
// products, the sum, and what becomes of that.
package sum

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// View is the part about a single value. The visitor chooses a layer, one of its maps
// and a pixel of that.
type View struct {
	app.Compo
	inside      worker.Inside
	classes     worker.Classes
	explanation worker.Explanation
	point       worker.Point

	channel  int  // of the inputs whose products are written out
	followed bool // it is the one that adds most, and changes as that does
	stop     func()
}

// OnInit follows what adds most.
func (c *View) OnInit() { c.followed = true }

// OnMount watches the point and what is said of it.
func (c *View) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.InsideKey(state.PartSum).Observe(ctx, &c.inside, func() { ctx.Defer(c.pointSomewhere) })
	state.PointKey.Observe(ctx, &c.point)
	state.ClassesKey.Observe(ctx, &c.classes)
	state.ExplanationKey.Observe(ctx, &c.explanation)
}

// OnDismount ends the filter's way over the picture.
func (c *View) OnDismount() { c.halt() }

// pointSomewhere points at what is brightest in the first map that there is, once there
// is one and nothing has been pointed at, or no more.
func (c *View) pointSomewhere(ctx app.Context) {
	if !c.inside.Read || pointedAt(&c.inside, c.point) != nil {
		return
	}
	layers := layersOf(&c.inside)
	first := layers[0]
	unit := 0
	if len(c.inside.Maps) > 0 {
		pictures := c.inside.MapPictures(0)
		unit = slices.Index(pictures, slices.Max(pictures))
	}
	state.PointAt.Raise(ctx, worker.Point{Layer: first.Name, Unit: unit})
}

// Render shows where one points, and then the sum.
func (c *View) Render() app.UI {
	if !c.inside.Read {
		return app.P().Class("inside-empty").Text(state.DrawFirst(c.classes))
	}
	at := pointedAt(&c.inside, c.point)
	if at == nil {
		return app.Div()
	}
	return app.Div().ID("sum").Class("sum").Body(
		c.renderChoice(at),
		c.renderSteps(at),
	)
}

// renderChoice shows the map with the value that is pointed at, and what chooses others.
func (c *View) renderChoice(at *layer) app.UI {
	return app.Div().Class("sum-choice").Body(
		app.Div().Class("fields").Body(
			renderSelect("sum-layer", text.T("Layer"), at.Name, layerChoices(&c.inside), c.onLayer),
			renderSelect("sum-map", mapLabel(at, c.classes), mapValue(at, c.point), mapChoices(at, c.classes), c.onMap),
		),
		app.If(at.Side > 1, c.renderMap(at)),
		app.If(at.Side > 1 && !dom.PrefersReducedMotion(), app.Button().Type("button").ID("sum-play").
			Text(c.playLabel()).OnClick(c.onPlay)),
	)
}

// renderMap shows the chosen map with a frame around the chosen pixel.
func (c *View) renderMap(at *layer) app.UI {
	side, place := at.Side, c.point.Unit%(at.Side*at.Side)
	g := plate.Whole(side, side)
	frame := plate.Box{
		Left: float64(place%side) / float64(side), Top: float64(place/side) / float64(side),
		Width: 1 / float64(side), Height: 1 / float64(side),
	}
	return app.Div().Class("framed", "choice", "sum-map").
		Role("img").TabIndex(0).
		Aria("label", text.F("Map %d of %s; the arrow keys move over its pixels", mapOf(at, c.point)+1, at.Name)).
		Aria("describedby", "sum-words").
		On("pointermove", c.onPoint).On("pointerdown", c.onPoint).OnKeyDown(c.onKeyDown).
		Body(
			&plate.Plate{ID: "sum-map-picture", Grid: g, Pictures: at.picture(mapOf(at, c.point)), Palette: plate.Numbers},
			plate.RenderFrame(&frame),
		)
}

// onPoint points at the pixel below the pointer: one that moves must not be pressed,
// where it cannot hover.
func (c *View) onPoint(ctx app.Context, e app.Event) {
	at := pointedAt(&c.inside, c.point)
	if at == nil || c.stop != nil && e.Get("type").String() == "pointermove" {
		return
	}
	x, y := plate.PointIn(ctx.JSSrc(), e)
	g := plate.Grid{Columns: at.Side, Width: 1, Height: 1, Zoom: 1}
	c.moveTo(ctx, at, g.At(x, y, at.Side*at.Side))
}

func (c *View) onKeyDown(ctx app.Context, e app.Event) {
	at := pointedAt(&c.inside, c.point)
	if at == nil {
		return
	}
	area := at.Side * at.Side
	if next, moved := plate.Step(c.point.Unit%area, at.Side, area, e.Get("key").String()); moved {
		e.PreventDefault()
		c.moveTo(ctx, at, next)
	}
}

// moveTo points at another pixel of the map, which ends the filter's own way.
func (c *View) moveTo(ctx app.Context, at *layer, place int) {
	c.halt()
	c.point.Unit = mapOf(at, c.point)*at.Side*at.Side + place
	state.PointAt.Raise(ctx, c.point)
}

func (c *View) onLayer(ctx app.Context, _ app.Event) {
	c.halt()
	c.followed = true
	name := ctx.JSSrc().Get("value").String()
	for _, l := range layersOf(&c.inside) {
		if l.Name == name {
			state.PointAt.Raise(ctx, worker.Point{Layer: name, Unit: l.brightest(0)})
		}
	}
}

func (c *View) onMap(ctx app.Context, _ app.Event) {
	at := pointedAt(&c.inside, c.point)
	if at == nil {
		return
	}
	c.halt()
	c.followed = true
	number := selected(ctx)
	state.PointAt.Raise(ctx, worker.Point{Layer: at.Name, Unit: at.brightest(number)})
}
