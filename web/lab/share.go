package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
)

// shareLink hands the address on, with all that the fields say in it: to the
// device's own dialog where there are only fingers, or else to the clipboard.
func (l *Lab) shareLink(ctx app.Context) {
	l.readFields()
	l.writeLink(ctx)
	url := app.Window().Get("location").Get("href").String()
	navigator := app.Window().Get("navigator")
	fingers := app.Window().Call("matchMedia", "(pointer: coarse)").Get("matches").Bool()
	if fingers && navigator.Get("share").Truthy() {
		asked := navigator.Call("share", map[string]any{"title": "Digit Lab", "url": url})
		// A visitor who changes their mind wants nothing else instead.
		dom.Settle(ctx, asked, func(ctx app.Context, _ app.Value, _ bool) { state.SharingKey.Set(ctx, state.Sharing{}) })
		return
	}
	dom.CopyText(ctx, url, func(ctx app.Context, copied bool) {
		if copied {
			state.SharingKey.Set(ctx, state.Sharing{Copied: true, Fresh: l.settings.Origin == state.OriginFresh})
		} else {
			state.SharingKey.Set(ctx, state.Sharing{Link: url})
		}
	})
}
