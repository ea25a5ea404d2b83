package web

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// noticesState holds a []notice.
const noticesState = "notices"

// Actions on notices.
const (
	showNotice    = "/notices/show"    // a notice
	dismissNotice = "/notices/dismiss" // its scope, a string
)

// notice is something that went wrong. There is at most one for each scope:
// those of worker.Failure and the ones below.
type notice struct {
	Scope string
	Text  string
}

const (
	scopeSettings = "settings"
	scopeLink     = "link"
	scopeFile     = "file"
)

// notify shows a notice in the place of its scope's last one; an empty text
// takes that one away.
func (l *lab) notify(ctx app.Context, scope, text string) {
	i := slices.IndexFunc(l.notices, func(n notice) bool { return n.Scope == scope })
	if i < 0 && text == "" || i >= 0 && l.notices[i].Text == text {
		return
	}
	// Components hold the old slice.
	notices := slices.Clone(l.notices)
	switch {
	case text == "":
		notices = slices.Delete(notices, i, i+1)
	case i < 0:
		notices = append(notices, notice{scope, text})
	default:
		notices[i].Text = text
	}
	l.notices = notices
	ctx.SetState(noticesState, notices)
}

func (l *lab) showNotice(ctx app.Context, a app.Action) {
	n := a.Value.(notice)
	l.notify(ctx, n.Scope, n.Text)
}

func (l *lab) dismissNotice(ctx app.Context, a app.Action) {
	l.notify(ctx, a.Value.(string), "")
	rescueFocus(ctx, "tab-"+l.view)
}

// alerts shows the notices.
type alerts struct {
	app.Compo
	notices []notice
}

// OnMount watches the notices.
func (c *alerts) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(noticesState).Value(&c.notices)
}

// Render shows each notice with a button that takes it away. The element stays
// in the page when it is empty, or screen readers would not announce the next.
func (c *alerts) Render() app.UI {
	return app.Div().ID("error").Class("alerts").Role("alert").Body(
		app.Range(c.notices).Slice(func(i int) app.UI {
			n := c.notices[i]
			return app.Div().Class("alert").Body(
				app.P().Text(n.Text),
				app.Button().Type("button").Class("quiet").Text(text.T("Dismiss")).
					DataSet("scope", n.Scope).OnClick(c.onDismiss),
			)
		}),
	)
}

func (c *alerts) onDismiss(ctx app.Context, _ app.Event) {
	ctx.NewActionWithValue(dismissNotice, ctx.JSSrc().Get("dataset").Get("scope").String())
}
