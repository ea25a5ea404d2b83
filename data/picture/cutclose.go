package picture

import (
	"image"
	"iter"
	"math"
	"slices"
)

const (
	// nearSide is how far a digit may be from the sides of a page that is cut
	// close around it, as a share of the page's and in pixels: the grey rim of
	// its ink may be taken for paper. evenSide is the share if the page's rim is
	// all of one grey, and the paper seen.
	nearSide, evenSide, nearPixels = 0.1, 0.15, 3

	// fullSide is the share of one of the page's sides from which on it counts as
	// covered. Shadows and tables cover sides, digits seldom do.
	fullSide = 0.9

	// A sheet of paper fills its corners, squares of such a part of the sides of its
	// box, at least by half. So does an upright 1, whose box is narrow.
	cornerShare, cornerFilled, narrow = 1.0 / 8, 0.5, 0.4

	// maxPieces is the most pieces that each stroke divides its page into. An 8 makes
	// two holes, and cuts off four corners and two notches.
	maxPieces = 9

	// maxCrossing is the most strokes that reach two sides of their page each, one of
	// them left or right: of numbers, the first digit and the last one. maxInside is
	// the longest that reaches none, as a share of the page's longer side, unless it
	// has such a share of the largest and may be a digit between others.
	maxCrossing, maxInside, similarInside = 2, 1.0 / 6, 0.5

	// bold is the share of a page from which on ink is so much that the paper may be
	// mistaken even if there is some on all sides.
	bold = 0.3
)

// cutClose returns the ink on a page that is cut so close around a digit that the
// digit reaches its sides, and false if the page is none of these.
//
// What is paper there can be told neither by what there is most of nor by what is
// at the rim: a bold digit covers most of both. But a digit is in one piece, and
// from side to side it leaves its paper in pieces.
func cutClose(page *image.Gray) (*inkMap, bool) {
	even := !unevenRim(page)
	if even && inkShare(page) < bold {
		return nil, false
	}
	threshold := (&inkMap{depth: page}).histogram().otsu(0)
	light, dark := &inkMap{depth: page}, &inkMap{depth: inverted(page)}
	strokes := dark.spots(byte(256-threshold), byte(256-threshold))
	pieces := light.spots(byte(threshold), byte(threshold))
	if inOnePiece(pieces, page.Rect) > inOnePiece(strokes, page.Rect) {
		light, dark = dark, light
		strokes, pieces = pieces, strokes
		threshold = 256 - threshold
	}
	strokes, pieces = dark.withoutDirt(strokes), light.withoutDirt(pieces)
	mask, box := maskOf(strokes, page.Rect), boxAround(strokes)
	if len(pieces) > maxPieces*len(strokes) || !reachSides(strokes, mask, even) || fillsCorners(mask, box) || isFilled(mask, box) {
		return nil, false
	}
	paper := paperFrom(light.depth, threshold)
	m := paper.inkMap(light.depth)
	m.close = true
	return m, true
}

// unevenRim reports whether the outermost pixels of the page differ as much as
// ink does from paper.
func unevenRim(page *image.Gray) bool {
	least, most := byte(255), byte(0)
	for i := range rim(page.Rect) {
		least, most = min(least, page.Pix[i]), max(most, page.Pix[i])
	}
	return most-least >= minStrength
}

// inkShare estimates how much of a page differs from its first pixel as ink does
// from paper.
func inkShare(page *image.Gray) float64 {
	points := gridPoints(page)
	covered := 0
	for _, p := range points {
		if math.Abs(p.value-float64(page.Pix[0])) >= minStrength {
			covered++
		}
	}
	return float64(covered) / float64(len(points))
}

// rim yields the offsets of the outermost pixels of a page.
func rim(page image.Rectangle) iter.Seq[int] {
	w, h := page.Dx(), page.Dy()
	return func(yield func(int) bool) {
		for y := range h {
			step := 1
			if y > 0 && y < h-1 {
				step = max(1, w-1)
			}
			for x := 0; x < w; x += step {
				if !yield(y*w + x) {
					return
				}
			}
		}
	}
}

// inOnePiece says how far spots look like a digit, and not like the paper that it
// leaves: the share that the largest has of them, less the share that they have of
// the page's rim.
func inOnePiece(spots []spot, page image.Rectangle) float64 {
	covered, largest := 0, 0
	for _, s := range spots {
		covered += len(s.pixels)
		largest = max(largest, len(s.pixels))
	}
	if covered == 0 {
		return math.Inf(-1)
	}
	mask := maskOf(spots, page)
	around, atRim := 0, 0
	for i := range rim(page) {
		around++
		atRim += int(mask.Pix[i] & 1)
	}
	return float64(largest)/float64(covered) - float64(atRim)/float64(around)
}

