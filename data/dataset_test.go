package data

import (
	"bytes"
	"testing"
)

// numbered is image i of a sequence in which no two are alike.
func numbered(i int) *Image {
	var image Image
	image[i%Pixels] = byte(1 + i/Pixels)
	return &image
}

// TestSplitAppend goes over the edges of blocks, where indices are easily off
// by one, and holds that earlier images stay where they are.
func TestSplitAppend(t *testing.T) {
	const n = 2*blockImages + 1
	var s Split
	s.Append(numbered(0), 0)
	first := s.Image(0)
	for i := 1; i < n; i++ {
		s.Append(numbered(i), byte(i%Classes))
	}
	if s.Len() != n {
		t.Fatalf("Len() = %d, want %d", s.Len(), n)
	}
	for i := range n {
		if !bytes.Equal(s.Image(i), numbered(i)[:]) {
			t.Errorf("Image(%d) is another", i)
		}
		if got, want := s.Label(i), byte(i%Classes); got != want {
			t.Errorf("Label(%d) = %d, want %d", i, got, want)
		}
	}
	if &first[0] != &s.Image(0)[0] {
		t.Error("an image has moved")
	}
}

func TestSplitPanics(t *testing.T) {
	var s Split
	s.Append(numbered(0), 9)
	tests := []struct {
		name string
		call func()
	}{
		{"image behind the end", func() { s.Image(1) }},
		{"image before the beginning", func() { s.Image(-1) }},
		{"label behind the end", func() { s.Label(1) }},
		{"label of no digit", func() { s.Append(numbered(0), Classes) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			test.call()
		})
	}
}

func TestParseMode(t *testing.T) {
	for _, m := range []Mode{Train, Valid, Eval} {
		if got, err := ParseMode(m.String()); err != nil || got != m {
			t.Errorf("ParseMode(%q) = %v, %v, want %v", m.String(), got, err, m)
		}
	}
	for _, name := range []string{"", "eval", "Train", "tests"} {
		if got, err := ParseMode(name); err == nil {
			t.Errorf("ParseMode(%q) = %v, want an error", name, got)
		}
	}
	if got, want := Mode(7).String(), "Mode(7)"; got != want {
		t.Errorf("Mode(7).String() = %q, want %q", got, want)
	}
}
