package plate

import (
	"testing"
)

func TestPalettes(t *testing.T) {
	plus, zero, minus := parseColour(" #0000ff"), parseColour("#ffffff"), parseColour("#ff8000")
	p := newPalettes(plus, zero, minus, colour{10, 20, 30})
	for v, want := range map[int][4]byte{255: {0, 0, 255, 255}, 128: {255, 255, 255, 255}, 1: {255, 128, 0, 255}, 0: {255, 128, 0, 255}} {
		if got := p[Numbers][v]; got != want {
			t.Errorf("the colour of %d is %v, want %v", v, got, want)
		}
	}
	if small := p[Numbers][128+16]; small[0] > 200 {
		t.Errorf("an eighth of the largest number is %v, which cannot be told from 0", small)
	}
	if p[Ink][200] != [4]byte{200, 200, 200, 255} || p[Trace][0][3] != 0 || p[Trace][255][3] < 90 {
		t.Errorf("ink is %v, its trace %v and %v", p[Ink][200], p[Trace][0], p[Trace][255])
	}
	if got := parseColour("red"); got != (colour{}) {
		t.Errorf("what is no #rrggbb is %v, want black", got)
	}
}
