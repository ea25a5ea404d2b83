package web

import (
	"errors"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// readFile reads a File or Blob of JavaScript that has at most limit bytes,
// and hands them to done on the UI goroutine.
func readFile(ctx app.Context, file app.Value, limit int, done func(app.Context, []byte, error)) {
	name := file.Get("name").String()
	if size := file.Get("size").Int(); size > limit {
		done(ctx, nil, errors.New(text.F("%s has %d MB; files of up to %d MB can be opened.", name, size>>20, limit>>20)))
		return
	}
	settle(ctx, file.Call("arrayBuffer"), func(ctx app.Context, buffer app.Value, read bool) {
		if !read {
			done(ctx, nil, errors.New(text.F("%s cannot be read: it may have been moved or changed.", name)))
			return
		}
		array := app.Window().Get("Uint8Array").New(buffer)
		data := make([]byte, array.Length())
		app.CopyBytesToGo(data, array)
		done(ctx, data, nil)
	})
}

// saveFile saves bytes as a file of the visitor's.
func saveFile(name string, data []byte) {
	array := app.Window().Get("Uint8Array").New(len(data))
	app.CopyBytesToJS(array, data)
	parts := app.Window().Get("Array").New()
	parts.Call("push", array)
	saveBlob(name, app.Window().Get("Blob").New(parts))
}

// readingTime is how long a browser may go on reading a URL after the click that
// opens it.
const readingTime = time.Minute

// saveBlob is saveFile for a Blob of JavaScript.
func saveBlob(name string, blob app.Value) {
	url := objectURL(blob)
	link := app.Window().Get("document").Call("createElement", "a")
	link.Set("href", url)
	link.Set("download", name)
	link.Call("click")
	time.AfterFunc(readingTime, func() { revokeURL(url) })
}

// objectURL returns a blob: URL of a File or Blob; revokeURL ends it.
func objectURL(blob app.Value) string {
	return app.Window().Get("URL").Call("createObjectURL", blob).String()
}

func revokeURL(url string) {
	if url != "" {
		app.Window().Get("URL").Call("revokeObjectURL", url)
	}
}

// filePicker returns a file input that looks like a button.
func filePicker(id, label, accept string, onChange app.EventHandler) app.UI {
	return app.Label().Class("button", "picker").Body(
		app.Span().Text(label),
		app.Input().Type("file").ID(id).Accept(accept).OnChange(onChange),
	)
}

// raiseFile raises an action with the file chosen in the input that ctx comes
// from.
func raiseFile(ctx app.Context, action string) {
	input := ctx.JSSrc()
	if files := input.Get("files"); files.Length() > 0 {
		ctx.NewActionWithValue(action, files.Index(0))
	}
	// So that choosing the same file again is a change.
	input.Set("value", "")
}
