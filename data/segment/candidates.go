package segment

import (
	"fmt"
	"math"

	"digitlab/data"
	"digitlab/data/picture"
)

// slack is how much more than the best path, by sizes and places alone, one may
// cost that is of use: a network that makes up for it would be certain that the
// best is none.
const slack = 4

// candidates finds those of a lattice by their pieces.
type candidates struct {
	l     *Lattice
	w     *writing
	known map[string]int
}

// index returns the index of the candidate of some pieces, in order, which is new
// the first time.
func (c *candidates) index(pieces []int) int {
	key := keyOf(pieces)
	i, ok := c.known[key]
	if !ok {
		i = len(c.l.Candidates)
		c.known[key] = i
		whole := len(pieces) == len(c.w.pieces)
		c.l.Candidates = append(c.l.Candidates, Candidate{Box: c.w.inkBox(pieces), Whole: whole, pieces: pieces})
	}
	return i
}

// prune leaves out the arcs of no path within the slack.
func (l *Lattice) prune() {
	from, to := make([]float64, l.Nodes), make([]float64, l.Nodes) // cost from node 0, and to the last
	for i := range l.Nodes {
		from[i], to[i] = math.Inf(1), math.Inf(1)
	}
	from[0], to[l.Nodes-1] = 0, 0
	by := l.ArcsFrom()
	for node := range l.Nodes {
		for _, i := range by[node] {
			a := &l.Arcs[i]
			from[a.To] = min(from[a.To], from[node]+a.Cost)
		}
	}
	for node := l.Nodes - 1; node >= 0; node-- {
		for _, i := range by[node] {
			a := &l.Arcs[i]
			to[node] = min(to[node], to[a.To]+a.Cost)
		}
	}
	var kept []Arc
	for _, a := range l.Arcs {
		if from[a.From]+a.Cost+to[a.To] <= to[0]+slack {
			kept = append(kept, a)
		}
	}
	l.Arcs = kept
}

// prepare prepares the candidates that arcs have left, and drops the others. What
// is no digit after all, such as a blot, is passed over at a price.
func (l *Lattice) prepare() {
	all, before := l.Candidates, l.images
	l.Candidates, l.images = nil, map[string]*data.Image{}
	became := map[int]int{}
	for i := range l.Arcs {
		a := &l.Arcs[i]
		if a.Candidate == None {
			continue
		}
		index, ok := became[a.Candidate]
		if !ok {
			index = None
			c := all[a.Candidate]
			if prepared := l.imageOf(&c, before); prepared != nil {
				c.Image = *prepared
				index = len(l.Candidates)
				l.Candidates = append(l.Candidates, c)
			}
			became[a.Candidate] = index
		}
		if a.Candidate = index; index == None {
			a.Cost = max(a.Cost, blotCost)
		}
	}
}

// imageOf returns the image of a candidate, nil if it can be no digit.
func (l *Lattice) imageOf(c *Candidate, before map[string]*data.Image) *data.Image {
	if c.Whole {
		return imageIn(l.whole())
	}
	key := keyOf(c.pieces)
	prepared, ok := before[key]
	if !ok || c.pieces[len(c.pieces)-1] >= l.same {
		prepared = imageIn(picture.PrepareInk(l.draw(c.pieces)))
	}
	l.images[key] = prepared
	return prepared
}

// imageIn returns the image that a preparation ends with, nil if it failed.
func imageIn(p picture.Preparation, err error) *data.Image {
	if err != nil {
		return nil
	}
	return &p.Image
}

// keyOf returns a text for pieces, in order.
func keyOf(pieces []int) string { return fmt.Sprint(pieces) }
