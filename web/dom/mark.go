package dom

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Mark sets a data- attribute of the html element, by which scripts and tests
// see where the page stands: once the page shows what it stands for.
func Mark(ctx app.Context, name, value string) {
	ctx.Defer(func(app.Context) { SetMark(name, value) })
}

// SetMark is Mark at once.
func SetMark(name, value string) {
	app.Window().Get("document").Get("documentElement").Call("setAttribute", "data-"+name, value)
}

// SetLength sets a property of the html element for styles, --name, to a length in px.
func SetLength(name string, px float64) {
	app.Window().Get("document").Get("documentElement").Get("style").
		Call("setProperty", "--"+name, strconv.FormatFloat(px, 'f', -1, 64)+"px")
}
