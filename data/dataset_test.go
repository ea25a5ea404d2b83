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

// TestImagesAppend goes over the edges of blocks, where indices are easily off
// by one, and holds that earlier images stay where they are.
func TestImagesAppend(t *testing.T) {
	const n = 2*blockImages + 1
	var images Images
	images.Append(numbered(0), 0)
	first := images.Image(0)
	for i := 1; i < n; i++ {
		images.Append(numbered(i), byte(i%Classes))
	}
	if images.Len() != n {
		t.Fatalf("Len() = %d, want %d", images.Len(), n)
	}
	for i := range n {
		if !bytes.Equal(images.Image(i), numbered(i)[:]) {
			t.Errorf("Image(%d) is another", i)
		}
		if got, want := images.Label(i), byte(i%Classes); got != want {
			t.Errorf("Label(%d) = %d, want %d", i, got, want)
		}
	}
	if &first[0] != &images.Image(0)[0] {
		t.Error("an image has moved")
	}
}

func TestImagesPanics(t *testing.T) {
	var images Images
	images.Append(numbered(0), 9)
	tests := []struct {
		name string
		call func()
	}{
		{"image behind the end", func() { images.Image(1) }},
		{"image before the beginning", func() { images.Image(-1) }},
		{"label behind the end", func() { images.Label(1) }},
		{"label of no digit", func() { images.Append(numbered(0), Classes) }},
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

func TestParseSplit(t *testing.T) {
	for _, s := range []Split{Train, Valid, Test} {
		if got, err := ParseSplit(s.String()); err != nil || got != s {
			t.Errorf("ParseSplit(%q) = %v, %v, want %v", s.String(), got, err, s)
		}
	}
	for _, name := range []string{"", "eval", "Train", "tests"} {
		if got, err := ParseSplit(name); err == nil {
			t.Errorf("ParseSplit(%q) = %v, want an error", name, got)
		}
	}
	if got, want := Split(7).String(), "Split(7)"; got != want {
		t.Errorf("Split(7).String() = %q, want %q", got, want)
	}
}
