// Command app is the page's own WebAssembly instance, dist/app.wasm. go-app's
// app.js starts it; it takes over the rendered page and runs until the tab
// closes.
package main

import (
	"runtime/debug"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web"
)

// gcPercent is how far the heap, of few megabytes, grows before it is collected,
// in percent of what lives. A collection takes the thread that draws the page
// 10 ms and more, so they are to be seldom; but the longer one is put off, the
// more values of JavaScript it has to let go of, all at once.
const gcPercent = 400

func main() {
	debug.SetGCPercent(gcPercent)
	keepAddressReadable()
	web.Routes()
	app.RunWhenOnBrowser()
}
