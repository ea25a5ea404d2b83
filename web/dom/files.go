package dom

import (
	"errors"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// ReadFile reads a File or Blob of JavaScript that has at most limit bytes,
// and hands them to done on the UI goroutine.
func ReadFile(ctx app.Context, file app.Value, limit int, done func(app.Context, []byte, error)) {
	name := file.Get("name").String()
	if size := file.Get("size").Int(); size > limit {
		done(ctx, nil, errors.New(text.F("%s has %d MB; files of up to %d MB can be opened.", name, size>>20, limit>>20)))
		return
	}
	readBytes(ctx, file, func(ctx app.Context, data []byte, read bool) {
		if !read {
			done(ctx, nil, errors.New(text.F("%s cannot be read: it may have been moved or changed.", name)))
			return
		}
		done(ctx, data, nil)
	})
}

// FetchFile gives the content of a small file of the page on the UI goroutine, nil if
// it does not come.
func FetchFile(ctx app.Context, url string, done func(app.Context, []byte)) {
	Settle(ctx, app.Window().Call("fetch", url), func(ctx app.Context, response app.Value, came bool) {
		if !came || !response.Get("ok").Bool() {
			done(ctx, nil)
			return
		}
		readBytes(ctx, response, func(ctx app.Context, data []byte, _ bool) { done(ctx, data) })
	})
}

// readBytes reads all of a Blob or a Response of JavaScript.
func readBytes(ctx app.Context, from app.Value, done func(ctx app.Context, data []byte, read bool)) {
	Settle(ctx, from.Call("arrayBuffer"), func(ctx app.Context, buffer app.Value, read bool) {
		if !read {
			done(ctx, nil, false)
			return
		}
		array := app.Window().Get("Uint8Array").New(buffer)
		data := make([]byte, array.Length())
		app.CopyBytesToGo(data, array)
		done(ctx, data, true)
	})
}

// SaveFile saves bytes as a file of the visitor's.
func SaveFile(name string, data []byte) {
	SaveBlob(name, newBlob(data, ""))
}

// newBlob returns a Blob of JavaScript with a copy of the bytes.
func newBlob(data []byte, mediaType string) app.Value {
	array := app.Window().Get("Uint8Array").New(len(data))
	app.CopyBytesToJS(array, data)
	parts := app.Window().Get("Array").New()
	parts.Call("push", array)
	return app.Window().Get("Blob").New(parts, map[string]any{"type": mediaType})
}

// BytesURL is ObjectURL for a copy of bytes.
func BytesURL(data []byte) string { return ObjectURL(newBlob(data, "")) }

// readingTime is how long a browser may go on reading a URL after the click that
// opens it, or after the element that shows it is gone.
const readingTime = time.Minute

// SaveBlob is SaveFile for a Blob of JavaScript.
func SaveBlob(name string, blob app.Value) {
	url := ObjectURL(blob)
	link := app.Window().Get("document").Call("createElement", "a")
	link.Set("href", url)
	link.Set("download", name)
	link.Call("click")
	RevokeLater(url)
}

// ObjectURL returns a blob: URL of a File or Blob; RevokeURL ends it.
func ObjectURL(blob app.Value) string {
	return app.Window().Get("URL").Call("createObjectURL", blob).String()
}

// RevokeURL ends a URL that ObjectURL has made; "" is none.
func RevokeURL(url string) {
	if url != "" {
		app.Window().Get("URL").Call("revokeObjectURL", url)
	}
}

// RevokeLater is RevokeURL for a URL that the browser may still be reading: one
// that ends before reports an error.
func RevokeLater(url string) {
	time.AfterFunc(readingTime, func() { RevokeURL(url) })
}

// NewFile returns a File of JavaScript with the content and the type of a Blob.
func NewFile(name string, blob app.Value) app.Value {
	parts := app.Window().Get("Array").New()
	parts.Call("push", blob)
	return app.Window().Get("File").New(parts, name, map[string]any{"type": blob.Get("type")})
}

// CanvasFile gives a canvas as a PNG file, on the UI goroutine; false if the browser
// cannot make one, or will not, for there may be something on it of elsewhere.
func CanvasFile(ctx app.Context, canvas app.Value, name string, made func(ctx app.Context, file app.Value, ok bool)) {
	var encoded app.Func
	defer func() {
		if recover() != nil { // a SecurityError
			encoded.Release()
			made(ctx, nil, false)
		}
	}()
	encoded = app.FuncOf(func(_ app.Value, args []app.Value) any {
		encoded.Release()
		blob := args[0]
		ctx.Dispatch(func(ctx app.Context) {
			if !blob.Truthy() {
				made(ctx, nil, false)
				return
			}
			made(ctx, NewFile(name, blob), true)
		})
		return nil
	})
	canvas.Call("toBlob", encoded)
}

// TakeFile gives a function the file chosen in the input that ctx comes from.
func TakeFile(ctx app.Context, take func(app.Context, app.Value)) {
	input := ctx.JSSrc()
	if files := input.Get("files"); files.Length() > 0 {
		take(ctx, files.Index(0))
	}
	// So that choosing the same file again is a change.
	input.Set("value", "")
}
