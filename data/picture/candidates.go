package picture

import "slices"

const (
	// A spot that covers less of the page, or less of the largest spot, is
	// dirt.
	dirtOfPage, dirtOfLargest = 1.0 / 20000, 1.0 / 40

	// faintest is the least mean depth of a stroke on paper with lines, as a
	// share of the deepest. One pen's strokes differ less.
	faintest = 0.7

	// minInFrame is the least size of a digit in a frame, as a share of the
	// frame's. Digits have no such piece inside another.
	minInFrame = 1.0 / 3

	// maxFrame is the most of its box that a frame covers. What covers more is a
	// card: of a 0 written on it, the inside is another spot.
	maxFrame = 0.5

	// A digit in a picture of more has at most so many strokes, covers at
	// least such a share of its box, and is at least so large, as a share of
	// the page's longer side. What is left of a pattern does not.
	maxStrokes, minCover, minSide = 8, 0.01, 1.0 / 60
)

// innerAndOuter separates the spots that reach two sides of the page from the
// others.
func innerAndOuter(spots []spot) (inner, outer []spot) {
	for _, s := range spots {
		if s.crosses() {
			outer = append(outer, s)
		} else {
			inner = append(inner, s)
		}
	}
	return inner, outer
}

// awayFromSides returns the spots that reach no side of the page.
func awayFromSides(spots []spot) (away []spot) {
	for _, s := range spots {
		if s.sides&^cutSide == 0 {
			away = append(away, s)
		}
	}
	return away
}

// mayBeDigit reports whether the spots are neither too many nor too scattered
// nor too small for a digit, or may be many digits.
func (m *inkMap) mayBeDigit(spots []spot) bool {
	if m.mayBeDigits(spots) {
		return true
	}
	covered := 0
	for _, s := range spots {
		covered += len(s.pixels)
	}
	box, page := boxAround(spots), m.depth.Rect
	return len(spots) <= maxStrokes &&
		float64(covered) >= minCover*float64(box.Dx()*box.Dy()) &&
		float64(longerSide(box)) >= minSide*float64(longerSide(page))
}

// withoutDirt leaves out the spots that are too small.
func (m *inkMap) withoutDirt(spots []spot) []spot {
	least := int(dirtOfPage * float64(len(m.depth.Pix)))
	for _, s := range spots {
		least = max(least, int(dirtOfLargest*float64(len(s.pixels))))
	}
	return slices.DeleteFunc(spots, func(s spot) bool { return len(s.pixels) < least })
}

// withoutFaint leaves out the spots that are much fainter than the deepest:
// parts of lines on the paper.
func (m *inkMap) withoutFaint(spots []spot) []spot {
	deepest := 0.0
	for _, s := range spots {
		deepest = max(deepest, m.mean(s))
	}
	return slices.DeleteFunc(spots, func(s spot) bool { return m.mean(s) < faintest*deepest })
}

// mean returns the mean depth of a spot.
func (m *inkMap) mean(s spot) float64 {
	sum := 0
	for _, i := range s.pixels {
		sum += int(m.depth.Pix[i])
	}
	return float64(sum) / float64(len(s.pixels))
}

// withoutFrames leaves out the spots that are around another, as the box that
// a form has for a digit.
func withoutFrames(spots []spot) (strokes []spot) {
	for _, s := range spots {
		holds := func(t spot) bool {
			return t.box.In(s.box.Inset(1)) && float64(longerSide(t.box)) >= minInFrame*float64(longerSide(s.box))
		}
		if s.cover() > maxFrame || !slices.ContainsFunc(spots, holds) {
			strokes = append(strokes, s)
		}
	}
	return strokes
}
