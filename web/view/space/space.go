// Package space shows the network in three dimensions: each number is a cube, and the
// layers stand one behind the other.
//
// Where everything is, how it is looked at and what is pressed are sums without a browser;
// what is drawn goes to the graphics card in gl.go.
package space

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/view/columns"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// View is the network in space.
type View struct {
	app.Compo
	inside      worker.Inside
	classes     worker.Classes
	connections worker.Connections
	point       worker.Point // what the page points at
	palettes    plate.Palettes

	columns []columns.Column
	maps    int   // of each layer at most, 0 if they are all there
	at      place // what is chosen
	chosen  bool  // it has been; else that is what is read
	refused bool  // there is no WebGL 2
	drawing *drawing
	input   *input
}

// OnMount watches the network, what the page points at, and the colours.
func (c *View) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	renew := func() { ctx.Defer(c.renew) }
	state.InsideKey(state.PartSpace).Observe(ctx, &c.inside, renew)
	state.ConnectionsKey.Observe(ctx, &c.connections, renew)
	state.ClassesKey.Observe(ctx, &c.classes, renew)
	state.PointKey.Observe(ctx, &c.point, func() { c.follow(ctx) })
	plate.PalettesKey.Observe(ctx, &c.palettes, renew)
	c.drawing = newDrawing(ctx, func() {
		ctx.Dispatch(func(app.Context) { c.refused = true })
	})
	c.input = newInput(c.drawing, func(x, y float64) {
		if found, hit := c.drawing.at(x, y); hit {
			ctx.Dispatch(func(ctx app.Context) { c.choose(ctx, found) })
		}
	})
	renew()
}

// OnUpdate draws what is new.
func (c *View) OnUpdate(ctx app.Context) { ctx.Defer(c.renew) }

// OnDismount takes everything away.
func (c *View) OnDismount() {
	if c.drawing == nil {
		return
	}
	c.input.close()
	c.drawing.end()
	c.drawing, c.input, c.chosen = nil, nil, false
}

// renew gives the drawing what there is now.
func (c *View) renew(app.Context) {
	if c.drawing == nil || c.refused {
		return
	}
	c.drawing.show(c.columns, &c.inside, c.palettes)
	c.drawing.choose(c.at)
}

// follow chooses what the page points at now.
func (c *View) follow(ctx app.Context) {
	for i := range c.columns {
		col := &c.columns[i]
		for _, layer := range col.Layers {
			if area := col.Side * col.Side; layer == c.point.Layer && c.point.Unit/area < col.Count {
				c.at = place{columns.Node{Column: i, Index: c.point.Unit / area}, c.point.Unit % area}
				c.chosen = true
			}
		}
	}
	ctx.Defer(c.renew)
}

// choose chooses a cube, and has the sum be about it.
func (c *View) choose(ctx app.Context, at place) {
	if at.Column >= len(c.columns) {
		return
	}
	c.at, c.chosen = at, true
	ctx.Defer(c.renew)
	col := &c.columns[at.Column]
	if len(col.Layers) > 0 {
		state.PointAt.Raise(ctx, worker.Point{Layer: col.Name(), Unit: at.Index*col.Side*col.Side + at.Pixel})
	}
}

// brightest returns the place of the largest value of a map.
func (c *View) brightest(column, index int) place {
	col := &c.columns[column]
	area := col.Side * col.Side
	return place{columns.Node{Column: column, Index: index}, col.Brightest(index) % area}
}

// prepare takes the columns of the newest message, and what is chosen in them.
func (c *View) prepare() {
	c.columns, c.maps = limit(columns.Of(&c.inside, &c.connections), mostCubes)
	if len(c.columns) == 0 {
		return
	}
	answers := len(c.columns) - 1
	there := c.at.Column <= answers && c.at.Index < c.columns[c.at.Column].Count &&
		c.at.Pixel < c.columns[c.at.Column].Side*c.columns[c.at.Column].Side
	if !c.chosen || !there {
		c.chosen = false
		c.at = place{Node: columns.Node{Column: answers, Index: min(c.inside.Digit, c.columns[answers].Count-1)}}
	}
}

