package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// SVG returns an element of a drawing. Its look is in the style sheet, found
// by data-part: go-app sets classes by a property that SVG elements lack.
func SVG(tag, part string) app.HTMLElem {
	e := app.Elem(tag).XMLNS("http://www.w3.org/2000/svg")
	if part != "" {
		e = e.DataSet("part", part)
	}
	return e
}
