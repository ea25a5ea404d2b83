package web

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// listenForFiles takes files that are dropped on the page or pasted into it,
// until the returned function is called.
func listenForFiles() (stop func()) {
	return stopAll(
		app.Window().AddEventListener("dragover", onDragOver),
		app.Window().AddEventListener("dragleave", onDragLeave),
		app.Window().AddEventListener("drop", onDrop),
		app.Window().AddEventListener("paste", onPaste),
	)
}

// onDragOver accepts the drop, or the browser would leave the page for the
// file.
func onDragOver(_ app.Context, e app.Event) {
	e.PreventDefault()
	setMark("dropping", "true")
}

func onDragLeave(_ app.Context, e app.Event) {
	// Between two elements of the page relatedTarget is the next one.
	if !e.Get("relatedTarget").Truthy() {
		setMark("dropping", "false")
	}
}

func onDrop(ctx app.Context, e app.Event) {
	e.PreventDefault()
	setMark("dropping", "false")
	takeFile(ctx, e.Get("dataTransfer"))
}

func onPaste(ctx app.Context, e app.Event) {
	takeFile(ctx, e.Get("clipboardData"))
}

// takeFile opens the first file of a DataTransfer, if there is one.
func takeFile(ctx app.Context, transfer app.Value) {
	if !transfer.Truthy() || transfer.Get("files").Length() == 0 {
		return
	}
	file := transfer.Get("files").Index(0)
	action := fileAction(file.Get("name").String(), file.Get("type").String())
	if action == "" {
		ctx.NewActionWithValue(showNotice, notice{scopeFile,
			text.F("%s is neither a picture, nor a dataset (.json, .json.gz), nor weights (.safetensors).", file.Get("name").String())})
		return
	}
	ctx.NewActionWithValue(dismissNotice, scopeFile)
	ctx.NewActionWithValue(action, file)
}

// fileAction returns the action that opens a file, "" if there is none.
func fileAction(name, mediaType string) string {
	name = strings.ToLower(name)
	switch {
	case strings.HasSuffix(name, ".safetensors"):
		return openWeights
	case strings.HasSuffix(name, ".json"), strings.HasSuffix(name, ".gz"):
		return openDataset
	case strings.HasPrefix(mediaType, "image/"):
		return openPicture
	}
	return ""
}
