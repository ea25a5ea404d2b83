package draw

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
)

// copyNumber copies a number, its lines as lines.
type copyNumber struct {
	app.Compo
	Text   string
	copied string // the number that was copied last
}

// OnMount follows the language.
func (c *copyNumber) OnMount(ctx app.Context) { state.FollowLanguage(ctx) }

// Render shows the button, which says when it is done.
func (c *copyNumber) Render() app.UI {
	words, said := text.T("Copy"), ""
	if c.copied == c.Text {
		words, said = text.T("Copied"), text.T("Copied")
	}
	return app.Div().Class("answer-copy").Body(
		app.Button().Type("button").ID("prediction-copy").Class("link").Text(words).
			Aria("label", text.T("Copy the number")).OnClick(c.onClick),
		app.Span().Class("unseen").Role("status").Text(said),
	)
}

func (c *copyNumber) onClick(ctx app.Context, _ app.Event) {
	number := c.Text
	dom.CopyText(ctx, number, func(ctx app.Context, copied bool) {
		if copied {
			c.copied = number
		}
	})
}
