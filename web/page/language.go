package page

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
)

// languagePicker chooses the page's language.
type languagePicker struct {
	app.Compo
}

// OnMount watches the language.
func (c *languagePicker) OnMount(ctx app.Context) { state.FollowLanguage(ctx) }

// Render names the languages in themselves, and the choice in all of them: one
// who cannot read the page has to find it.
func (c *languagePicker) Render() app.UI {
	return app.Div().Class("preference").Body(
		app.Label().For("language").Class("unseen").Body(
			app.Span().Lang(text.English.Tag).Text("Language"),
			app.Text(" / "),
			app.Span().Lang(text.Chinese.Tag).Text("语言"),
		),
		app.Select().ID("language").DataSet("value", text.Spoken().Tag).OnChange(c.onChoose).Body(
			app.Range(text.Languages).Slice(func(i int) app.UI { return renderLanguage(text.Languages[i]) }),
		),
	)
}

func renderLanguage(l *text.Language) app.UI {
	option := app.Option().Value(l.Tag).Lang(l.Tag).Text(l.Name)
	if l == text.Spoken() {
		option = option.Selected(true)
	}
	return option
}

func (c *languagePicker) onChoose(ctx app.Context, _ app.Event) {
	state.ChooseLanguage.Raise(ctx, ctx.JSSrc().Get("value").String())
}
