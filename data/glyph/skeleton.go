package glyph

import (
	"fmt"
	"strconv"
	"strings"
)

// Glyph is one way to write a digit, a letter or a sign.
type Glyph struct {
	Name    string
	strokes []stroke
	slant   int32 // how much more than others it leans, either way, of unit
}

// stroke is drawn without lifting the pen.
type stroke []joint

// joint is a point that the pen passes, in a box of side box. The pen goes round
// it in a curve, or turns sharply.
type joint struct {
	point
	sharp bool
}

// point is x to the right and y down, in units of which the place tells.
type point struct{ x, y int32 }

// box is the side of the square that skeletons are drawn in. They are written in
// hundredths of it.
const box = 6400

// skeleton returns the glyph of a name that is written as a path: joints "x,y" in
// hundredths of the box, with ' behind a sharp one, and / between strokes. It
// panics if that is not what it is.
func skeleton(name, path string) Glyph {
	g := Glyph{Name: name}
	for text := range strings.SplitSeq(path, "/") {
		var s stroke
		for _, field := range strings.Fields(text) {
			at, sharp := strings.CutSuffix(field, "'")
			x, y, _ := strings.Cut(at, ",")
			s = append(s, joint{point{hundredths(name, x), hundredths(name, y)}, sharp})
		}
		if len(s) == 0 {
			panic(fmt.Sprintf("glyph: %s: a stroke without points", name))
		}
		g.strokes = append(g.strokes, s)
	}
	return g
}

func hundredths(name, text string) int32 {
	v, err := strconv.ParseInt(text, 10, 16)
	if err != nil {
		panic(fmt.Sprintf("glyph: %s: %v", name, err))
	}
	return int32(v) * box / 100
}

// leaning returns the glyph with more slant, in hundredths, than others have.
func (g Glyph) leaning(slant int32) Glyph {
	g.slant = slant * unit / 100
	return g
}
