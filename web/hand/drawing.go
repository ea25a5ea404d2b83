// Package hand holds the drawings that a visitor has kept, each with the digit
// it is: a set to learn from, small and personal.
package hand

import (
	"fmt"
	"hash/fnv"
	"time"

	"digitlab/data/failure"
)

const (
	// Digits is the number of labels, which go from 0.
	Digits = 10
	// Pixels is the number of pixels in an image.
	Pixels = 28 * 28
)

// Drawing is a drawing with its label.
type Drawing struct {
	Label int
	Kept  time.Time
	// Test holds the drawing back: it is never learned from, only tested on.
	Test bool
	// Image is what the network saw: 28x28 pixels, row by row, 255 = ink.
	Image []byte
	// Strokes are how it was drawn, so that it can be prepared anew; the zero
	// value for a picture.
	Strokes Strokes
}

// Strokes are lines that were drawn with a round pen.
type Strokes struct {
	Side  float64     // of the square pad, in the unit of the points
	Pen   float64     // its width, in the same unit
	Lines [][]float64 // x, y, x, y, ... each, from the upper left
}

// ID names the drawing in its set. It follows from the image, so that the same
// drawing is never kept twice, once to learn from and once to test on.
func (s *Drawing) ID() string {
	sum := fnv.New64a()
	sum.Write(s.Image)
	return fmt.Sprintf("%016x", sum.Sum64())
}

// maxPoints bounds the points of a drawing's strokes.
const maxPoints = 100_000

// check returns an error for what a file may hold but a drawing cannot.
func (s *Drawing) check() error {
	if s.Label < 0 || s.Label >= Digits {
		return failure.New("label %d, want 0 to 9", s.Label)
	}
	if len(s.Image) != Pixels {
		return failure.New("%d pixels, want %d", len(s.Image), Pixels)
	}
	if s.Kept.IsZero() {
		return failure.New("the time when it was kept is missing")
	}
	return s.Strokes.check()
}

func (s *Strokes) check() error {
	points := 0
	for i, line := range s.Lines {
		if len(line) == 0 || len(line)%2 != 0 {
			return failure.New("stroke %d has %d numbers, want x and y of each point", i, len(line))
		}
		points += len(line) / 2
	}
	if points > maxPoints {
		return failure.New("%d points in its strokes, want at most %d", points, maxPoints)
	}
	if points > 0 && !(s.Side > 0 && s.Pen > 0) {
		return failure.New("a pad of side %v and a pen of width %v, want more than 0", s.Side, s.Pen)
	}
	return nil
}
