package web

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// svg returns an element of a drawing. Its look is in the style sheet, found
// by data-part: go-app sets classes by a property that SVG elements lack.
func svg(tag, part string) app.HTMLElem {
	e := app.Elem(tag).XMLNS("http://www.w3.org/2000/svg")
	if part != "" {
		e = e.DataSet("part", part)
	}
	return e
}

func renderLine(part string, x1, y1, x2, y2 float64) app.UI {
	return svg("line", part).
		Attr("x1", pixel(x1)).Attr("y1", pixel(y1)).Attr("x2", pixel(x2)).Attr("y2", pixel(y2))
}

func renderLabel(part string, x, y float64, label string) app.UI {
	return svg("text", part).Attr("x", pixel(x)).Attr("y", pixel(y)).Text(label)
}

func pixel(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
