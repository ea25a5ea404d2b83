package picture

import "math"

const (
	// solid is the least area of a bar, as a share of that of the parallelogram with
	// its moments, and slim how much longer than wide by its moments it is at least.
	// Of MNIST's test images stretched to a square, four in five that show a 1 have
	// more, and three in a thousand of the others.
	solid, slim = 0.8, 1.5

	// squareBox is the least ratio of the sides of the box around a bar that
	// cannot be told to be as it was written.
	squareBox = 0.9

	// barWidth is the width in pixels of a line along a row of an Image.
	barWidth = 3
)

// narrowed returns the width that a digit of w x h pixels is to have: less than w
// if it is a bar that was stretched to a square, as scans in some collections are.
// Such a bar leans as no 1 does, and is wider than any pen.
func narrowed(digit []float32, w, h int) int {
	if squareBox*float64(max(w, h)) > float64(min(w, h)) {
		return w
	}
	area, long, wide := moments(digit, w)
	// A parallelogram has an area of twelve times the root of the determinant of
	// its moments, whatever stretched it.
	if area < solid*12*long*wide || long < slim*wide {
		return w
	}
	inRow := area / float64(h)
	return min(w, max(barWidth, int(math.Round(float64(w)*barWidth/inRow))))
}

// moments returns the area of a digit in pixels, and the standard deviations of its
// pixels along its two axes.
func moments(digit []float32, w int) (area, long, wide float64) {
	var x, y, xx, xy, yy float64
	for i, v := range digit {
		if v < inkHalf {
			continue
		}
		px, py := float64(i%w), float64(i/w)
		area++
		x += px
		y += py
		xx += px * px
		xy += px * py
		yy += py * py
	}
	area = max(area, 1)
	x, y = x/area, y/area
	xx, xy, yy = xx/area-x*x, xy/area-x*y, yy/area-y*y
	half, root := (xx+yy)/2, math.Hypot((xx-yy)/2, xy)
	return area, math.Sqrt(half + root), math.Sqrt(max(0, half-root))
}
