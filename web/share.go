package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// shareState holds a sharing.
const shareState = "share"

// shareLink is the action of handing the page's address on. It has no value.
const shareLink = "/share"

// sharing is what became of the last attempt.
type sharing struct {
	Copied bool
	Fresh  bool   // the link says what the run starts from: fresh weights
	Link   string // for the visitor to copy by hand, "" if that is not needed
}

// shareLink hands the address on, with all that the fields say in it: to the
// device's own dialog where there are only fingers, or else to the clipboard.
func (l *lab) shareLink(ctx app.Context, _ app.Action) {
	l.readFields()
	l.writeLink(ctx)
	url := app.Window().Get("location").Get("href").String()
	navigator := app.Window().Get("navigator")
	fingers := app.Window().Call("matchMedia", "(pointer: coarse)").Get("matches").Bool()
	if fingers && navigator.Get("share").Truthy() {
		asked := navigator.Call("share", map[string]any{"title": "Digit Lab", "url": url})
		// A visitor who changes their mind wants nothing else instead.
		settle(ctx, asked, func(ctx app.Context, _ app.Value, _ bool) { ctx.SetState(shareState, sharing{}) })
		return
	}
	clipboard := navigator.Get("clipboard")
	if !clipboard.Truthy() { // as where the connection is not secure
		ctx.SetState(shareState, sharing{Link: url})
		return
	}
	settle(ctx, clipboard.Call("writeText", url), func(ctx app.Context, _ app.Value, copied bool) {
		if copied {
			ctx.SetState(shareState, sharing{Copied: true, Fresh: l.settings.Origin == originFresh})
		} else {
			ctx.SetState(shareState, sharing{Link: url})
		}
	})
}

// shareButton hands on a link to the same run.
type shareButton struct {
	app.Compo
	sharing sharing
}

// OnMount watches what becomes of it.
func (c *shareButton) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(shareState).Value(&c.sharing)
}

// Render shows the button, and the link where the browser cannot copy it.
func (c *shareButton) Render() app.UI {
	said := ""
	if c.sharing.Copied {
		said = text.T("The link is copied. It opens this page with the same settings and the same seed.")
		if !c.sharing.Fresh {
			said += " " + text.T("A run from a link starts from fresh weights: send the present ones along as a file.")
		}
	}
	return app.Div().Class("share").Body(
		app.Button().Type("button").ID("share").Text(text.T("Share")).
			Title(text.T("Copy a link to a run with these settings")).OnClick(c.onShare),
		app.Input().Type("text").ID("share-link").ReadOnly(true).Hidden(c.sharing.Link == "").
			Aria("label", text.T("Link to this run")).Value(c.sharing.Link).OnFocus(c.onFocus),
		app.Span().ID("share-status").Class("hint").Role("status").Text(said),
	)
}

func (c *shareButton) onShare(ctx app.Context, _ app.Event) { ctx.NewAction(shareLink) }

func (c *shareButton) onFocus(ctx app.Context, _ app.Event) { ctx.JSSrc().Call("select") }
