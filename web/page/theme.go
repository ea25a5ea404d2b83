package page

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// themePicker chooses the page's colours.
type themePicker struct {
	app.Compo
	chosen string
}

// OnMount shows what was chosen before.
func (c *themePicker) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	c.chosen = dom.Recall(state.ThemeKey)
}

// Render shows the choice.
func (c *themePicker) Render() app.UI {
	return app.Div().Class("preference").Body(
		app.Label().For("theme").Class("unseen").Text(text.T("Theme")),
		ui.Select("theme", c.chosen, []ui.Choice{
			{Value: state.ThemeSystem, Text: text.T("System theme")},
			{Value: state.ThemeLight, Text: text.T("Light theme")},
			{Value: state.ThemeDark, Text: text.T("Dark theme")},
		}, c.onChoose),
	)
}

func (c *themePicker) onChoose(ctx app.Context, _ app.Event) {
	c.chosen = ctx.JSSrc().Get("value").String()
	state.ChooseTheme.Raise(ctx, c.chosen)
}
