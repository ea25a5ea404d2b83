package segment

import (
	"cmp"
	"image"
	"slices"
)

// writing is what is written, in pieces.
type writing struct {
	pieces []piece
	height float64 // of a digit
	margin float64 // of ink around the points
	draw   func(pieces []int) *image.Gray
}

const (
	// breakCost is that of a second line, and closeCost what is added to it if
	// nothing is between them, less the farther they are apart, up to breakGap.
	breakCost, closeCost, breakGap = 0.5, 4, 0.3

	// oneCost is that of taking lines for one, for each height of that between them.
	oneCost = 15

	// fewPieces is up to how many of them lines may be one after all.
	fewPieces = 12
)

// addTo adds the ways to cut the writing to a lattice that has none.
func (w *writing) addTo(l *Lattice) {
	l.draw = w.draw
	if len(w.pieces) < 2 || w.height == 0 {
		return
	}
	lines := w.lines()
	c := &candidates{l, w, map[string]int{}}
	l.Nodes = 1
	between := 0.0
	for i, line := range lines {
		if i > 0 {
			gap := w.gap(lines[i-1], line)
			between += gap
			l.connect(l.Nodes-1, l.Nodes, breakCost+closeCost*max(0, 1-gap/(breakGap*w.height)))
			l.Nodes++
		}
		w.builder(w.height, line.pieces).add(l, c)
	}
	if len(lines) > 1 && len(w.pieces) <= fewPieces {
		w.addAsOne(l, c, between)
	}
	l.prune()
	if l.onlyWhole() {
		l.Nodes, l.Arcs, l.Candidates = 0, nil, nil
		return
	}
	l.prepare()
}

func (w *writing) all() []int {
	all := make([]int, len(w.pieces))
	for i := range all {
		all[i] = i
	}
	return all
}

func (w *writing) builder(height float64, pieces []int) *builder {
	return &builder{w: w, height: height, pieces: pieces, distances: map[[2]int]float64{}}
}

// addAsOne adds paths on which all lines are one. Between is how far they are apart,
// all together.
func (w *writing) addAsOne(l *Lattice, c *candidates, between float64) {
	all := w.all()
	height := w.boxAround(all).height()
	w.sort(all)
	asLines := l.Nodes - 1
	l.connect(0, l.Nodes, oneCost*between/height)
	l.Nodes++
	w.builder(height, all).add(l, c)
	asOne := l.Nodes - 1
	l.connect(asLines, l.Nodes, 0)
	l.connect(asOne, l.Nodes, 0)
	l.Nodes++
}

// gap is how far two lines are apart, at most a digit's height.
func (w *writing) gap(a, b *line) float64 {
	gap := w.height
	for _, i := range a.pieces {
		for _, j := range b.pieces {
			gap = min(gap, w.pieces[i].box.gap(w.pieces[j].box))
		}
	}
	return gap
}

// inkBox is the box around the ink of pieces.
func (w *writing) inkBox(pieces []int) Box {
	b := w.boxAround(pieces)
	return Box{b.Left - w.margin, b.Top - w.margin, b.Right + w.margin, b.Bottom + w.margin}
}

// Pieces that are so near each other, in shares of the larger one's size, are
// taken to be of one digit where its height is estimated.
const nearForHeight = 0.06

// measure estimates the height of a digit: the one that half of what is written,
// by its height, is not above.
func (w *writing) measure() {
	groups := w.groups(func(a, b *piece) bool {
		return a.box.overlapX(b.box) > 0 && a.box.gap(b.box) <= nearForHeight*max(a.box.longer(), b.box.longer())
	})
	heights := make([]float64, len(groups))
	total := 0.0
	for i, g := range groups {
		// What is written flat has a height too.
		box := w.boxAround(g)
		heights[i] = max(box.height(), box.width()/4)
		total += heights[i]
	}
	slices.Sort(heights)
	for _, h := range heights {
		w.height = h
		if total -= 2 * h; total <= 0 {
			break
		}
	}
}

// groups returns the pieces that are linked, directly or by others.
func (w *writing) groups(linked func(a, b *piece) bool) (groups [][]int) {
	order := w.all()
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(w.pieces[a].box.Left, w.pieces[b].box.Left) })
	widest := 0.0
	for i := range w.pieces {
		widest = max(widest, w.pieces[i].box.longer())
	}
	first := w.all() // of each piece's group
	find := func(i int) int {
		for first[i] != i {
			first[i] = first[first[i]]
			i = first[i]
		}
		return i
	}
	for k, j := range order {
		b := &w.pieces[j]
		for _, i := range slices.Backward(order[:k]) {
			a := &w.pieces[i]
			if b.box.Left-a.box.Left > 2*widest {
				break
			}
			if linked(a, b) {
				first[find(j)] = find(i)
			}
		}
	}
	at := map[int]int{}
	for _, i := range order {
		g, ok := at[find(i)]
		if !ok {
			g = len(groups)
			at[find(i)] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], i)
	}
	return groups
}

func (w *writing) boxAround(pieces []int) Box {
	b := noBox
	for _, i := range pieces {
		b = b.union(w.pieces[i].box)
	}
	return b
}
