package segment

import (
	"image"
	"math"
	"slices"

	"digitlab/data"
	"digitlab/data/picture"
)

// maxStrokes bounds the strokes that are looked at one by one. Who draws more
// fills the pad with something else than digits.
const maxStrokes = 400

// touching is the width that lines of a drawing are taken to have, where the
// question is whether they touch, as a share of a digit's height: on a small pad
// the pen is so wide that all do.
const touching = 0.02

// Strokes returns the lattice of a drawing: candidates are strokes that are near
// each other. Strokes, side and width are as for picture.Rasterize. Coordinates of
// boxes are in the unit of the points, with the width of the pen around them.
func Strokes(strokes [][]float64, side, width float64) *Lattice {
	return new(Pad).Strokes(strokes, side, width)
}

// Pad makes the lattices of a drawing that grows. Candidates of strokes that have
// not changed are not prepared again.
type Pad struct {
	strokes     [][]float64
	side, width float64
	images      map[string]*data.Image // by the pieces; nil if they can be no digit
}

// Strokes is the function of that name.
func (p *Pad) Strokes(strokes [][]float64, side, width float64) *Lattice {
	pen := picture.FitPen(strokes, width)
	l := newLattice(side, side, func() (picture.Preparation, error) {
		return picture.Prepare(picture.Rasterize(strokes, side, pen), picture.Options{})
	})
	drawn := onPad(strokes, side)
	if len(drawn) == 0 || len(drawn) > maxStrokes || math.IsNaN(width) {
		return l
	}
	width = max(0, min(side, width))
	w := &writing{margin: width / 2}
	for _, s := range drawn {
		points := pointsOf(s)
		w.pieces = append(w.pieces, piece{points: resampled(points), box: boxOf(points), cut: -1})
	}
	w.measure()
	for i := range w.pieces {
		w.pieces[i].thick = min(width, touching*w.height)
	}
	w.draw = func(pieces []int) *image.Gray {
		part := make([][]float64, len(pieces))
		for i, p := range pieces {
			part[i] = drawn[p]
		}
		return picture.DrawApart(part, width)
	}
	l.box = w.inkBox(w.all())
	l.images, l.same = p.images, p.same(drawn, side, width)
	w.addTo(l)
	*p = Pad{drawn, side, width, l.images}
	return l
}

// same returns how many strokes are still the first ones of the drawing before.
func (p *Pad) same(strokes [][]float64, side, width float64) int {
	if side != p.side || width != p.width {
		return 0
	}
	n := 0
	for n < min(len(strokes), len(p.strokes)) && slices.Equal(strokes[n], p.strokes[n]) {
		n++
	}
	return n
}

// onPad returns the strokes without what is no number, moved into the pad where
// they leave it, and without those of no point.
func onPad(strokes [][]float64, side float64) (drawn [][]float64) {
	if !(side > 0) || math.IsInf(side, 1) {
		return nil
	}
	for _, s := range strokes {
		var kept []float64
		for i := 0; i+1 < len(s); i += 2 {
			x, y := s[i], s[i+1]
			if math.IsNaN(x-x) || math.IsNaN(y-y) {
				continue
			}
			kept = append(kept, max(0, min(side, x)), max(0, min(side, y)))
		}
		if len(kept) > 0 {
			drawn = append(drawn, kept)
		}
	}
	return drawn
}

func pointsOf(stroke []float64) []point {
	points := make([]point, len(stroke)/2)
	for i := range points {
		points[i] = point{stroke[2*i], stroke[2*i+1]}
	}
	return points
}

// resampled returns points at even distances along a path.
func resampled(path []point) []point {
	length := 0.0
	for i := 1; i < len(path); i++ {
		length += math.Hypot(path[i].x-path[i-1].x, path[i].y-path[i-1].y)
	}
	if length == 0 {
		return path[:1]
	}
	step := length / (samplePoints - 1)
	even := append(make([]point, 0, samplePoints), path[0])
	next := step // until the next point
	for i := 1; i < len(path); i++ {
		a, b := path[i-1], path[i]
		size := math.Hypot(b.x-a.x, b.y-a.y)
		at := next
		for ; at <= size && len(even) < samplePoints-1; at += step {
			even = append(even, point{a.x + (b.x-a.x)*at/size, a.y + (b.y-a.y)*at/size})
		}
		next = at - size
	}
	return append(even, path[len(path)-1])
}
