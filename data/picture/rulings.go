package picture

import (
	"image"
	"math"
	"slices"
)

const (
	// fewest is how many spots are on a page at least that may have rulings and
	// digits: one digit is of fewer.
	fewest = 4

	// What holds so many others and covers no more of its box is a table, or a row
	// of boxes: digits hold less, and cover more.
	heldByTable, tableCover = 3, 0.4

	// A ruled line is so long, as a share of the page's longer side and in its own
	// widths, and rises by no more than such a share of its length beside its width.
	ruledLine, ruledThin, ruledRise = 0.25, 15, 0.05

	// The spots of many digits are of similar size: as many as this share of them
	// within a factor of the median. Digits cover no more of their boxes than such a
	// share, as squares of a pattern do.
	similarShare, similarFactor, digitCover = 0.6, 2, 0.75
)

// withoutRulings leaves out what is printed around and between many digits: tables
// and lines.
func (m *inkMap) withoutRulings(spots []spot) (kept []spot) {
	if len(spots) < fewest {
		return spots
	}
	large := slices.DeleteFunc(slices.Clone(spots), func(s spot) bool {
		return float64(longerSide(s.box)) < minSide*float64(longerSide(m.depth.Rect))
	})
	for _, s := range spots {
		if !s.isTable(large) && !s.isRuled(m.depth.Rect) {
			kept = append(kept, s)
		}
	}
	if len(kept) == 0 {
		return spots
	}
	return kept
}

// isTable reports whether the spot is around others.
func (s *spot) isTable(large []spot) bool {
	if s.cover() > tableCover {
		return false
	}
	inside, held := s.box.Inset(1), 0
	for i := range large {
		if large[i].box.In(inside) {
			held++
		}
	}
	return held >= heldByTable
}

// isRuled reports whether the spot is a long straight line.
func (s *spot) isRuled(page image.Rectangle) bool {
	long := float64(longerSide(s.box))
	thick := float64(len(s.pixels)) / long
	shorter := float64(min(s.box.Dx(), s.box.Dy()))
	return long >= ruledLine*float64(longerSide(page)) && long >= ruledThin*thick && shorter <= 2*thick+ruledRise*long
}

// mayBeDigits reports whether the spots may be many digits: more than one has
// strokes, and of similar size.
func (m *inkMap) mayBeDigits(spots []spot) bool {
	if len(spots) <= maxStrokes {
		return false
	}
	var sizes, covers []float64
	for i := range spots {
		sizes = append(sizes, float64(longerSide(spots[i].box)))
		covers = append(covers, spots[i].cover())
	}
	slices.Sort(covers)
	slices.Sort(sizes)
	median := sizes[len(sizes)/2]
	similar := 0
	for _, size := range sizes {
		if math.Abs(math.Log(size/median)) <= math.Log(similarFactor) {
			similar++
		}
	}
	return float64(similar) >= similarShare*float64(len(spots)) &&
		median >= minSide*float64(longerSide(m.depth.Rect)) &&
		covers[len(covers)/2] <= digitCover
}
