package text

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// message is what a worker says, as the format that it is made of there, taken
// apart, and the same in another language, with a %s for each argument.
type message struct {
	words []string // before, between and after the verbs
	verbs []string
	other string
}

// byLiterals returns messages in the order in which they are to be compared
// with what is said: those with most words of their own first.
func byLiterals(messages map[string]string) func() []message {
	return sync.OnceValue(func() (list []message) {
		for _, english := range slices.Sorted(maps.Keys(messages)) {
			words, verbs := split(english)
			list = append(list, message{words, verbs, messages[english]})
		}
		literals := func(m message) int { return len(strings.Join(m.words, "")) }
		slices.SortStableFunc(list, func(a, b message) int { return cmp.Compare(literals(b), literals(a)) })
		return list
	})
}

// split takes a format apart into its verbs and the words around them.
func split(format string) (words, verbs []string) {
	for {
		at := strings.IndexByte(format, '%')
		if at < 0 {
			return append(words, format), verbs
		}
		end := at + strings.IndexFunc(format[at:], unicode.IsLower) + 1 // a verb ends with a letter
		words, verbs, format = append(words, format[:at]), append(verbs, format[at:end]), format[end:]
	}
}

// Message returns what a worker says in the page's language. Workers know
// English alone, so that what they say to a terminal and to the page is the
// same; it is told from their formats here. ok is false where a part of it is
// not known in the language.
func Message(said string) (translated string, ok bool) {
	if spoken.messages == nil {
		return said, true
	}
	for _, m := range spoken.messages() {
		if args, matches := m.match(said); matches {
			if translated, ok = m.fill(args); ok {
				return translated, true
			}
		}
	}
	return said, false
}

// match takes what is said apart by the words of the format.
func (m message) match(said string) (args []string, ok bool) {
	said, ok = strings.CutPrefix(said, m.words[0])
	if !ok || len(m.words) == 1 {
		return nil, ok && said == ""
	}
	for _, next := range m.words[1 : len(m.words)-1] {
		arg, rest, found := strings.Cut(said, next)
		if !found || arg == "" {
			return nil, false
		}
		args, said = append(args, arg), rest
	}
	last, ok := strings.CutSuffix(said, m.words[len(m.words)-1])
	return append(args, last), ok && last != ""
}

// fill puts the arguments into the other language's words, themselves in that
// language as far as they are messages. An error within the error has to be.
func (m message) fill(args []string) (translated string, ok bool) {
	filled := make([]any, len(args))
	for i, arg := range args {
		other, known := Message(arg)
		if !known && m.verbs[i] == "%w" {
			return "", false
		}
		filled[i] = other
	}
	return fmt.Sprintf(m.other, filled...), true
}
