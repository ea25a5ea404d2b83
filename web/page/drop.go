package page

import (
	"path"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/hand"
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

// takeTransferred opens the files of a DataTransfer, and reports whether there are
// any.
func takeTransferred(ctx app.Context, transfer app.Value) bool {
	return dom.TakeTransferred(ctx, transfer, openFiles)
}

// openFiles opens one file as what it is, and several as a dataset.
func openFiles(ctx app.Context, files dom.Files) {
	if len(files.Names) == 1 {
		openFile(ctx, files)
		return
	}
	state.DismissNotice.Raise(ctx, state.ScopeFile)
	state.OfferDataset.Raise(ctx, state.Files(files))
}

// openFile opens a File of JavaScript as what it is.
func openFile(ctx app.Context, one dom.Files) {
	file, name := one.Blobs.Index(0), one.Names[0]
	open := fileAction(name, file.Get("type").String())
	if open == "" && !isDataset(name) {
		noticeFile(ctx, text.F("%s is neither a picture, nor a dataset (JSON, IDX, npz, CSV or a zip), nor weights (.safetensors).", name))
		return
	}
	state.DismissNotice.Raise(ctx, state.ScopeFile)
	if open == "" {
		state.OfferDataset.Raise(ctx, state.Files(one))
		return
	}
	if open == state.OpenDataset {
		openDatasetOrDrawings(ctx, file)
		return
	}
	open.Raise(ctx, file)
}

// openDatasetOrDrawings opens a file called as datasets and as exported drawings are,
// which its first bytes tell apart.
func openDatasetOrDrawings(ctx app.Context, file app.Value) {
	const begin = 100
	dom.ReadFile(ctx, file.Call("slice", 0, begin), begin, func(ctx app.Context, text []byte, err error) {
		if err != nil || !hand.Exported(text) {
			state.OpenDataset.Raise(ctx, file)
			return
		}
		state.ShowView.Raise(ctx, state.HandView)
		state.ImportHand.Raise(ctx, file)
	})
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
	case state.IsOwnForm(name):
		return state.OpenDataset
	case strings.HasPrefix(mediaType, "image/"), slices.Contains(pictureEndings, path.Ext(name)):
		return state.OpenPicture
	}
	return ""
}

// isDataset reports whether a file's name is one of those that datasets have beside
// the page's own. MNIST's files have none, or are called idx3-ubyte.
func isDataset(name string) bool {
	ending := strings.ToLower(path.Ext(name))
	return slices.Contains(datasetEndings, ending) || strings.HasSuffix(name, "ubyte")
}

var datasetEndings = []string{"", ".gz", ".zip", ".npz", ".npy", ".csv", ".idx"}

// pictureEndings are those of pictures that some browsers know no media type of,
// and may be able to decode all the same.
var pictureEndings = []string{".avif", ".heic", ".heif", ".jxl", ".tif", ".tiff"}
