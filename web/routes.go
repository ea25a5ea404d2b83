// Package web is the page: go-app components that watch states and raise actions,
// and a lab that answers the actions. The packages below it are its rooms; this
// one only names the way in.
package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/page"
)

// Routes registers the page for the browser to run, which may have it from a
// folder below any path.
func Routes() { app.RouteWithRegexp("^/", Page()) }

// Page returns the page, for the server to render.
func Page() app.Composer { return &page.Home{} }
