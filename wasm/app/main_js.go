// Command app is the page's own WebAssembly program, dist/app.wasm, in two
// instances. web/site/boot.js starts one in the page, which it takes over as it was
// rendered, and runs until the tab closes. That one starts the other, the predictor,
// in a worker: with all that both need in one program, a first visitor's drawing is
// answered without waiting for another download.
package main

import (
	"context"
	"runtime/debug"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/nn/simdblas"
	"digitlab/wasm/predictor"
	"digitlab/web"
	"digitlab/web/worker"
)

// gcPercent is how far the heap, of few megabytes, grows before it is collected,
// in percent of what lives. A collection takes the thread that draws the page
// 10 ms and more, so they are to be seldom; but the longer one is put off, the
// more values of JavaScript it has to let go of, all at once.
const gcPercent = 400

func main() {
	if js.Global().Get("document").IsUndefined() {
		blas32.Use(simdblas.Implementation{})
		predictor.Serve(context.Background(), worker.Owner())
		return
	}
	debug.SetGCPercent(gcPercent)
	keepAddressReadable()
	web.Routes()
	app.RunWhenOnBrowser()
}
