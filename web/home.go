package web

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// home is the only page.
type home struct {
	app.Compo
}

// Render shows the heading.
func (h *home) Render() app.UI {
	return app.Main().Body(app.H1().Text("Digit Lab"))
}
