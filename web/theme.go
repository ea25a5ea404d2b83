package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// chooseTheme is the action of changing the page's colours; its value is a
// theme.
const chooseTheme = "/theme/choose"

// Themes, as they are kept under themeKey. theme.js, which gives the page its
// colours before this program is there, reads them too.
const (
	themeSystem = "" // follows the system's
	themeLight  = "light"
	themeDark   = "dark"

	themeKey = "digitlab-theme"
)

func (l *lab) chooseTheme(_ app.Context, a app.Action) {
	remember(themeKey, a.Value.(string))
	app.Window().Call("showTheme") // of theme.js
}

// themePicker chooses the page's colours.
type themePicker struct {
	app.Compo
	chosen string
}

// OnMount shows what was chosen before.
func (c *themePicker) OnMount(ctx app.Context) {
	followLanguage(ctx)
	c.chosen = recall(themeKey)
}

// Render shows the choice.
func (c *themePicker) Render() app.UI {
	return app.Div().Class("preference").Body(
		app.Label().For("theme").Class("unseen").Text(text.T("Theme")),
		renderSelect("theme", c.chosen, []choice{
			{themeSystem, text.T("System theme")},
			{themeLight, text.T("Light theme")},
			{themeDark, text.T("Dark theme")},
		}, c.onChoose),
	)
}

func (c *themePicker) onChoose(ctx app.Context, _ app.Event) {
	c.chosen = ctx.JSSrc().Get("value").String()
	ctx.NewActionWithValue(chooseTheme, c.chosen)
}
