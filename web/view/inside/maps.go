package inside

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// mapsView shows what each layer gives for the picture: a sheet of maps for each
// layer, and one map large, with the filter that made it.
type mapsView struct {
	app.Compo
	inside  worker.Inside
	classes worker.Classes
	layer   string // the one whose map is large, "" for the first
	chosen  int    // its map
}

// OnMount watches the maps.
func (c *mapsView) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.InsideKey(state.PartMaps).Observe(ctx, &c.inside)
	state.ClassesKey.Observe(ctx, &c.classes)
}

// Render shows the large map above the sheets.
func (c *mapsView) Render() app.UI {
	m := &c.inside
	if !m.Read {
		return renderNothingRead(c.classes)
	}
	if len(m.Maps) == 0 {
		return app.P().Class("hint").Text(text.T("This network has one layer only: its output is the answer."))
	}
	layer := max(0, slices.IndexFunc(m.Maps, func(n worker.Numbers) bool { return n.Layer == c.layer }))
	chosen := min(c.chosen, m.Maps[layer].Count-1)
	var sheets []app.UI
	for i := range m.Maps {
		at := -1
		if i == layer {
			at = chosen
		}
		sheets = append(sheets, c.renderSheet(&m.Maps[i], m.MapPictures(i), at))
	}
	return app.Div().Class("inside-body").Body(
		app.P().Class("hint").Text(text.T("Each filter draws a map of where it finds what it looks for: blue where it does, orange where the opposite is. "+
			"ReLU lets only blue through; pooling keeps the strongest of each 2 × 2. Point at a map, or walk through them with the arrow keys.")),
		renderLargeMap(m, layer, chosen),
		app.Div().Class("sheets").Body(sheets...),
	)
}

// renderSheet shows the maps of a layer as something to choose from. At is the
// one that is shown large, -1 if that is of another layer.
func (c *mapsView) renderSheet(n *worker.Numbers, pictures []byte, at int) app.UI {
	g := plate.Square(n.Count, n.Side)
	frame := app.UI(nil)
	if at >= 0 {
		b := g.Box(at, n.Count)
		frame = plate.RenderFrame(&b)
	}
	now := max(at, 0)
	return app.Figure().Class("sheet", mapClass(n)).Body(
		app.FigCaption().Body(app.Strong().Text(n.Layer), app.Text(" "+mapsText(n))),
		app.Div().Class("framed", "choice").DataSet("layer", n.Layer).
			Role("slider").TabIndex(0).
			Aria("label", text.F("Feature maps of %s", n.Layer)).
			Aria("valuemin", 1).Aria("valuemax", n.Count).Aria("valuenow", now+1).
			Aria("valuetext", mapText(n, mapPicture(n, pictures, now), now)).
			On("pointermove", c.onPoint).On("pointerdown", c.onPoint).
			OnFocus(c.onFocus).OnKeyDown(c.onKeyDown).
			Body(
				&plate.Plate{ID: "maps-" + n.Layer, Grid: g, Pictures: pictures, Palette: plate.Numbers},
				frame,
			),
	)
}

// renderLargeMap shows a map beside the filter that made it.
func renderLargeMap(m *worker.Inside, layer, chosen int) app.UI {
	n := &m.Maps[layer]
	picture := mapPicture(n, m.MapPictures(layer), chosen)
	parts := []app.UI{
		&plate.Plate{ID: "map-large", Class: "large", Label: mapText(n, picture, chosen), Grid: plate.Whole(n.Side, n.Side), Pictures: picture, Palette: plate.Numbers},
	}
	words := mapText(n, picture, chosen)
	if f := filterOf(m, layer); f >= 0 && chosen < m.Filters[f].Count {
		filters := &m.Filters[f]
		each := filters.Channels * filters.Side * filters.Side
		parts = append(parts, &plate.Plate{ID: "map-filter", Class: "large-filter", Label: text.F("Filter %d of %s", chosen+1, filters.Layer),
			Grid: plate.Square(filters.Channels, filters.Side), Pictures: m.FilterPictures(f)[chosen*each:][:each], Palette: plate.Numbers})
		words += " " + text.F("Beside it filter %d of %s, which made it.", chosen+1, filters.Layer)
	}
	return app.Div().Class("large-map").Body(append(parts, app.P().Text(words))...)
}

// mapPicture returns one of a layer's maps.
func mapPicture(n *worker.Numbers, pictures []byte, i int) []byte {
	return pictures[i*n.Side*n.Side:][:n.Side*n.Side]
}

// filterOf returns the index of the filters that made a layer's maps: of the
// last layer with filters up to it. Layers in between leave the order of the
// maps as it is. It returns -1 if there is none, or none that is shown.
func filterOf(m *worker.Inside, layer int) int {
	for i := layer; i >= 0; i-- {
		if layer := m.Maps[i].Text; isConv(layer) || strings.HasPrefix(layer, "linear") {
			return slices.IndexFunc(m.Filters, func(f worker.Numbers) bool { return f.Layer == m.Maps[i].Layer })
		}
	}
	return -1
}

// mapText says what is in a map.
func mapText(n *worker.Numbers, picture []byte, i int) string {
	value := func(v byte) string { return number.Decimals(float64(n.Largest)*(float64(v)-128)/127, 2) }
	if n.Side == 1 {
		return text.F("%s, unit %d of %d: %s.", n.Layer, i+1, n.All, value(picture[0]))
	}
	return text.F("%s, map %d of %d: %s to %s.", n.Layer, i+1, n.All, value(slices.Min(picture)), value(slices.Max(picture)))
}

// mapsText says what the maps of a layer are.
func mapsText(n *worker.Numbers) string {
	var words string
	if n.Side == 1 {
		words = text.F("%d numbers, up to ±%s", n.All, number.Decimals(float64(n.Largest), 2))
	} else {
		words = text.F("%d maps of %d × %d, up to ±%s", n.All, n.Side, n.Side, number.Decimals(float64(n.Largest), 2))
	}
	if n.Count < n.All {
		words += text.F("; the first %d are shown", n.Count)
	}
	return words
}

func mapClass(n *worker.Numbers) string {
	if n.Side == 1 {
		return "units"
	}
	return ""
}

// layerAt returns the layer of an event's element and its index.
func (c *mapsView) layerAt(element app.Value) (layer string, n *worker.Numbers) {
	layer = element.Get("dataset").Get("layer").String()
	i := slices.IndexFunc(c.inside.Maps, func(n worker.Numbers) bool { return n.Layer == layer })
	if i < 0 {
		return layer, nil
	}
	return layer, &c.inside.Maps[i]
}

func (c *mapsView) onPoint(ctx app.Context, e app.Event) {
	layer, n := c.layerAt(ctx.JSSrc())
	if n == nil {
		return
	}
	x, y := plate.PointIn(ctx.JSSrc(), e)
	c.layer, c.chosen = layer, plate.Square(n.Count, n.Side).At(x, y, n.Count)
}

func (c *mapsView) onFocus(ctx app.Context, _ app.Event) {
	if layer, n := c.layerAt(ctx.JSSrc()); n != nil && layer != c.layer {
		c.layer, c.chosen = layer, 0
	}
}

func (c *mapsView) onKeyDown(ctx app.Context, e app.Event) {
	layer, n := c.layerAt(ctx.JSSrc())
	if n == nil {
		return
	}
	next, moved := plate.Step(c.chosen, plate.Square(n.Count, n.Side).Columns, n.Count, e.Get("key").String())
	if moved {
		e.PreventDefault()
		c.layer, c.chosen = layer, next
	}
}
