// Package text holds the words of the page in the languages it speaks.
//
// English texts stand in the code, where they are shown, and are the keys to
// those of other languages. A test holds that each text of the page has them.
package text

import (
	"fmt"
	"iter"
	"maps"

	"digitlab/web/text/chinese"
)

// Language is one that the page speaks.
type Language struct {
	Tag   string // BCP 47, as in the html element's lang
	Name  string // in the language itself
	texts map[string]string

	messages map[string]string // of the workers, by their formats; nil for English, which they speak
}

// The languages, by what the visitor's browser prefers or the visitor chooses.
var (
	English = &Language{Tag: "en", Name: "English"}
	Chinese = &Language{Tag: "zh-Hans", Name: "简体中文", texts: chinese.Texts, messages: chinese.Messages}

	Languages = []*Language{English, Chinese}
)

// spoken is the page's language: there is one page in a program. The server
// renders in English.
var spoken = English

// Speak sets the language of what T and F return from now on.
func Speak(l *Language) { spoken = l }

// Spoken returns the page's language.
func Spoken() *Language { return spoken }

// All yields the English texts that the language has its own for, with these.
func (l *Language) All() iter.Seq2[string, string] { return maps.All(l.texts) }

// T returns the English text in the page's language, or as it is if it has no
// other.
func T(english string) string {
	if other, ok := spoken.texts[english]; ok {
		return other
	}
	return english
}

// F is T for a format and its arguments, as fmt.Sprintf takes them. A language
// that puts the arguments in another order numbers them: %[2]d.
func F(english string, args ...any) string {
	return fmt.Sprintf(T(english), args...)
}
