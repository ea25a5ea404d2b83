package picture

import "math"

const (
	// penShare is the width of a line as a share of the longer side of the
	// path its middle takes. Lines of MNIST are about 2.7 of 20 pixels wide
	// (see penwidth.go), of which the path leaves 17.3.
	penShare = 2.7 / 17.3

	// dotShare, of the pen's width, is the size of a path up to which it is a
	// dot and not a digit.
	dotShare = 0.5
)

// FitPen returns the width at which to draw strokes so that their lines are no
// thicker for their size than those of MNIST: width itself for a large drawing,
// less for a small one, whose lines would run together. Coordinates and widths
// are as for Rasterize.
func FitPen(strokes [][]float64, width float64) float64 {
	size := max(extent(strokes, 0), extent(strokes, 1))
	if !(size > dotShare*width) {
		return width
	}
	return min(width, penShare*size)
}

// extent returns how far the strokes reach from left to right (axis 0) or from
// top to bottom (axis 1), 0 if there is no point.
func extent(strokes [][]float64, axis int) float64 {
	_, size := reach(strokes, axis)
	return size
}

// reach returns where the strokes begin along an axis, and how far they reach.
func reach(strokes [][]float64, axis int) (least, size float64) {
	least, most := math.Inf(1), math.Inf(-1)
	for _, stroke := range strokes {
		for i := axis; i < len(stroke); i += 2 {
			if finite(stroke[i]) {
				least, most = min(least, stroke[i]), max(most, stroke[i])
			}
		}
	}
	return least, max(0, most-least)
}
