package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// FilePicker returns a file input that looks like a button.
func FilePicker(id, label, accept string, onChange app.EventHandler) app.UI {
	return filePicker(label, app.Input().Type("file").ID(id).Accept(accept).OnChange(onChange))
}

// FilesPicker is FilePicker for any files, several at once.
func FilesPicker(id, label string, onChange app.EventHandler) app.UI {
	return filePicker(label, app.Input().Type("file").ID(id).Multiple(true).OnChange(onChange))
}

// FolderPicker is FilePicker for all files in a folder.
func FolderPicker(id, label string, onChange app.EventHandler) app.UI {
	return filePicker(label, app.Input().Type("file").ID(id).Attr("webkitdirectory", "").OnChange(onChange))
}

// ShortFilePicker is FilePicker for a place where the label says less than the
// name, which contains it.
func ShortFilePicker(id, label, name, accept string, onChange app.EventHandler) app.UI {
	return filePicker(label, app.Input().Type("file").ID(id).Aria("label", name).Accept(accept).OnChange(onChange))
}

func filePicker(label string, input app.UI) app.UI {
	return app.Label().Class("button", "picker").Body(app.Span().Text(label), input)
}
