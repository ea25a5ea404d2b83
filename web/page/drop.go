package page

import (
	"path"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
)

// listenForFiles takes files that are dropped on the page or pasted into it,
// until the returned function is called.
func listenForFiles() (stop func()) {
	return dom.StopAll(
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
	dom.SetMark("dropping", "true")
}

func onDragLeave(_ app.Context, e app.Event) {
	// Between two elements of the page relatedTarget is the next one.
	if !e.Get("relatedTarget").Truthy() {
		dom.SetMark("dropping", "false")
	}
}

func onDrop(ctx app.Context, e app.Event) {
	e.PreventDefault()
	dom.SetMark("dropping", "false")
	if !takeTransferred(ctx, e.Get("dataTransfer")) {
		noticeFile(ctx, text.T("What was dropped is no file. Save it as one, and drop that."))
	}
}

// takeTransferred opens the first file of a DataTransfer, and reports whether
// there is one.
func takeTransferred(ctx app.Context, transfer app.Value) bool {
	if !transfer.Truthy() || transfer.Get("files").Length() == 0 {
		return false
	}
	openFile(ctx, transfer.Get("files").Index(0))
	return true
}

// openFile opens a File of JavaScript as what it is.
func openFile(ctx app.Context, file app.Value) {
	open := fileAction(file.Get("name").String(), file.Get("type").String())
	if open == "" {
		noticeFile(ctx, text.F("%s is neither a picture, nor a dataset (.json, .json.gz), nor weights (.safetensors).", file.Get("name").String()))
		return
	}
	state.DismissNotice.Raise(ctx, state.ScopeFile)
	open.Raise(ctx, file)
}

func noticeFile(ctx app.Context, words string) {
	state.ShowNotice.Raise(ctx, state.Notice{Scope: state.ScopeFile, Text: words})
}

// fileAction returns the action that opens a file, "" if there is none.
func fileAction(name, mediaType string) state.Action[app.Value] {
	name = strings.ToLower(name)
	switch {
	case strings.HasSuffix(name, ".safetensors"), strings.HasSuffix(name, ".onnx"): // which is told what it is
		return state.OpenWeights
	case strings.HasSuffix(name, ".json"), strings.HasSuffix(name, ".gz"):
		return state.OpenDataset
	case strings.HasPrefix(mediaType, "image/"), slices.Contains(pictureEndings, path.Ext(name)):
		return state.OpenPicture
	}
	return ""
}

// pictureEndings are those of pictures that some browsers know no media type of,
// and may be able to decode all the same.
var pictureEndings = []string{".avif", ".heic", ".heif", ".jxl", ".tif", ".tiff"}
