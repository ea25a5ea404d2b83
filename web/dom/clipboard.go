package dom

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// CopyText puts a text into the clipboard, and tells done on the UI goroutine whether
// that went well. Browsers have their newer interface only where the page comes over
// TLS or from the machine itself, and ask the visitor or refuse as they like.
func CopyText(ctx app.Context, text string, done func(ctx app.Context, copied bool)) {
	clipboard := app.Window().Get("navigator").Get("clipboard")
	if !clipboard.Truthy() {
		done(ctx, copySelected(text))
		return
	}
	Settle(ctx, clipboard.Call("writeText", text), func(ctx app.Context, _ app.Value, copied bool) {
		done(ctx, copied || copySelected(text))
	})
}

// copySelected copies a text by selecting it in a field that is there for as long.
func copySelected(text string) bool {
	document := app.Window().Get("document")
	focused := document.Get("activeElement")
	field := document.Call("createElement", "textarea")
	field.Set("value", text)
	field.Set("className", "unseen")
	document.Get("body").Call("append", field)
	field.Call("select")
	copied := document.Call("execCommand", "copy").Bool()
	field.Call("remove")
	focused.Call("focus", map[string]any{"preventScroll": true})
	return copied
}
