package web

import (
	"regexp"
	"unicode"
	"unicode/utf8"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// said returns what a worker says in the page's language, or as it says it.
func said(english string) string {
	translated, _ := text.Message(english)
	return translated
}

// failureText returns a worker's failure in the page's language, as a sentence
// begins. Where the language has no words for it, it says what has failed, and
// then the worker's own words.
func failureText(m *worker.Failure) string {
	if translated, ok := text.Message(m.Text); ok {
		return capital(translated)
	}
	switch m.Scope {
	case worker.ScopeDataset:
		return text.F("The dataset cannot be used: %s", m.Text)
	case worker.ScopeWeights:
		return text.F("The weights cannot be used: %s", m.Text)
	case worker.ScopePicture:
		return text.F("The picture cannot be read: %s", m.Text)
	case worker.ScopeRun:
		return text.F("Training cannot go on: %s", m.Text)
	case worker.ScopeKept:
		return text.F("The run that was kept cannot be gone on with: %s", m.Text)
	case worker.ScopeEvaluation:
		return text.F("The weights cannot be evaluated: %s", m.Text)
	}
	return text.F("Something went wrong: %s", m.Text)
}

// fileName matches what begins with the name of a file and a colon.
var fileName = regexp.MustCompile(`^[^:]*\.[A-Za-z]\w*[:：]`)

// capital writes the first letter large, as after a full stop. Workers say
// errors as Go programs do, beginning small; names of files stay as they are.
func capital(words string) string {
	if fileName.MatchString(words) {
		return words
	}
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}
