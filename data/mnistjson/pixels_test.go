package mnistjson

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"digitlab/data"
)

// slowly is a reader of text whose first n bytes come one at a time, so that
// levels never sees the room it wants.
func slowly(text []byte, n int) io.Reader {
	return io.MultiReader(iotest.OneByteReader(bytes.NewReader(text[:n])), bytes.NewReader(text[n:]))
}

// readImage reads the text of one image, in a scale that is known.
func readImage(r io.Reader, s scale) ([data.Pixels]byte, error) {
	p := parser{text: window{src: r, buf: make([]byte, 4<<10), limit: maxText}, scale: s}
	var image data.Image
	err := p.image(image[:])
	return image, err
}

// TestLevelsReadsWhatNumberDoes puts one byte in the place of another, at every
// place in some pixels, and reads that in one go and byte by byte.
func TestLevelsReadsWhatNumberDoes(t *testing.T) {
	tests := []struct {
		name   string
		scale  scale
		pixels string
	}{
		{"zeros", ourScale, "0,0,0,0,0,0,0,0,0,0,0,0,"},
		{"zeros of Python", pythonScale, "0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, "},
		{"pairs", ourScale, "0.992,0.004,0.502,0.729,1,0.129,"},
		{"other decimals", ourScale, "0.2,0.02,0.729,0.1,0.988,0,0,0.502,0.42,"},
		{"decimals of Python", pythonScale, "0.9921875, 0.00390625, 0.5, 0.0, 0.25390625, "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			pixels := strings.Count(test.pixels, ",")
			end := 1 + len(test.pixels)
			text := []byte("[" + test.pixels + strings.Repeat("0,", data.Pixels-pixels-1) + "0]")
			for at := range end {
				kept := text[at]
				for c := range 256 {
					text[at] = byte(c)
					fast, fastErr := readImage(bytes.NewReader(text), test.scale)
					slow, slowErr := readImage(slowly(text, end), test.scale)
					if fmt.Sprint(fastErr) != fmt.Sprint(slowErr) {
						t.Fatalf("%q in one go: error %v, byte by byte: %v", text[:end], fastErr, slowErr)
					}
					if fast != slow {
						t.Fatalf("%q gives %v in one go, %v byte by byte", text[:end], fast[:pixels], slow[:pixels])
					}
				}
				text[at] = kept
			}
		})
	}
}

// TestLevelsReadsPairs holds three decimals, in pairs, against the bytes of the
// two numbers alone.
func TestLevelsReadsPairs(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, s := range []scale{ourScale, pythonScale} {
		for v := range 1000 {
			u := rng.IntN(1000)
			text := fmt.Sprintf("0.%03d,0.%03d,", v, u) + strings.Repeat(" ", 2*lookahead)
			w := window{buf: []byte(text), end: len(text)}
			var got [2]byte
			n := w.levels(got[:], s)
			if want := [2]byte{s.byteOf(float64(v) / 1000), s.byteOf(float64(u) / 1000)}; n != 2 || got != want {
				t.Errorf("scale %d: levels(%.12s) read %d pixels, %v, want %v", s, text, n, got, want)
			}
		}
	}
}
