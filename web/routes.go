// Package web is the page: go-app components, one concern a file.
//
// The components watch states and raise actions. The lab handles the actions:
// it talks to the two workers and turns what they say into states. Nothing is
// computed here that takes longer than a frame.
package web

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Routes registers the page. The server calls it to render it, the browser to
// run it. The browser may have it from a folder below any path.
func Routes() {
	app.RouteWithRegexp("^/", &home{})
}
