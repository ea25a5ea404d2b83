package segment

import (
	"image"
	"sync"

	"digitlab/data"
	"digitlab/data/picture"
)

// Lattice holds the ways to cut what is written into digits: a graph in which
// every path from node 0 to the last is one of them.
type Lattice struct {
	// Nodes is how many there are. Arcs lead to nodes of higher numbers.
	Nodes int
	Arcs  []Arc
	// Candidates are what may be digits, each on one arc or more. There is none if
	// there is but one way, to take all for one digit.
	Candidates []Candidate

	whole         func() (picture.Preparation, error)
	draw          func(pieces []int) *image.Gray
	width, height float64 // of the pad or picture
	box           Box     // around all ink

	// images are those prepared before, by pieces, of which the first ones are still
	// the same; then those of this lattice.
	images map[string]*data.Image
	same   int
}

// Arc is a step of a path.
type Arc struct {
	From, To int
	// Candidate is the index of what is taken for a digit, or None where the path
	// passes over dirt or goes from a line to the next.
	Candidate int
	// Cost is how little sizes, shapes and distances are those of digits, from 0
	// on, as a negative logarithm of a probability.
	Cost float64
}

// None is the candidate of an arc that has none.
const None = -1

// Candidate is a part of what is written that may be a digit.
type Candidate struct {
	// Image is the part alone, as picture.Prepare makes it.
	Image data.Image
	// Box is around its ink, in the unit of the points, or in pixels.
	Box Box
	// Whole tells that it is all that is written.
	Whole bool

	pieces []int
}

// connect adds an arc that has no candidate.
func (l *Lattice) connect(from, to int, cost float64) {
	l.Arcs = append(l.Arcs, Arc{from, to, None, cost})
}

// ArcsFrom returns the indices of the arcs from each node.
func (l *Lattice) ArcsFrom() [][]int {
	by := make([][]int, l.Nodes)
	for i := range l.Arcs {
		by[l.Arcs[i].From] = append(by[l.Arcs[i].From], i)
	}
	return by
}

// onlyWhole reports whether all that is written is the only candidate on an arc.
func (l *Lattice) onlyWhole() bool {
	for _, a := range l.Arcs {
		if a.Candidate != None && !l.Candidates[a.Candidate].Whole {
			return false
		}
	}
	return true
}

// Single returns the lattice of what is one digit, or none if there is an error.
func Single(p picture.Preparation, err error) *Lattice {
	l := newLattice(1, 1, func() (picture.Preparation, error) { return p, err })
	l.box = Box{0, 0, 1, 1}
	return l
}

func newLattice(width, height float64, whole func() (picture.Preparation, error)) *Lattice {
	return &Lattice{whole: sync.OnceValues(whole), width: width, height: height}
}

// Image returns that of a candidate, or with None of all that is written as one
// digit. The errors are those of picture.Prepare.
func (l *Lattice) Image(candidate int) (data.Image, error) {
	if candidate == None {
		p, err := l.whole()
		return p.Image, err
	}
	return l.Candidates[candidate].Image, nil
}

// Prepare returns how the Image of a candidate came about, and with it the whole
// page.
func (l *Lattice) Prepare(candidate int) (picture.Preparation, error) {
	whole, err := l.whole()
	if candidate == None || l.Candidates[candidate].Whole {
		return whole, err
	}
	p, err := picture.PrepareInk(l.draw(l.Candidates[candidate].pieces))
	p.Page = whole.Page
	return p, err
}

// Box returns left, top, right and bottom of the ink of a candidate, or with None
// of all, as shares of the width and the height of the pad or picture.
func (l *Lattice) Box(candidate int) [4]float64 {
	box := l.box
	if candidate != None {
		box = l.Candidates[candidate].Box
	}
	share := func(v, of float64) float64 { return max(0, min(1, v/of)) }
	return [4]float64{
		share(box.Left, l.width), share(box.Top, l.height),
		share(box.Right, l.width), share(box.Bottom, l.height),
	}
}
