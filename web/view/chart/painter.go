package chart

import (
	"fmt"
	"math"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/plot"
	"digitlab/web/text"
)

// paper is what a chart is painted on: so many pixels of the figure, with ratio of
// the canvas's own for each.
type paper struct {
	width, height, ratio float64
	theme                *plot.Theme
}

// painter paints charts on a canvas. It keeps the long paths of the last
// one, which the browser has read already.
type painter struct {
	canvas app.Value
	old    map[string]app.Value // Path2D by its data, of the last chart
	paths  map[string]app.Value // and of this one
}

// begin begins a chart, on clear paper.
func (p *painter) begin(on paper) {
	p.old, p.paths = p.paths, map[string]app.Value{}
	w, h := int(math.Round(on.width*on.ratio)), int(math.Round(on.height*on.ratio))
	if p.canvas.Get("width").Int() != w || p.canvas.Get("height").Int() != h {
		p.canvas.Set("width", w)
		p.canvas.Set("height", h)
	}
	pen := p.canvas.Call("getContext", "2d")
	pen.Set("lang", text.Spoken().Tag) // which a canvas outside of the page does not inherit
	pen.Call("setTransform", 1, 0, 0, 1, 0, 0)
	pen.Call("clearRect", 0, 0, w, h)
}

// copy paints what is on another canvas of the same size.
func (p *painter) copy(from app.Value) {
	pen := p.canvas.Call("getContext", "2d")
	pen.Call("setTransform", 1, 0, 0, 1, 0, 0)
	pen.Set("globalAlpha", 1)
	pen.Call("drawImage", from, 0, 0)
}

// paint paints items over what is there.
func (p *painter) paint(on paper, items []plot.Item) {
	pen := p.canvas.Call("getContext", "2d")
	pen.Call("setTransform", on.ratio, 0, 0, on.ratio, 0, 0)
	pen.Set("lineJoin", "round")
	var area plot.Area // what is painted is clipped to, if to anything
	for i := range items {
		item := &items[i]
		if item.Area != area {
			if area != (plot.Area{}) {
				pen.Call("restore")
			}
			if area = item.Area; area != (plot.Area{}) {
				clip(pen, area)
			}
		}
		if item.Text != "" {
			paintText(pen, item, on.theme)
		} else {
			paintPath(pen, item, on.theme, p.path(item.Path))
		}
	}
	if area != (plot.Area{}) {
		pen.Call("restore")
	}
}

// longPath is the length of a path that is worth keeping.
const longPath = 500

// path returns the browser's form of a path.
func (p *painter) path(data string) app.Value {
	if len(data) < longPath {
		return app.Window().Get("Path2D").New(data)
	}
	path, ok := p.paths[data]
	if !ok {
		path, ok = p.old[data]
	}
	if !ok {
		path = app.Window().Get("Path2D").New(data)
	}
	p.paths[data] = path
	return path
}

func clip(pen app.Value, area plot.Area) {
	pen.Call("save")
	pen.Call("beginPath")
	pen.Call("rect", area.Left, area.Top, area.Right-area.Left, area.Bottom-area.Top)
	pen.Call("clip")
}

func paintPath(pen app.Value, item *plot.Item, theme *plot.Theme, path app.Value) {
	look := item.Look()
	pen.Set("globalAlpha", look.Alpha)
	if look.Fill != plot.NoInk {
		pen.Set("fillStyle", theme.Colour(look.Fill, item.Slot))
		pen.Call("fill", path)
	}
	if look.Stroke != plot.NoInk {
		dash := make([]any, len(look.Dash))
		for i, length := range look.Dash {
			dash[i] = length
		}
		pen.Call("setLineDash", dash)
		pen.Set("strokeStyle", theme.Colour(look.Stroke, item.Slot))
		pen.Set("lineWidth", look.Width)
		pen.Call("stroke", path)
	}
}

func paintText(pen app.Value, item *plot.Item, theme *plot.Theme) {
	look := item.Look()
	weight := ""
	if look.Bold {
		weight = "600 "
	}
	pen.Set("globalAlpha", look.Alpha)
	pen.Set("font", fmt.Sprintf("%s%gpx %s", weight, look.Size, theme.Font))
	pen.Set("fillStyle", theme.Colour(look.Fill, item.Slot))
	pen.Set("textAlign", [...]string{plot.Right: "left", plot.Middle: "center", plot.Left: "right"}[item.Side])
	if look.Halo {
		pen.Set("strokeStyle", theme.Card)
		pen.Set("lineWidth", plot.HaloWidth)
		pen.Call("setLineDash", []any{})
		pen.Call("strokeText", item.Text, item.X, item.Y)
	}
	pen.Call("fillText", item.Text, item.X, item.Y)
}

// themeOf returns the colours that the style sheet gives an element.
func themeOf(element app.Value) *plot.Theme {
	style := app.Window().Call("getComputedStyle", element)
	colour := func(name string) string {
		return strings.TrimSpace(style.Call("getPropertyValue", name).String())
	}
	theme := &plot.Theme{
		Card: colour("--card"), Text: colour("--ink"), Soft: colour("--soft"),
		Line: colour("--line"), Edge: colour("--edge"),
		Font: style.Get("fontFamily").String(),
	}
	for i := range theme.Runs {
		theme.Runs[i] = colour(fmt.Sprintf("--run-%d", i))
	}
	return theme
}
