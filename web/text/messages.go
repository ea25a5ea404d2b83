package text

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"digitlab/data/failure"
)

// Message returns what a worker says in the page's language. Workers know
// English alone, so that what they say to a terminal and to the page is the
// same. ok is false where the language has no words for it, or for a message in
// it.
func Message(m failure.Message) (translated string, ok bool) {
	if spoken.messages == nil {
		return m.Text, true
	}
	other, ok := spoken.messages[m.Format]
	if !ok {
		return m.Text, false
	}
	args := make([]any, len(m.Args))
	for i, arg := range m.Args {
		args[i] = arg.Text
		if arg.Format == "" { // a value
			continue
		}
		if args[i], ok = Message(arg); !ok {
			return m.Text, false
		}
	}
	return fmt.Sprintf(other, args...), true
}

// Said is Message, or what the worker says itself where the language has no words
// for it.
func Said(m failure.Message) string {
	said, _ := Message(m)
	return said
}

// Capital writes the first letter large, as after a full stop. Workers say what they
// have to say as Go programs do, beginning small.
func Capital(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}