// Render shows the canvas, what changes the view and what is chosen.
func (c *View) Render() app.UI {
	c.prepare()
	read := len(c.columns) > 0
	cubes := 0
	for i := range c.columns {
		cubes += c.columns[i].Count * c.columns[i].Side * c.columns[i].Side
	}
	return app.Div().ID("space").Class("space").DataSet("value", cubes).Body(
		app.P().Class("inside-empty").Hidden(read || c.refused).Text(state.DrawFirst(c.classes)),
		app.P().ID("space-refused").Class("inside-empty").Hidden(!c.refused).
			Text(text.T("This browser cannot draw in three dimensions: it has no WebGL 2, or it is switched off. The flat picture above shows the same network.")),
		app.Div().ID("space-canvas").Class("space-canvas").Hidden(!read || c.refused).
			Role("application").TabIndex(0).
			Aria("label", text.T("The network in three dimensions. Arrow keys turn it, with Shift they move it; plus and minus zoom, Home resets the view.")).
			Aria("describedby", "space-words").
			Body(
				app.Canvas().ID("network-space").Aria("hidden", true),
				app.Div().ID("space-labels").Class("space-labels").Aria("hidden", true).Body(c.renderLabels()...),
			),
		app.P().Class("hint").Hidden(!read || c.refused).Body(
			app.Span().Class("for-mouse").Text(text.T("Drag to turn it, with Shift to move it; the wheel zooms.")),
			app.Span().Class("for-touch").Text(text.T("Drag sideways to turn it, pinch to zoom.")),
		),
		app.If(read && !c.refused, c.renderChosen()...),
	)
}

// renderChosen shows what chooses, what changes the view, and what is chosen.
func (c *View) renderChosen() []app.UI {
	if len(c.columns) == 0 {
		return nil
	}
	return []app.UI{c.renderControls(), c.renderWords()}
}

// renderLabels shows the names of layers and answers, which the drawing puts into place.
func (c *View) renderLabels() []app.UI {
	var labels []app.UI
	for i := range c.columns {
		labels = append(labels, app.Span().Class("space-layer").Body(app.Span().Text(c.columns[i].Title())))
	}
	if len(c.columns) == 0 {
		return nil
	}
	answers := c.columns[len(c.columns)-1].Count
	for k := range answers {
		digit, class := k, "space-answer"
		if answers == 1 {
			digit = c.inside.Digit
		}
		if digit == c.inside.Digit {
			class += " best"
		}
		labels = append(labels, app.Span().Class(class).Body(app.Span().Text(c.classes.Name(digit))))
	}
	return labels
}

// renderControls shows what chooses without a pointer, and what changes the view.
func (c *View) renderControls() app.UI {
	col := &c.columns[c.at.Column]
	return app.Div().Class("space-controls").Body(
		renderChoice("space-layer", text.T("Layer"), strconv.Itoa(c.at.Column), c.layerChoices(), c.onLayer),
		app.If(col.Count > 1, renderChoice("space-map", c.mapLabel(), strconv.Itoa(c.at.Index), c.mapChoices(), c.onMap)),
		app.Div().Class("space-view").Body(
			app.Button().Type("button").ID("space-nearer").Aria("label", text.T("Zoom in")).Text("+").OnClick(c.onNearer),
			app.Button().Type("button").ID("space-farther").Aria("label", text.T("Zoom out")).Text("−").OnClick(c.onFarther),
			app.Button().Type("button").ID("space-reset").Text(text.T("Reset view")).OnClick(c.onReset),
		),
	)
}

func renderChoice(id, label, value string, choices []ui.Choice, onChange app.EventHandler) app.UI {
	return app.Div().Class("field").Body(app.Label().For(id).Text(label), ui.Select(id, value, choices, onChange))
}

func (c *View) layerChoices() []ui.Choice {
	choices := make([]ui.Choice, len(c.columns))
	for i := range choices {
		choices[i] = ui.Choice{Value: strconv.Itoa(i), Text: c.columns[i].Title()}
	}
	return choices
}

// mapChoices are the maps, counted from 1, or the classes.
func (c *View) mapChoices() []ui.Choice {
	col := &c.columns[c.at.Column]
	choices := make([]ui.Choice, col.Count)
	for i := range choices {
		choices[i] = ui.Choice{Value: strconv.Itoa(i), Text: strconv.Itoa(i + 1)}
		if col.Pictures == nil {
			choices[i].Text = c.classes.Name(i)
		}
	}
	return choices
}

func (c *View) mapLabel() string {
	switch col := &c.columns[c.at.Column]; {
	case col.Pictures == nil:
		return state.ClassTitle(c.classes)
	case col.Side == 1:
		return text.T("Number")
	}
	return text.T("Map")
}

func selected(ctx app.Context) int {
	number, _ := strconv.Atoi(ctx.JSSrc().Get("value").String())
	return number
}

func (c *View) onLayer(ctx app.Context, _ app.Event) {
	if i := selected(ctx); i < len(c.columns) {
		c.choose(ctx, c.brightest(i, min(c.at.Index, c.columns[i].Count-1)))
	}
}

func (c *View) onMap(ctx app.Context, _ app.Event) {
	if i := selected(ctx); i < c.columns[c.at.Column].Count {
		c.choose(ctx, c.brightest(c.at.Column, i))
	}
}

func (c *View) onNearer(app.Context, app.Event)  { c.input.zoom(zoomStep) }
func (c *View) onFarther(app.Context, app.Event) { c.input.zoom(1 / zoomStep) }
func (c *View) onReset(app.Context, app.Event)   { c.drawing.goHome() }
