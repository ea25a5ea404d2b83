package augment

import (
	"math/bits"

	"digitlab/data"
)

// shape is what a digit keeps when its lines get thicker or are drawn anew: how
// many parts it has, joined along axes and diagonals, and Euler's number, which is
// that less the areas of paper that they enclose. It is told at two levels of
// grey: a line may be so thin that it is there at the lower one alone, and a loop
// so small that it is open at the upper one alone.
type shape struct{ parts, euler, faintParts, faintEuler int }

// faintInk is the lower level; the upper one is inkLevel.
const faintInk = 64

func shapeOf(image *data.Image) shape {
	var ink, faint rows
	for y := range data.Side {
		for x, v := range image[y*data.Side:][:data.Side] {
			if v >= faintInk { // few are
				faint[y] |= 1 << x
				if v >= inkLevel {
					ink[y] |= 1 << x
				}
			}
		}
	}
	return shape{ink.parts(), ink.euler(), faint.parts(), faint.euler()}
}

// rows are the pixels of ink, a bit each: bit x of row y.
type rows [data.Side]uint32

// parts returns the number of parts of the ink. Going down, it knows those so
// far by their pixels in the row above, which a run of pixels below them joins.
func (r *rows) parts() (count int) {
	type part struct{ above, here uint32 }
	var open [data.Side]part // those that reach the row above, or this one
	n := 0
	for _, row := range r {
		for row != 0 {
			run := row &^ (row + row&-row) // up to the first pixel of paper
			row &^= run
			joined := part{here: run}
			count++
			kept := 0
			for _, p := range open[:n] {
				if p.above&(run|run<<1|run>>1) == 0 {
					open[kept] = p
					kept++
					continue
				}
				joined.above |= p.above
				joined.here |= p.here
				count--
			}
			open[kept] = joined
			n = kept + 1
		}
		kept := 0
		for _, p := range open[:n] {
			if p.here != 0 {
				open[kept] = part{above: p.here}
				kept++
			}
		}
		n = kept
	}
	return count
}

// euler returns Euler's number: the squares of the pixels and their corners, less
// their sides.
func (r *rows) euler() (number int) {
	above := uint32(0)
	for y := range data.Side + 1 {
		row := uint32(0)
		if y < data.Side {
			row = r[y]
		}
		edge := above | row // of pixels between the two rows
		number += bits.OnesCount32(row) + bits.OnesCount32(edge|edge<<1) - bits.OnesCount32(edge) - bits.OnesCount32(row|row<<1)
		above = row
	}
	return number
}
