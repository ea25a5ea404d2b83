package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// FilePicker returns a file input that looks like a button.
func FilePicker(id, label, accept string, onChange app.EventHandler) app.UI {
	return app.Label().Class("button", "picker").Body(
		app.Span().Text(label),
		app.Input().Type("file").ID(id).Accept(accept).OnChange(onChange),
	)
}
