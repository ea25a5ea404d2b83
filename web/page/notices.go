package page

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// alerts shows the notices.
type alerts struct {
	app.Compo
	notices []state.Notice
	stop    func() // ends following their height
}

// OnMount watches the notices, and has what stays at the window's upper edge keep
// clear of them.
func (c *alerts) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.NoticesKey.Observe(ctx, &c.notices)
	c.stop = dom.ObserveSize(ctx, c.JSValue(), func(_, height float64) {
		const edge = 8 // px above them
		if height > 0 {
			height += edge
		}
		dom.SetLength("notices", height)
	})
}

// OnDismount ends that.
func (c *alerts) OnDismount() {
	if c.stop != nil {
		c.stop()
	}
}

// Render shows each notice with a button that takes it away, and others where they
// may help: to try again, to load the page anew, whose files may be wrong, and to
// delete what cannot be read. The element stays in the page when it is empty, or
// screen readers would not announce the next.
func (c *alerts) Render() app.UI {
	return app.Div().ID("error").Class("alerts").Role("alert").Body(
		app.Range(c.notices).Slice(func(i int) app.UI {
			n := c.notices[i]
			return app.Div().Class("alert").Body(
				app.P().Text(n.Text),
				app.If(n.Retry,
					app.Button().Type("button").ID("workers-retry").Class("primary").Text(text.T("Try again")).OnClick(c.onRetry)),
				app.If(n.Retry,
					app.Button().Type("button").ID("page-anew").Text(text.T("Load anew")).OnClick(c.onLoadAnew)),
				app.If(n.Retry, &ui.Explain{ID: "page-anew-explain", About: text.T("Load anew"),
					Text: text.T("Empties what the browser keeps of the page's files, and fetches them again. Drawings, runs and settings stay.")}),
				app.If(n.Unread,
					app.Button().Type("button").ID("unread-delete").Class("quiet").Text(text.T("Delete")).OnClick(c.onDelete)),
				app.If(n.Dataset != "",
					app.Button().Type("button").ID("kept-dataset-delete").Class("quiet").Text(text.T("Delete")).
						DataSet("key", n.Dataset).OnClick(c.onDeleteDataset)),
				app.Button().Type("button").Class("quiet").Text(text.T("Dismiss")).
					DataSet("scope", n.Scope).OnClick(c.onDismiss),
			)
		}),
	)
}

func (c *alerts) onRetry(ctx app.Context, _ app.Event)  { state.RetryWorkers.Raise(ctx) }
func (c *alerts) onDelete(ctx app.Context, _ app.Event) { state.DeleteUnread.Raise(ctx) }

func (c *alerts) onDeleteDataset(ctx app.Context, _ app.Event) {
	state.DeleteDataset.Raise(ctx, ctx.JSSrc().Get("dataset").Get("key").String())
}

func (c *alerts) onLoadAnew(app.Context, app.Event) { app.Window().Call("loadAnew") }

func (c *alerts) onDismiss(ctx app.Context, _ app.Event) {
	state.DismissNotice.Raise(ctx, ctx.JSSrc().Get("dataset").Get("scope").String())
}
