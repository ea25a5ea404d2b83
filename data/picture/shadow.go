package picture

import (
	"image"
	"slices"
)

const (
	// holdsNone is the side of a square, as a share of the page's shorter side,
	// that no stroke on it is so wide as to hold.
	holdsNone = 0.2

	// leastSquare is the least side of such a square in pixels: a smaller page
	// shows no shadow.
	leastSquare = 20

	// asDark is how much of what is around a digit, as far as half its longer side,
	// may be as dark as the darkest quarter of its ink, as a share of the ink.
	asDark = 0.04
)

// inShadow looks for dark ink on a page that is in shadow in parts, whose edges
// may be sharp and go through a digit. It returns no box if it finds no digit.
//
// The paper in the shadow and out of it is what a closing of the page leaves: of
// all squares that hold a pixel, the lightest pixel of the one where that is
// darkest. No square is so small that it fits into a stroke, so that each has paper
// in it; and beside a shadow's edge there is one that is all in the shadow, whatever
// the edge's direction, so that the edge stays where it is.
func inShadow(page *image.Gray) (ink *image.Gray, box image.Rectangle) {
	side := int(holdsNone * float64(min(page.Rect.Dx(), page.Rect.Dy())))
	if side < leastSquare {
		return nil, box
	}
	page = softened(page) // of noise, the closing takes the lightest
	paper := closed(page, side)
	even := image.NewGray(page.Rect)
	for i, v := range page.Pix {
		level := float64(paper.Pix[i])
		even.Pix[i] = 255 - share(level-float64(v), level)
	}
	p := estimatePaper(even)
	m := p.inkMap(even)
	line := m.cutEdge(paper, side/2)
	strokes := m.findStrokes()
	ink, box = m.inkOf(strokes)
	if !alone(ink, box) || !m.mayBeDigit(strokes.spots) || isFilled(ink, box) || !onLighter(page, strokes.spots, line) {
		return nil, image.Rectangle{}
	}
	return ink, box
}

// onLighter reports whether what is around the spots is lighter than they are. What
// is between the strokes of light ink has only those around it, and a part of a
// digit the rest. Pixels of a line that was cut away do not count.
func onLighter(page *image.Gray, spots []spot, line []bool) bool {
	var ink []byte
	for _, s := range spots {
		for _, i := range s.pixels {
			ink = append(ink, page.Pix[i])
		}
	}
	slices.Sort(ink)
	dark := ink[len(ink)/4]
	mask := maskOf(spots, page.Rect)
	box := boxAround(spots)
	box = box.Inset(-longerSide(box) / 2).Intersect(page.Rect)
	below := 0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for i := y*page.Stride + box.Min.X; i < y*page.Stride+box.Max.X; i++ {
			if mask.Pix[i] == 0 && page.Pix[i] <= dark && (line == nil || !line[i]) {
				below++
			}
		}
	}
	return float64(below) <= asDark*float64(len(ink))
}
