package network

import (
	"fmt"
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/view/columns"
)

// place is a part of the picture, in px from its upper left corner.
type place struct{ Left, Top, Width, Height float64 }

// paint draws the lines.
func (c *View) paint(app.Context) {
	if !c.Mounted() || len(c.columns) == 0 {
		return
	}
	canvas := c.JSValue().Call("querySelector", ".network-lines")
	nodes := c.JSValue().Call("querySelectorAll", ".network-nodes")
	if !canvas.Truthy() || nodes.Length() != len(c.columns) {
		return // the picture is not rendered yet
	}
	box := func(of app.Value) place {
		r := of.Call("getBoundingClientRect")
		return place{r.Get("left").Float(), r.Get("top").Float(), r.Get("width").Float(), r.Get("height").Float()}
	}
	whole := box(canvas)
	places := make([]place, len(c.columns))
	for i := range places {
		places[i] = box(nodes.Index(i))
		places[i].Left -= whole.Left
		places[i].Top -= whole.Top
	}
	density := app.Window().Get("devicePixelRatio").Float()
	canvas.Set("width", math.Round(whole.Width*density))
	canvas.Set("height", math.Round(whole.Height*density))
	pen := canvas.Call("getContext", "2d")
	pen.Call("scale", density, density)
	style := app.Window().Call("getComputedStyle", canvas)
	plus, minus := style.Call("getPropertyValue", "--number-plus"), style.Call("getPropertyValue", "--number-minus")
	links := columns.LinksOf(c.columns, c.at)
	for i := len(links) - 1; i >= 0; i-- { // the strongest on top
		l := links[i]
		size := math.Abs(l.Strength)
		if l.Strength > 0 {
			pen.Set("strokeStyle", plus)
		} else {
			pen.Set("strokeStyle", minus)
		}
		pen.Set("lineWidth", 0.6+3.4*size)
		pen.Set("globalAlpha", 0.25+0.65*size)
		path := c.curve(c.placeOf(places, l.From), c.placeOf(places, l.To))
		pen.Call("stroke", app.Window().Get("Path2D").New(path))
	}
}

// placeOf returns where a node is.
func (c *View) placeOf(places []place, n columns.Node) place {
	col, p := &c.columns[n.Column], places[n.Column]
	b := c.choiceGrid(col).Box(n.Index, col.Count)
	return place{p.Left + b.Left*p.Width, p.Top + b.Top*p.Height, b.Width * p.Width, b.Height * p.Height}
}

// curve returns a path of SVG from the edge of one place to that of another.
func (c *View) curve(from, to place) string {
	if c.narrow {
		x, y := from.Left+from.Width/2, from.Top+from.Height
		endX, endY := to.Left+to.Width/2, to.Top
		bend := (y + endY) / 2
		return fmt.Sprintf("M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f", x, y, x, bend, endX, bend, endX, endY)
	}
	x, y := from.Left+from.Width, from.Top+from.Height/2
	endX, endY := to.Left, to.Top+to.Height/2
	bend := (x + endX) / 2
	return fmt.Sprintf("M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f", x, y, bend, y, bend, endY, endX, endY)
}
