package state

import (
	"strings"
	"unicode"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// TrimNames returns names of classes without spaces around them.
func TrimNames(names []string) []string {
	trimmed := make([]string, len(names))
	for i, name := range names {
		trimmed[i] = strings.TrimSpace(name)
	}
	return trimmed
}

// NamesFault says what is wrong with names that the visitor has given to classes, ""
// if nothing is.
func NamesFault(names []string) string {
	seen := map[string]int{}
	for i, name := range TrimNames(names) {
		first, twice := seen[name]
		switch {
		case name == "":
			return text.F("Class %d has no name.", i)
		case len(name) > worker.MaxClassName:
			return text.F("The name of class %d is too long.", i)
		case strings.ContainsFunc(name, unicode.IsControl):
			return text.F("The name of class %d has characters that cannot be shown.", i)
		case twice:
			return text.F("Classes %d and %d have the same name, %s.", first, i, name)
		}
		seen[name] = i
	}
	return ""
}
