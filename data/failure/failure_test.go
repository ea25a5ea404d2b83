package failure

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"testing"
)

// place is a value with a message.
type place int

func (p place) Message() Message { return Say("row %d", int(p)) }
func (p place) String() string   { return p.Message().Text }

func TestNew(t *testing.T) {
	inner := New("found %q, want %c", "x", ']')
	outer := New("%s: %w (at byte %03d, %.2f)", place(7), inner, 9, 1.5)

	said := Message{`found "x", want ]`, "found %q, want %c", []Message{{Text: `"x"`}, {Text: "]"}}}
	want := Message{`row 7: found "x", want ] (at byte 009, 1.50)`, "%s: %w (at byte %03d, %.2f)", []Message{
		{"row 7", "row %d", []Message{{Text: "7"}}}, said, {Text: "009"}, {Text: "1.50"},
	}}
	if got := Of(outer); !reflect.DeepEqual(got, want) {
		t.Errorf("the message is %+v, want %+v", got, want)
	}
	if plain := fmt.Errorf("%s: %w (at byte %03d, %.2f)", place(7), inner, 9, 1.5); outer.Error() != plain.Error() {
		t.Errorf("the text is %q, want %q", outer, plain)
	}
	if !errors.Is(outer, inner) {
		t.Error("the inner error is not found")
	}
	if both := New("%w, %w", inner, io.EOF); !errors.Is(both, inner) || !errors.Is(both, io.EOF) {
		t.Error("one of two inner errors is not found")
	}
}

func TestOf(t *testing.T) {
	plain := Message{Text: "EOF", Format: "EOF"}
	if got := Of(io.EOF); !reflect.DeepEqual(got, plain) {
		t.Errorf("a plain error says %+v, want %+v", got, plain)
	}
	// What is received is handed on in an argument.
	got := Of(New("the helpers fail: %s", plain))
	if want := (Message{"the helpers fail: EOF", "the helpers fail: %s", []Message{plain}}); !reflect.DeepEqual(got, want) {
		t.Errorf("a message in an error says %+v, want %+v", got, want)
	}
}

func TestVerbs(t *testing.T) {
	tests := []struct {
		format string
		want   []string
	}{
		{"", nil},
		{"the file is empty", nil},
		{"%s: %w", []string{"%s", "%w"}},
		{"100 %% of %.2f and %03d of %.12q...", []string{"%.2f", "%03d", "%.12q"}},
	}
	for _, test := range tests {
		if got := verbs(test.format); !slices.Equal(got, test.want) {
			t.Errorf("verbs(%q) = %q, want %q", test.format, got, test.want)
		}
	}
}
