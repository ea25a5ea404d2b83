package augment

import (
	"digitlab/data"
)

// matrix is a 2x2 matrix: x' = xx*x + xy*y, y' = yx*x + yy*y.
type matrix struct{ xx, xy, yx, yy fixed }

var identity = matrix{xx: one, yy: one}

// affine returns the matrix that scales, then slants to the right, then turns
// clockwise.
func affine(degrees, scaleX, scaleY, shear fixed) matrix {
	sin, cos := sinCos(degrees)
	slant := -shear.times(scaleY) // y goes down
	return matrix{
		xx: cos.times(scaleX), xy: cos.times(slant) - sin.times(scaleY),
		yx: sin.times(scaleX), yy: sin.times(slant) + cos.times(scaleY),
	}
}

func (m matrix) apply(x, y fixed) (fixed, fixed) {
	return m.xx.times(x) + m.xy.times(y), m.yx.times(x) + m.yy.times(y)
}

func (m matrix) inverse() matrix {
	det := m.xx.times(m.yy) - m.xy.times(m.yx)
	return matrix{xx: m.yy.over(det), xy: -m.xy.over(det), yx: -m.yx.over(det), yy: m.xx.over(det)}
}

// middle is the point that stays where it is when a digit is turned: between
// the four pixels in the middle.
const middle = (data.Side - 1) * one / 2

// warp is a distortion of images. A point s of the image appears at the point
// d for which
//
//	middle + matrix*(s - middle) = d + field(d)
//
// and is moved by the shift in the end.
type warp struct {
	matrix         matrix
	field          *elasticField // nil if there is none
	shiftX, shiftY fixed
}

// apply distorts the image and keeps its ink inside.
func (w *warp) apply(image *data.Image, source *frame) {
	if *w == (warp{matrix: identity}) {
		return
	}
	w.resample(image, source, w.keepInside(image))
}

// resample distorts the image in one pass, size times as large: each pixel is
// looked up, by bilinear interpolation, where it comes from.
func (w *warp) resample(image *data.Image, source *frame, size fixed) {
	source.fill(image)
	step := one.over(size)
	back := w.matrix.inverse()
	var row fieldRow
	for j := range data.Side {
		y := (fixed(j)*one - middle - w.shiftY).times(step)
		if w.field != nil {
			w.field.row(&row, middle+y)
		}
		for i := range data.Side {
			x := (fixed(i)*one - middle - w.shiftX).times(step)
			dx, dy := row.at(middle + x)
			fromX, fromY := back.apply(x+dx, y+dy)
			image[j*data.Side+i] = source.at(middle+fromX, middle+fromY)
		}
	}
}

// at returns the grey at a point, interpolated between the four pixels around
// it.
func (f *frame) at(x, y fixed) byte {
	left, top := int(x>>16), int(y>>16)
	if left < -1 || left >= data.Side || top < -1 || top >= data.Side {
		return 0
	}
	partX, partY := int(x>>8&255), int(y>>8&255)
	upper := f[framed(left, top):][:2]
	lower := f[framed(left, top+1):][:2]
	above := int(upper[0])*(256-partX) + int(upper[1])*partX
	below := int(lower[0])*(256-partX) + int(lower[1])*partX
	return byte((above*(256-partY) + below*partY + 1<<15) >> 16)
}

const (
	// faint is the darkest that still counts as paper.
	faint = 31

	// rim, in pixels, is kept free at the edge of an image: interpolation
	// spreads a pixel's ink that far.
	rim = one
)

// keepInside changes the shift so that all ink stays inside the image, and
// returns the scale at which it has room to.
func (w *warp) keepInside(image *data.Image) (size fixed) {
	left, right, top, bottom := w.landing(image)
	if left > right {
		return one // there is no ink
	}
	const room = (data.Side-1)*one - 2*rim
	size = one
	if extent := max(right-left, bottom-top); extent > room {
		size = room.over(extent)
	}
	w.shiftX = inside(w.shiftX, left, right, size)
	w.shiftY = inside(w.shiftY, top, bottom, size)
	return size
}

// inside returns the shift nearest to the wanted one at which ink from low to
// high stays inside.
func inside(shift, low, high, size fixed) fixed {
	low = middle + (low - middle).times(size)
	high = middle + (high - middle).times(size)
	return max(rim-low, min((data.Side-1)*one-rim-high, shift))
}

// landing returns the box that ink comes to lie in, without the shift. Only the
// outermost pixels of each row are followed.
func (w *warp) landing(image *data.Image) (left, right, top, bottom fixed) {
	const far = 1 << 32
	left, right, top, bottom = far, -far, far, -far
	for y := range data.Side {
		row := image[y*data.Side:][:data.Side]
		first, last := 0, data.Side-1
		for first < data.Side && row[first] <= faint {
			first++
		}
		if first == data.Side {
			continue
		}
		for row[last] <= faint {
			last--
		}
		for _, x := range [...]int{first, last} {
			atX, atY := w.forward(fixed(x)*one, fixed(y)*one)
			left, right = min(left, atX), max(right, atX)
			top, bottom = min(top, atY), max(bottom, atY)
		}
	}
	return left, right, top, bottom
}

// forward returns where a point appears, without the shift. The field is known
// by where it leads to, so the place is found by going there and looking again.
func (w *warp) forward(x, y fixed) (fixed, fixed) {
	x, y = w.matrix.apply(x-middle, y-middle)
	x, y = x+middle, y+middle
	if w.field == nil {
		return x, y
	}
	dx, dy := w.field.at(x, y)
	for range 2 {
		dx, dy = w.field.at(x-dx, y-dy)
	}
	return x - dx, y - dy
}
