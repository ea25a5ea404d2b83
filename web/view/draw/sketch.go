package draw

import (
	"math"
	"slices"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// A sketch is a drawing: strokes, in order, as they were drawn.
type sketch struct {
	strokes []worker.Stroke
	points  int
	drawing bool // the last stroke is still growing
}

const (
	// minMove is the shortest way worth a point: a tenth of a pixel of the 28.
	minMove = 1
	// maxSketch bounds the points of a sketch and with it the message.
	maxSketch = 20_000
)

// begin starts a stroke with a dot.
func (s *sketch) begin(x, y float64) {
	if s.points >= maxSketch {
		return
	}
	x, y = onPad(x), onPad(y)
	// Snapshots share the strokes, so a new one goes into a slice of its own.
	s.strokes = append(slices.Clip(s.strokes), worker.Stroke{x, y})
	s.points++
	s.drawing = true
}

// extend draws the growing stroke on to a point and reports whether it moved.
func (s *sketch) extend(x, y float64) bool {
	if !s.drawing || s.points >= maxSketch {
		return false
	}
	x, y = onPad(x), onPad(y)
	last := &s.strokes[len(s.strokes)-1]
	n := len(*last)
	if math.Hypot(x-(*last)[n-2], y-(*last)[n-1]) < minMove {
		return false
	}
	*last = append(*last, x, y)
	s.points++
	return true
}

// end lifts the pen.
func (s *sketch) end() { s.drawing = false }

// undo takes the last stroke away.
func (s *sketch) undo() {
	if n := len(s.strokes); n > 0 {
		s.points -= len(s.strokes[n-1]) / 2
		s.strokes = s.strokes[:n-1]
	}
	s.drawing = false
}

// clear takes all strokes away.
func (s *sketch) clear() { *s = sketch{} }

// snapshot returns the strokes as they are; drawing on does not change them.
func (s *sketch) snapshot() []worker.Stroke { return slices.Clone(s.strokes) }

// onPad keeps a coordinate within one pad's length of the pad and in tenths of
// its unit, which is all that the message needs.
func onPad(v float64) float64 {
	return math.Round(min(max(v, -state.PadSide), 2*state.PadSide)*10) / 10
}
