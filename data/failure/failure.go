// Package failure makes errors that can also be said in other languages than
// English: beside their text they keep the format and the arguments that it is
// made of. The format is the key to the words of another language.
//
// Sentences for people are failures; errors for programs, and what the standard
// library or the browser says, are plain ones.
package failure

import (
	"fmt"
	"strings"
	"unicode"
)

// Message is what an error says, as data that can cross to another program.
type Message struct {
	Text string `json:"text,omitempty"` // all of it, in English
	// Format is what Text is made of. That of a plain error is its text, and a
	// value has none.
	Format string    `json:"format,omitempty"`
	Args   []Message `json:"args,omitempty"` // one for each verb of Format
}

// String returns the text.
func (m Message) String() string { return m.Text }

// messenger is an argument, or an error, that has a message.
type messenger interface {
	Message() Message
}

// New returns the error that fmt.Errorf makes of a format and its arguments.
// Verbs take their arguments in turn, and there is none that takes two.
func New(format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &said{err, message(err.Error(), format, args)}
}

// Say is New for a message that is no error, such as what a value says of
// itself to be an argument of one.
func Say(format string, args ...any) Message {
	return message(fmt.Sprintf(format, args...), format, args)
}

func message(text, format string, args []any) Message {
	m := Message{Text: text, Format: format}
	for i, verb := range verbs(format) {
		m.Args = append(m.Args, argument(verb, args[i]))
	}
	return m
}

// argument returns what an argument says: a message of its own, or the text
// that its verb makes of it.
func argument(verb string, arg any) Message {
	switch arg := arg.(type) {
	case Message:
		return arg
	case messenger:
		return arg.Message()
	case error:
		return Of(arg)
	}
	return Message{Text: fmt.Sprintf(verb, arg)}
}

// Of returns what an error says.
func Of(err error) Message {
	if m, ok := err.(messenger); ok {
		return m.Message()
	}
	return Message{Text: err.Error(), Format: err.Error()}
}

// said is an error with a message.
type said struct {
	error
	message Message
}

func (s *said) Message() Message { return s.message }

// Unwrap returns fmt's error, which holds what is wrapped.
func (s *said) Unwrap() error { return s.error }

// verbs returns the verbs of a format.
func verbs(format string) (list []string) {
	for {
		_, rest, found := strings.Cut(format, "%")
		if !found {
			return list
		}
		end := strings.IndexFunc(rest, func(r rune) bool { return r == '%' || unicode.IsLetter(r) }) + 1
		if rest[end-1] != '%' {
			list = append(list, "%"+rest[:end])
		}
		format = rest[end:]
	}
}
