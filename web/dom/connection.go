package dom

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// SavesData reports whether nothing large is to be downloaded unasked: the visitor has
// told the browser so, pays by the byte, or is on a line of some 50 kbit/s (W3C, Network
// Information API, which only some browsers have).
func SavesData() bool {
	if app.Window().Call("matchMedia", "(prefers-reduced-data: reduce)").Get("matches").Bool() {
		return true
	}
	connection := app.Window().Get("navigator").Get("connection")
	if !connection.Truthy() {
		return false
	}
	if connection.Get("saveData").Truthy() {
		return true
	}
	is := func(property, value string) bool {
		v := connection.Get(property)
		return v.Truthy() && v.String() == value
	}
	return is("type", "cellular") || is("effectiveType", "2g") || is("effectiveType", "slow-2g")
}

// WhenKept calls done on the UI goroutine if the browser keeps the file at url, for
// which it needs no connection then.
func WhenKept(ctx app.Context, url string, done func(app.Context)) {
	caches := app.Window().Get("caches")
	if !caches.Truthy() {
		return
	}
	Settle(ctx, caches.Call("match", url), func(ctx app.Context, found app.Value, _ bool) {
		if found.Truthy() {
			done(ctx)
		}
	})
}
