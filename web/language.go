package web

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// languageTurns is in how many turns the page changes its language: all of its
// components at once would keep it from answering.
const languageTurns = 6

// languageState names the state that holds the tag of the page's language, for
// the components of a turn.
func languageState(turn int) string { return "language-" + strconv.Itoa(turn) }

// chooseLanguage is the action of changing the page's language; its value is
// the tag.
const chooseLanguage = "/language/choose"

// languageKey is where the browser keeps the tag that was chosen.
const languageKey = "digitlab-language"

// followLanguage renders a component anew when the page's language changes.
// Each component calls it when it is mounted. Nothing else of it changes: what
// is drawn, unfolded, typed or scrolled to stays as it is.
func followLanguage(ctx app.Context) {
	// Observing is all that it takes; what is shown comes from package text. By
	// chance the turns get about as many components each.
	ctx.ObserveState(languageState(rand.IntN(languageTurns))).Value(new(string))
}

// speakPreferred lets the page speak the language that was chosen here before,
// or else the one that the browser is set to.
func speakPreferred() {
	languages := app.Window().Get("navigator").Get("languages")
	preferred := []string{recall(languageKey)}
	for i := range languages.Length() {
		preferred = append(preferred, languages.Index(i).String())
	}
	text.Speak(languageOf(preferred))
	nameLanguage()
}

// languageOf returns the language for the first tag that is one of the page's,
// or English. It goes by the language alone: whoever reads traditional Chinese
// is better served with the simplified than with English.
func languageOf(preferred []string) *text.Language {
	for _, tag := range preferred {
		i := slices.IndexFunc(text.Languages, func(l *text.Language) bool {
			return strings.EqualFold(mainTag(l.Tag), mainTag(tag))
		})
		if i >= 0 {
			return text.Languages[i]
		}
	}
	return text.English
}

// mainTag returns zh of zh-Hans-CN.
func mainTag(tag string) string {
	main, _, _ := strings.Cut(tag, "-")
	return main
}

// nameLanguage tells the browser which language the page speaks.
func nameLanguage() {
	document := app.Window().Get("document")
	document.Get("documentElement").Set("lang", text.Spoken().Tag)
	document.Set("title", text.T("Digit Lab"))
}

func (l *lab) chooseLanguage(ctx app.Context, a app.Action) {
	tag := a.Value.(string)
	text.Speak(languageOf([]string{tag}))
	nameLanguage()
	remember(languageKey, tag)
	for turn := range languageTurns {
		l.setInTurn(ctx, wholePage, languageState(turn), tag)
	}
	l.showFaults(ctx, l.shownFaults())
	l.publishRows(ctx) // which name the runs
}

// languagePicker chooses the page's language.
type languagePicker struct {
	app.Compo
}

// OnMount watches the language.
func (c *languagePicker) OnMount(ctx app.Context) { followLanguage(ctx) }

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
	ctx.NewActionWithValue(chooseLanguage, ctx.JSSrc().Get("value").String())
}
