package dom

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// ScrollTo brings an element into sight, once it is on the page.
func ScrollTo(ctx app.Context, id string) {
	ctx.Defer(func(ctx app.Context) {
		// Of a view that opens, the parts come with the next frame.
		ctx.Defer(func(ctx app.Context) { ctx.ScrollTo(id) })
	})
}

// FocusOn gives the keyboard's focus to an element, once it is on the page.
func FocusOn(ctx app.Context, id string) {
	ctx.Defer(func(app.Context) {
		if element := app.Window().GetElementByID(id); element.Truthy() {
			element.Call("focus")
		}
	})
}

// RescueFocus gives the keyboard's focus to the first of some elements that can
// have it, if what had it is gone or cannot be pressed any more: the next key
// would start from the top of the page. Browsers take the focus from what is
// disabled or hidden with their next frame, so it may still have it.
func RescueFocus(ctx app.Context, ids ...string) {
	ctx.Defer(func(app.Context) {
		document := app.Window().Get("document")
		active := document.Get("activeElement")
		if pressable(active) && !active.Equal(document.Get("body")) {
			return
		}
		for _, id := range ids {
			if element := app.Window().GetElementByID(id); pressable(element) {
				element.Call("focus", map[string]any{"preventScroll": true})
				return
			}
		}
	})
}

// pressable reports whether an element is there, to be seen and not disabled.
func pressable(element app.Value) bool {
	return element.Truthy() && !element.Get("disabled").Truthy() &&
		element.Call("getClientRects").Get("length").Int() > 0
}
