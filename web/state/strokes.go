package state

import (
	"digitlab/web/worker"
)

// StrokesOfChosen returns how the chosen digit was drawn: all strokes if it is the
// only one, or else those that lie in its box and in no other. It returns nil where
// these are not what its box is around, such as for a part of a longer stroke.
func (r Reading) StrokesOfChosen() (strokes []worker.Stroke) {
	if !r.Several() {
		return r.Of.Strokes
	}
	box := r.Digits[r.Chosen].Box
	around := [4]float64{1, 1, 0, 0}
	for _, s := range r.Of.Strokes {
		extent := extentOf(s)
		if !within(box, extent) {
			continue
		}
		for i, d := range r.Digits {
			if i != r.Chosen && within(d.Box, extent) {
				return nil
			}
		}
		strokes = append(strokes, s)
		for axis := range 2 {
			around[axis] = min(around[axis], extent[axis])
			around[axis+2] = max(around[axis+2], extent[axis+2])
		}
	}
	for side := range around {
		if d := around[side] - box[side]; max(d, -d) > inkMargin {
			return nil
		}
	}
	return strokes
}

// inkMargin is how far the ink reaches beyond the points of its strokes at most, half
// of the pen's width, and a little more; a share of the pad, as all here.
const inkMargin = PadPen/2./PadSide + slack

// slack is what boxes may be off by.
const slack = 0.01

// extentOf returns left, top, right and bottom of a stroke's points, on the pad.
func extentOf(s worker.Stroke) [4]float64 {
	extent := [4]float64{1, 1, 0, 0}
	for i, v := range s {
		share := min(max(v/PadSide, 0), 1)
		extent[i%2] = min(extent[i%2], share)
		extent[i%2+2] = max(extent[i%2+2], share)
	}
	return extent
}

// within reports whether an extent lies in a box.
func within(box, extent [4]float64) bool {
	return extent[0] >= box[0]-slack && extent[1] >= box[1]-slack &&
		extent[2] <= box[2]+slack && extent[3] <= box[3]+slack
}
