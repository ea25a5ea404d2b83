package picture

import (
	"image"
	"math"

	"digitlab/data"
)

// rasterSide is the side in pixels of the picture that Rasterize draws:
// enough for a digit that fills a third of the pad to be shrunk and not
// enlarged, and little enough to be drawn and read at each move of the pen.
const rasterSide = 7 * data.Side

// farAway bounds coordinates in raster pixels, so that squares of them stay
// exact enough to subtract. The direction of a line that leaves the pad for a
// point farther away than that is changed, where nobody can see it.
const farAway = 1e6

// Rasterize draws pen strokes, black (0) on white (255), antialiased,
// with round caps and joins. A stroke is x, y, x, y, ... in the unit of the
// pad, whose square is side wide with its origin at the top left; width is the
// pen's in the same unit, and at least one pixel of the raster. A stroke of a
// single point is a dot. The picture is 196 pixels a side whatever the pad's.
//
// Points that are not finite, and the odd number at the end of a stroke, are
// left out; what lies outside the pad is clipped; a side that is not positive
// gives an empty page.
func Rasterize(strokes [][]float64, side, width float64) *image.Gray {
	page := blankPage(rasterSide, rasterSide)
	if !(side > 0) || math.IsInf(side, 1) {
		return page
	}
	scale := rasterSide / side
	newPen(page, width*scale).drawAll(strokes, scale)
	return page
}

func blankPage(w, h int) *image.Gray {
	page := image.NewGray(image.Rect(0, 0, w, h))
	for i := range page.Pix {
		page.Pix[i] = white
	}
	return page
}

// pen draws capsules, the shape a round pen leaves on its way from one point
// to the next, in raster pixels.
type pen struct {
	page   *image.Gray
	radius float64
}

// newPen returns a pen of a width in raster pixels, at least one.
func newPen(page *image.Gray, width float64) *pen {
	p := &pen{page: page, radius: 0.5}
	if r := width / 2; r > p.radius {
		p.radius = min(r, 2*rasterSide)
	}
	return p
}

func (p *pen) drawAll(strokes [][]float64, scale float64) {
	for _, stroke := range strokes {
		p.draw(stroke, scale)
	}
}

// draw draws one stroke.
func (p *pen) draw(stroke []float64, scale float64) {
	var fromX, fromY float64
	down, drawn := false, false
	for i := 0; i+1 < len(stroke); i += 2 {
		x, y := stroke[i]*scale, stroke[i+1]*scale
		if !finite(x) || !finite(y) {
			continue
		}
		x = max(-farAway, min(farAway, x))
		y = max(-farAway, min(farAway, y))
		if down && (x != fromX || y != fromY) {
			p.capsule(fromX, fromY, x, y)
			drawn = true
		}
		fromX, fromY, down = x, y, true
	}
	if down && !drawn {
		p.capsule(fromX, fromY, fromX, fromY)
	}
}

// capsule darkens every pixel by how far the pen covers it on the way from a
// to b. The coverage of a pixel is taken from the distance of its centre to
// the line: 1 inside the pen, 0 outside, and linear over the pixel at its rim.
// Capsules that overlap keep the darker value, so joins leave no seam.
func (p *pen) capsule(ax, ay, bx, by float64) {
	reach := p.radius + 0.5
	core := max(p.radius-0.5, 0)
	size := p.page.Rect.Size()
	left, right := span(min(ax, bx)-reach, max(ax, bx)+reach, size.X)
	top, bottom := span(min(ay, by)-reach, max(ay, by)+reach, size.Y)
	dx, dy := bx-ax, by-ay
	perLength2 := 0.0
	if length2 := dx*dx + dy*dy; length2 > 0 {
		perLength2 = 1 / length2
	}
	for y := top; y < bottom; y++ {
		row := p.page.Pix[y*p.page.Stride:][:size.X]
		py := float64(y) + 0.5 - ay
		for x := left; x < right; x++ {
			px := float64(x) + 0.5 - ax
			along := max(0, min(1, (px*dx+py*dy)*perLength2))
			ex, ey := px-along*dx, py-along*dy
			distance2 := ex*ex + ey*ey
			switch {
			case distance2 >= reach*reach:
			case distance2 <= core*core:
				row[x] = 0
			default:
				coverage := min(1, reach-math.Sqrt(distance2))
				row[x] = min(row[x], byte(255-255*coverage+0.5))
			}
		}
	}
}

// span returns the first pixel that the interval touches and the one after the
// last, within a raster of so many.
func span(low, high float64, pixels int) (first, end int) {
	first = int(max(0, min(float64(pixels), math.Floor(low))))
	end = int(max(0, min(float64(pixels), math.Ceil(high))))
	return first, end
}

func finite(x float64) bool {
	return !math.IsNaN(x) && !math.IsInf(x, 0)
}
