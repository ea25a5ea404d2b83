package lab

import (
	"regexp"
	"strings"

	"digitlab/data/failure"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// failureText returns a worker's failure in the page's language, as a sentence
// begins. Where the language has no words for it, it says what has failed, and
// then the worker's own words.
func failureText(m *worker.Failure) string {
	if translated, ok := text.Message(m.Message); ok {
		if beginsWithName(m.Message) {
			return translated
		}
		return text.Capital(translated)
	}
	switch m.Scope {
	case worker.ScopeDataset, worker.ScopeOffer:
		return text.F("The dataset cannot be used: %s", m.Text)
	case worker.ScopeWeights:
		return text.F("The weights cannot be used: %s", m.Text)
	case worker.ScopePicture:
		return text.F("The picture cannot be read: %s", m.Text)
	case worker.ScopeSteer:
		return text.F("The run keeps what it had: %s", m.Text)
	case worker.ScopeRun:
		return text.F("Training cannot go on: %s", m.Text)
	case worker.ScopeSavedRun:
		return text.F("The saved run cannot be continued: %s", m.Text)
	case worker.ScopeEvaluation:
		return text.F("The weights cannot be evaluated: %s", m.Text)
	}
	return text.F("Something went wrong: %s", m.Text)
}

// address matches what begins with a URL.
var address = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://`)

// beginsWithName reports whether the first word of a message is the name of a
// file, a layer or an address, which stays as it is.
func beginsWithName(m failure.Message) bool {
	value := false
	for strings.HasPrefix(m.Format, "%") && len(m.Args) > 0 {
		m = m.Args[0]
		value = m.Format == ""
	}
	return value || address.MatchString(m.Text)
}
