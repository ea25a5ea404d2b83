package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// RenderDialog shows a modal dialog, closed until OpenDialog opens it. Its content
// stands below its title and a button that closes it, as Esc does. onClose hears
// that it was closed, whatever by; the browser gives the focus back.
func RenderDialog(id, title string, onClose app.EventHandler, content ...app.UI) app.UI {
	titleID := id + "-title"
	return app.Dialog().ID(id).Class("dialog").Aria("labelledby", titleID).
		Attr("closedby", "any"). // where the browser knows that, a click beside it, too
		On("close", onClose, id).Body(
		app.Div().Class("dialog-head").Body(
			app.H2().ID(titleID).Text(title),
			app.Button().Type("button").ID(id+"-close").Text(text.T("Close")).
				OnClick(func(app.Context, app.Event) { app.Window().GetElementByID(id).Call("close") }, id),
		),
		app.Div().Class("dialog-body").Body(content...),
	)
}

// OpenDialog opens a dialog over the page.
func OpenDialog(id string) { app.Window().GetElementByID(id).Call("showModal") }

// CloseDialog closes a dialog, of which its onClose hears.
func CloseDialog(id string) { app.Window().GetElementByID(id).Call("close") }
