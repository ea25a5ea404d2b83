// Command app is the page's own WebAssembly instance, dist/app.wasm. go-app's
// app.js starts it; it takes over the rendered page and runs until the tab
// closes.
package main

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web"
)

func main() {
	keepAddressReadable()
	web.Routes()
	app.RunWhenOnBrowser()
}
