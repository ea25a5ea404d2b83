package segment

import "math"

// Box is a rectangle, y down.
type Box struct{ Left, Top, Right, Bottom float64 }

// noBox is the box around nothing.
var noBox = Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (b Box) width() float64   { return b.Right - b.Left }
func (b Box) height() float64  { return b.Bottom - b.Top }
func (b Box) longer() float64  { return max(b.width(), b.height()) }
func (b Box) centreX() float64 { return (b.Left + b.Right) / 2 }
func (b Box) centreY() float64 { return (b.Top + b.Bottom) / 2 }

func (b Box) union(c Box) Box {
	return Box{min(b.Left, c.Left), min(b.Top, c.Top), max(b.Right, c.Right), max(b.Bottom, c.Bottom)}
}

// overlapX and overlapY are how far the boxes overlap along an axis, below 0 how
// far they are apart.
func (b Box) overlapX(c Box) float64 { return min(b.Right, c.Right) - max(b.Left, c.Left) }
func (b Box) overlapY(c Box) float64 { return min(b.Bottom, c.Bottom) - max(b.Top, c.Top) }

// gap is the distance between the boxes, 0 if they overlap.
func (b Box) gap(c Box) float64 {
	return math.Hypot(max(0, -b.overlapX(c)), max(0, -b.overlapY(c)))
}

func boxOf(points []point) Box {
	b := noBox
	for _, p := range points {
		b = b.union(Box{p.x, p.y, p.x, p.y})
	}
	return b
}

type point struct{ x, y float64 }

// piece is the least part of what is written that is not cut further: a stroke, a
// spot of ink, or a part of one.
type piece struct {
	points []point // samples of its ink, or of the ink's outline
	box    Box     // around the ink
	thick  float64 // width of the line about the points, 0 if they are of the outline
	// cut is how much of a line was cut through between this piece and the one
	// before, in widths of it; below 0 if nothing was.
	cut float64
}

// distance is that between the inks of two pieces, 0 if they touch. It is exact up
// to limit.
func distance(a, b *piece, limit float64) float64 {
	thick := (a.thick + b.thick) / 2
	if a.box.gap(b.box) > limit {
		return a.box.gap(b.box)
	}
	least := math.Inf(1)
	for _, p := range a.points {
		for _, q := range b.points {
			least = min(least, (p.x-q.x)*(p.x-q.x)+(p.y-q.y)*(p.y-q.y))
		}
	}
	return max(0, math.Sqrt(least)-thick)
}

// samplePoints is the number of points that a piece keeps at most.
const samplePoints = 48
