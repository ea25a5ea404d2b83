package segment

import (
	"cmp"
	"math"
	"slices"
)

const (
	// tall is the least height of what makes a line, as a share of a digit's.
	tall = 0.5

	// sameLine is how much of the lower of two neighbours' heights both have on a
	// line.
	sameLine = 0.3
)

// line is the pieces of a line, from left to right.
type line struct {
	pieces []int
	last   Box     // the tall one farthest to the right
	y      float64 // mean of the tall ones' middles
	count  float64 // of them
}

// lines returns the lines, from the top. Each tall group of pieces follows the one
// at its left that is most beside it, so that a line may rise or fall; what is low
// belongs to the nearest that is tall.
func (w *writing) lines() (lines []*line) {
	groups := w.groups(w.close)
	of := make([]*line, len(groups))
	for i, g := range groups { // from the left
		box := w.boxAround(g)
		if box.height() < tall*w.height {
			continue
		}
		var best *line
		most := 0.0
		for _, l := range lines {
			shared := l.last.overlapY(box) / min(l.last.height(), box.height())
			if shared >= sameLine && shared > most {
				best, most = l, shared
			}
		}
		if best == nil {
			best = new(line)
			lines = append(lines, best)
		}
		best.last = box
		best.y += box.centreY()
		best.count++
		best.pieces = append(best.pieces, g...)
		of[i] = best
	}
	if len(lines) == 0 {
		lines = []*line{{count: 1}}
		for i := range groups {
			of[i] = lines[0]
			lines[0].pieces = append(lines[0].pieces, groups[i]...)
		}
	}
	w.addLow(groups, of)
	for _, l := range lines {
		l.y /= l.count
		w.sort(l.pieces)
	}
	slices.SortStableFunc(lines, func(a, b *line) int { return cmp.Compare(a.y, b.y) })
	return lines
}

// close reports whether two pieces are one above the other and so near that they
// are on the same line.
func (w *writing) close(a, b *piece) bool {
	return a.box.overlapX(b.box) > 0 && a.box.gap(b.box) <= nearForHeight*w.height
}

// addLow adds the groups of no line yet to the nearest.
func (w *writing) addLow(groups [][]int, of []*line) {
	for i, g := range groups {
		if of[i] != nil {
			continue
		}
		box, least := w.boxAround(g), math.Inf(1)
		var nearest *line
		for k, l := range of {
			if l == nil || w.boxAround(groups[k]).height() < tall*w.height {
				continue
			}
			if gap := box.gap(w.boxAround(groups[k])); gap < least {
				nearest, least = l, gap
			}
		}
		nearest.pieces = append(nearest.pieces, g...)
	}
}

// sort sorts pieces from left to right.
func (w *writing) sort(pieces []int) {
	slices.SortStableFunc(pieces, func(a, b int) int {
		return cmp.Compare(w.pieces[a].box.centreX(), w.pieces[b].box.centreX())
	})
}