// maskOf returns a page with 255 where the spots are, and 0 elsewhere.
func maskOf(spots []spot, page image.Rectangle) *image.Gray {
	mask := image.NewGray(page)
	for _, s := range spots {
		for _, i := range s.pixels {
			mask.Pix[i] = 255
		}
	}
	return mask
}

// reachSides reports whether the spots can be the strokes of a digit, or of a few,
// that go from one side of the page to the other one, and not lines on the paper, a
// shadow or what the paper lies on. On a page with an even rim none reaches a side,
// only nearly so.
func reachSides(strokes []spot, mask *image.Gray, evenRim bool) bool {
	near := nearSide
	if evenRim {
		near = evenSide
	}
	box := boxAround(strokes)
	reached := nearSides(box, mask.Rect, near)
	across, down := reached.left && reached.right, reached.top && reached.bottom
	if !(across || down) || !areStrokes(strokes, mask.Rect, func(s spot) bool {
		return s.sides == 0 && !(evenRim && nearSides(s.box, mask.Rect, near) != sidesReached{})
	}) {
		return false
	}
	left, right, top, bottom, row := coverage(mask)
	switch {
	case across && down: // two that meet are too much
		return min(max(left, right), max(top, bottom)) < fullSide
	case down:
		return max(left, right) < fullSide
	case box.Dx() > box.Dy():
		return max(top, bottom, row) < fullSide
	}
	return true
}

// areStrokes reports whether spots on a page, of which some may be inside of it, are
// neither too many nor lines, and none is a digit on what the others are.
func areStrokes(spots []spot, page image.Rectangle, inside func(spot) bool) bool {
	crossing, largest := 0, 0
	for _, s := range spots {
		if s.crosses() && s.sides&(leftSide|rightSide) != 0 {
			crossing++
		}
		if len(spots) > 1 && s.isRuled(page) {
			return false
		}
		if !inside(s) {
			largest = max(largest, longerSide(s.box))
		}
	}
	onOthers := func(s spot) bool {
		size := float64(longerSide(s.box))
		return inside(s) && size >= maxInside*float64(longerSide(page)) &&
			(largest == 0 || size < similarInside*float64(largest))
	}
	return len(spots) <= maxStrokes && crossing <= maxCrossing && !slices.ContainsFunc(spots, onOthers)
}

// sidesReached are those of a page that something reaches, or nearly so.
type sidesReached struct{ left, right, top, bottom bool }

func nearSides(box, page image.Rectangle, near float64) sidesReached {
	w, h := page.Dx(), page.Dy()
	atX, atY := nearPixels+near*float64(w), nearPixels+near*float64(h)
	return sidesReached{
		float64(box.Min.X) < atX, float64(w-box.Max.X) < atX,
		float64(box.Min.Y) < atY, float64(h-box.Max.Y) < atY,
	}
}

// coverage returns the shares of a page's sides that a mask covers, and the largest
// share of a row.
func coverage(mask *image.Gray) (left, right, top, bottom, row float64) {
	w, h := mask.Rect.Dx(), mask.Rect.Dy()
	share := func(first, step, count int) float64 {
		covered := 0
		for i := range count {
			covered += int(mask.Pix[first+i*step] & 1)
		}
		return float64(covered) / float64(count)
	}
	for y := range h {
		row = max(row, share(y*w, 1, w))
	}
	return share(0, w, h), share(w-1, w, h), share(0, 1, w), share((h-1)*w, 1, w), row
}

// fillsCorners reports whether a mask fills all corners of a box that is not narrow.
func fillsCorners(mask *image.Gray, box image.Rectangle) bool {
	w, h := box.Dx(), box.Dy()
	if float64(min(w, h)) < narrow*float64(max(w, h)) {
		return false
	}
	cw, ch := max(1, int(cornerShare*float64(w))), max(1, int(cornerShare*float64(h)))
	for _, x := range [2]int{box.Min.X, box.Max.X - cw} {
		for _, y := range [2]int{box.Min.Y, box.Max.Y - ch} {
			covered := 0
			for i := range cw * ch {
				covered += int(mask.Pix[(y+i/cw)*mask.Stride+x+i%cw] & 1)
			}
			if float64(covered) < cornerFilled*float64(cw*ch) {
				return false
			}
		}
	}
	return true
}

// paperFrom estimates the paper of a page, on which ink is darker, as an even grey:
// from what is lighter than a threshold. The darker half of that may be rims of
// ink.
func paperFrom(page *image.Gray, threshold int) paper {
	var values []byte
	for _, v := range page.Pix {
		if int(v) >= threshold {
			values = append(values, v)
		}
	}
	slices.Sort(values)
	level := float64(values[len(values)*3/4])
	// In a normal distribution these are 0.97 standard deviations apart.
	return paper{
		light: [terms]float64{level},
		grain: min(maxGrain, float64(values[len(values)*19/20])-level),
	}
}
