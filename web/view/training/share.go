package training

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// shareButton hands on a link to the same run.
type shareButton struct {
	app.Compo
	sharing state.Sharing
}

// OnMount watches what becomes of it.
func (c *shareButton) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.SharingKey.Observe(ctx, &c.sharing)
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
		app.Button().Type("button").ID("share").Text(text.T("Share")).OnClick(c.onShare),
		&ui.Explain{ID: "share-explain", About: text.T("Share"), Text: text.T("Copy a link to a run with these settings")},
		app.Input().Type("text").ID("share-link").ReadOnly(true).Hidden(c.sharing.Link == "").
			Aria("label", text.T("Link to this run")).Value(c.sharing.Link).OnFocus(c.onFocus),
		app.Span().ID("share-status").Class("hint").Role("status").Text(said),
	)
}

func (c *shareButton) onShare(ctx app.Context, _ app.Event) { state.ShareLink.Raise(ctx) }

func (c *shareButton) onFocus(ctx app.Context, _ app.Event) { ctx.JSSrc().Call("select") }
