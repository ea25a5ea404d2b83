package inside

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// filtersView shows the filters of all layers that have any, with or without a
// drawing.
type filtersView struct {
	app.Compo
	inside worker.Inside
}

// OnMount watches the filters.
func (c *filtersView) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.InsideKey(state.PartFilters).Observe(ctx, &c.inside)
}

// Render shows a sheet of filters for each layer.
func (c *filtersView) Render() app.UI {
	var sheets []app.UI
	for i := range c.inside.Filters {
		sheets = append(sheets, renderFilters(&c.inside.Filters[i], c.inside.FilterPictures(i)))
	}
	return app.Div().Class("inside-body").Body(
		app.P().Class("hint").Text(text.T("A filter slides over its picture and adds up what lies beneath, each pixel with a weight. "+
			"Blue weights strengthen, orange ones weaken, and the stronger the colour, the more. Fresh weights are noise: start a run and watch edges and strokes form.")),
		app.Div().Class("sheets").Body(sheets...),
	)
}

func renderFilters(n *worker.Numbers, pictures []byte) app.UI {
	return app.Figure().Class("sheet", filterClass(n)).Body(
		app.FigCaption().Body(
			app.Strong().Text(n.Layer),
			app.Text(" "+filtersText(n)),
		),
		&plate.Plate{ID: "filters-" + n.Layer, Label: text.F("Filters of %s, blue above zero, orange below", n.Layer),
			Grid: filterGrid(n), Pictures: pictures, Palette: plate.Numbers},
		app.P().Class("hint").Text(text.F("Strongest colour: ±%s", number.Decimals(float64(n.Largest), 2))),
	)
}

// filterGrid has a row for each filter if there are several channels.
func filterGrid(n *worker.Numbers) plate.Grid {
	if n.Channels == 1 {
		return plate.Square(n.Count, n.Side)
	}
	return plate.Matrix(n.Channels, n.Side)
}

func filterClass(n *worker.Numbers) string {
	if n.Channels == 1 {
		return ""
	}
	return "matrix"
}

// filtersText says what the pictures are.
func filtersText(n *worker.Numbers) string {
	var words string
	switch conv := isConv(n.Text); {
	case conv && n.Channels == 1:
		words = text.F("%d filters of %d × %d", n.All, n.Side, n.Side)
	case conv:
		words = text.F("%d filters (rows), each with %d × %d weights for every channel it gets (columns)", n.All, n.Side, n.Side)
	case n.Channels == 1:
		words = text.F("%d units, each with a weight for every one of %d × %d pixels", n.All, n.Side, n.Side)
	case n.All == 1:
		words = text.F("one output, with %d × %d weights for every channel it gets (columns)", n.Side, n.Side)
	default:
		words = text.F("%d outputs (rows), each with %d × %d weights for every channel it gets (columns)", n.All, n.Side, n.Side)
	}
	if n.Count < n.All {
		words += text.F("; the first %d are shown", n.Count)
	}
	return words
}

func isConv(layer string) bool { return strings.HasPrefix(layer, "conv") }
