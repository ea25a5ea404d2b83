package augment

import (
	"math"

	"digitlab/data"
)

const (
	// inkLevel is the least grey that belongs to a line to be drawn again.
	inkLevel = 128

	// maxInk is the most ink, in pixels, for each pixel of the middle of its
	// lines: with more, the loops of digits are closed, and the middle of such
	// a 6 is that of an L. 9 of 100 of MNIST's images have more.
	maxInk = 4

	// pointUnit is the number of units of a point along a pixel's side.
	pointUnit = 256

	// smoothings is how often the middle of a line is evened out: it comes in
	// steps of a pixel.
	smoothings = 2
)

// Widths of the pen in pixels: what drawings have after Normalize, which evens
// out others.
const thinnestPen, thickestPen = 17 * one / 10, 33 * one / 10

// point is a point of an image, the middle of pixel (x, y) at pointUnit times
// that.
type point struct{ x, y int32 }

// redrawer draws the digit of an image again, as if with a round pen on the
// pad: lines of one width with round ends, full ink up to an even edge. It
// holds the room to work in.
type redrawer struct {
	ink      bitmap
	places   [data.Pixels]int16           // of ink in the bitmap
	order    [frameSide * frameSide]int16 // the inverse of places
	points   [data.Pixels]point           // of the middle of lines, in the order of places
	smoothed [data.Pixels]point
	near     [data.Pixels]int32 // squared distance to the nearest point, or that where the pen ends
}

// redraw draws an image again with a pen of the given width, unless its lines
// have run together.
func (r *redrawer) redraw(image *data.Image, width fixed) {
	places, ink := r.findLines(image)
	if ink == 0 || ink > maxInk*len(places) {
		return
	}
	points := r.middle(places)
	radius := int32(width * pointUnit / (2 * one))
	reach := radius + pointUnit/2
	for i := range r.near {
		r.near[i] = reach * reach
	}
	for i, p := range points {
		r.dot(p, reach)
		r.eachNeighbour(places[i], func(n int) {
			if n > i {
				r.dot(between(p, points[n]), reach)
			}
		})
	}
	// The edge is a pixel wide, as in picture.Rasterize. A square root is rounded
	// in one way everywhere.
	for i, near := range r.near {
		image[i] = 0
		if near < reach*reach {
			edge := reach - int32(math.Sqrt(float64(near)))
			image[i] = byte(min(255, 255*edge/pointUnit))
		}
	}
}

// findLines returns the places of the middle of lines, one pixel wide, and how
// many pixels of ink the lines have.
func (r *redrawer) findLines(image *data.Image) (places []int16, ink int) {
	clear(r.ink[:])
	for y := range data.Side {
		for x, v := range image[y*data.Side:][:data.Side] {
			if v >= inkLevel {
				at := framed(x, y)
				r.ink[at] = 1
				r.places[ink] = int16(at)
				ink++
			}
		}
	}
	places = r.ink.thin(r.places[:ink])
	for i, at := range places {
		r.order[at] = int16(i)
	}
	return places, ink
}

// middle returns the middle of lines through the given places as points, each
// moved towards its neighbours; ends stay.
func (r *redrawer) middle(places []int16) []point {
	points, smoothed := r.points[:len(places)], r.smoothed[:len(places)]
	for i, at := range places {
		points[i] = point{
			x: (int32(at)%frameSide - 1) * pointUnit,
			y: (int32(at)/frameSide - 1) * pointUnit,
		}
	}
	for range smoothings {
		for i, at := range places {
			sum, count := point{}, int32(0)
			r.eachNeighbour(at, func(n int) {
				sum.x += points[n].x
				sum.y += points[n].y
				count++
			})
			smoothed[i] = points[i]
			if count > 1 {
				smoothed[i].x = (2*points[i].x + sum.x) / (2 + count)
				smoothed[i].y = (2*points[i].y + sum.y) / (2 + count)
			}
		}
		points, smoothed = smoothed, points
	}
	return points
}

// eachNeighbour calls do with the index of each neighbour of a place on a line.
func (r *redrawer) eachNeighbour(at int16, do func(index int)) {
	for _, offset := range around {
		if n := int(at) + offset; r.ink[n] == 1 {
			do(int(r.order[n]))
		}
	}
}

func between(a, b point) point { return point{(a.x + b.x) / 2, (a.y + b.y) / 2} }

// dot brings the pixels within reach nearer to a point.
func (r *redrawer) dot(p point, reach int32) {
	left, right := pixelsWithin(p.x, reach)
	top, bottom := pixelsWithin(p.y, reach)
	for y := top; y <= bottom; y++ {
		row := r.near[y*data.Side:][:data.Side]
		dy := y*pointUnit - p.y
		for x := left; x <= right; x++ {
			dx := x*pointUnit - p.x
			row[x] = min(row[x], dx*dx+dy*dy)
		}
	}
}

// pixelsWithin returns the first and the last pixel whose middle is within
// reach of a coordinate.
func pixelsWithin(v, reach int32) (first, last int32) {
	return max(0, (v-reach+pointUnit-1)/pointUnit), min(data.Side-1, (v+reach)/pointUnit)
}
