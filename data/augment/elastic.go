package augment

import (
	"math/rand/v2"

	"digitlab/data"
)

const (
	// fieldCell is the distance of the field's nodes in pixels, and fieldSide
	// is how many there are from 0 to Side.
	fieldCell = 4
	fieldSide = data.Side/fieldCell + 1

	// reach is that of the smoothing, in nodes to each side.
	reach = 2
)

// elasticField holds displacements that change slowly from place to place, as
// in Simard, Steinkraus and Platt, "Best practices for convolutional neural
// networks applied to visual document analysis" (2003): random numbers,
// smoothed by a Gaussian. Theirs is some 4 pixels wide, so that nodes every 4
// pixels, smoothed among each other and interpolated between, are as good and
// much less work.
type elasticField struct {
	x, y  [fieldSide * fieldSide]fixed
	noise [fieldSide + 2*reach][fieldSide + 2*reach]fixed
}

// perRMS is the limit of even random numbers over the root mean square of what
// smoothing leaves of them: sqrt(3) * 256/70, where 70/256 is the sum of the
// squared weights.
const perRMS fixed = 415128

// draw draws the field, with the given root mean square along each axis.
func (f *elasticField) draw(random *rand.PCG, rms fixed) {
	limit := perRMS.times(rms)
	f.drawNoise(random, limit)
	f.smooth(&f.x)
	f.drawNoise(random, limit)
	f.smooth(&f.y)
}

// drawNoise draws numbers from -limit to limit, four of 16 bits at a time.
func (f *elasticField) drawNoise(random *rand.PCG, limit fixed) {
	var bits uint64
	left := 0
	for i := range f.noise {
		for j := range f.noise[i] {
			if left == 0 {
				bits, left = random.Uint64(), 4
			}
			f.noise[i][j] = fixed(int16(bits)) * limit >> 15
			bits >>= 16
			left--
		}
	}
}

// smooth sets dst to the noise weighed by 1, 4, 6, 4, 1 sixteenths along each
// axis, whose standard deviation is a node.
func (f *elasticField) smooth(dst *[fieldSide * fieldSide]fixed) {
	n := &f.noise
	for i := range n {
		row := &n[i]
		for j := range fieldSide {
			row[j] = binomial(row[j], row[j+1], row[j+2], row[j+3], row[j+4])
		}
	}
	for i := range fieldSide {
		for j := range fieldSide {
			dst[i*fieldSide+j] = binomial(n[i][j], n[i+1][j], n[i+2][j], n[i+3][j], n[i+4][j])
		}
	}
}

func binomial(a, b, c, d, e fixed) fixed { return (a + 4*b + 6*c + 4*d + e) >> 4 }

// fieldRow is the field along one row of pixels, node by node.
type fieldRow struct{ x, y [fieldSide]fixed }

// row sets r to the field at height y.
func (f *elasticField) row(r *fieldRow, y fixed) {
	node, part := nodeAt(y)
	for i := range fieldSide {
		k := node*fieldSide + i
		r.x[i] = f.x[k] + part.times(f.x[k+fieldSide]-f.x[k])
		r.y[i] = f.y[k] + part.times(f.y[k+fieldSide]-f.y[k])
	}
}

// at returns the displacement at x.
func (r *fieldRow) at(x fixed) (dx, dy fixed) {
	node, part := nodeAt(x)
	dx = r.x[node] + part.times(r.x[node+1]-r.x[node])
	dy = r.y[node] + part.times(r.y[node+1]-r.y[node])
	return dx, dy
}

// at returns the displacement at a point.
func (f *elasticField) at(x, y fixed) (dx, dy fixed) {
	var r fieldRow
	f.row(&r, y)
	return r.at(x)
}

// nodeAt returns the node before a coordinate, and what part of the way to the
// next one it is. Beyond the image, the field goes on as at its edge.
func nodeAt(v fixed) (node int, part fixed) {
	v = max(0, min(v, data.Side*one-1))
	node = int(v / (fieldCell * one))
	return node, v/fieldCell - fixed(node)*one
}
