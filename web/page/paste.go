package page

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
)

// onPaste opens a file that is pasted. Not every browser hands a picture over
// with the event; then the page asks for what the clipboard holds.
func onPaste(ctx app.Context, e app.Event) {
	transfer := e.Get("clipboardData")
	if takeTransferred(ctx, transfer) || inField(e.Get("target")) {
		return
	}
	clipboard := app.Window().Get("navigator").Get("clipboard")
	if isText(transfer) || !clipboard.Truthy() || !clipboard.Get("read").Truthy() {
		noPicture(ctx)
		return
	}
	dom.Settle(ctx, clipboard.Call("read"), func(ctx app.Context, items app.Value, read bool) {
		if !read {
			noPicture(ctx)
			return
		}
		openClipboard(ctx, items)
	})
}

// inField reports whether what is pasted into an element is for it alone.
func inField(element app.Value) bool {
	return element.Get("closest").Truthy() && element.Call("closest", "input,textarea,[contenteditable]").Truthy()
}

// isText reports whether a DataTransfer holds text and nothing else.
func isText(transfer app.Value) bool {
	if !transfer.Truthy() {
		return false
	}
	types := transfer.Get("types")
	for i := range types.Length() {
		if !strings.HasPrefix(types.Index(i).String(), "text/") {
			return false
		}
	}
	return types.Length() > 0
}

// openClipboard opens the first picture among the items of a clipboard.
func openClipboard(ctx app.Context, items app.Value) {
	for i := range items.Length() {
		types := items.Index(i).Get("types")
		for j := range types.Length() {
			mediaType := types.Index(j).String()
			if !strings.HasPrefix(mediaType, "image/") {
				continue
			}
			dom.Settle(ctx, items.Index(i).Call("getType", mediaType), func(ctx app.Context, blob app.Value, read bool) {
				if !read {
					noPicture(ctx)
					return
				}
				state.OpenPicture.Raise(ctx, dom.NewFile(text.T("pasted picture"), blob))
			})
			return
		}
	}
	noPicture(ctx)
}

func noPicture(ctx app.Context) {
	noticeFile(ctx, text.T("The browser gives the page no picture from the clipboard. Drop the picture on the page, or choose its file."))
}
