package lab

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/lab/queue"
	"digitlab/web/state"
	"digitlab/web/text"
)

// languageKey is where the browser keeps the tag that was chosen.
const languageKey = "digitlab-language"

// SpeakPreferred lets the page speak the language that was chosen here before,
// or else the one that the browser is set to.
func SpeakPreferred() {
	languages := app.Window().Get("navigator").Get("languages")
	preferred := []string{dom.Recall(languageKey)}
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

func (l *Lab) chooseLanguage(ctx app.Context, tag string) {
	text.Speak(languageOf([]string{tag}))
	nameLanguage()
	l.keepPreference(ctx, state.Preference{Key: languageKey, Value: tag})
	for group := range state.LanguageGroups {
		queue.Set(ctx, l.queue, queue.WholePage, state.LanguageKey(group), tag)
	}
	l.showFaults(ctx, l.shownFaults())
	l.runs.Publish(ctx) // which name the runs
	l.drawings.ProposeClasses(ctx)
}
