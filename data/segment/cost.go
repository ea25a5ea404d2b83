package segment

import (
	"cmp"
	"slices"
)

// features are what speaks against taking pieces for a digit. Sizes are shares of a
// digit's height.
type features struct {
	low     float64 // how much of lowHeight is missing
	tall    float64 // height above tallHeight
	wide    float64 // width above wideWidth times the height
	beside  float64 // paper from top to bottom between pieces, above besideGap each
	apart   float64 // distance between pieces, above apartGap each
	row     float64 // height above rowHeight of the lower of two that stand in a row
	overlap float64 // of what is left out, half the shares above or below a piece
	touch   float64 // half the pieces left out that touch
	cuts    float64 // half the cuts at the ends
	cutInk  float64 // half the widths of lines that those go through
}

const (
	lowHeight, tallHeight = 0.6, 1.5

	// Of MNIST's digits one in ten is as wide as high, one in fifty by a quarter
	// wider.
	wideWidth = 0.75

	besideGap, apartGap, touchGap = 0.04, 0.12, 0.02

	// Parts of a digit that stand in a row, one's box not above or below the other's
	// but for rowOverlap, are seldom both higher than rowHeight.
	rowHeight, rowOverlap = 0.6, 0.05

	// narrowest is what a piece's width counts as at least.
	narrowest = 0.12
)

// weights are costs of one each of the features, as negative logarithms of
// probabilities.
var weights = features{
	low: 6, tall: 3, wide: 7, beside: 10, apart: 4, row: 4,
	overlap: 3, touch: 1.5, cuts: 1.5, cutInk: 0.8,
}

const (
	// passCost is that of passing over dirt, and passSizeCost of each height of its
	// size; from passSize on it is none.
	passCost, passSizeCost, passSize = 0.3, 7, 0.5

	// blotCost is at least that of passing over what is neither dirt nor a digit.
	blotCost = 5

	// tooMuch is a cost that no path needs.
	tooMuch = 9
)

// cost is that of taking pieces of a line for a digit.
func (b *builder) cost(set []int) float64 {
	f, w := b.features(set), &weights
	return w.low*f.low + w.tall*f.tall + w.wide*f.wide + w.beside*f.beside + w.apart*f.apart + w.row*f.row +
		w.overlap*f.overlap + w.touch*f.touch + w.cuts*f.cuts + w.cutInk*f.cutInk
}

func (b *builder) features(set []int) (f features) {
	box := b.boxAround(set)
	high, wide := box.height()/b.height, box.width()/b.height
	f.low = max(0, lowHeight-high) / lowHeight
	f.tall = max(0, high-tallHeight)
	f.wide = max(0, wide-wideWidth*max(high, lowHeight))
	b.addGaps(&f, set)
	for _, i := range set {
		for j := max(0, i-window); j <= min(i+window, len(b.pieces)-1); j++ {
			if !slices.Contains(set, j) {
				b.addBond(&f, min(i, j), max(i, j))
			}
		}
	}
	return f
}

// addGaps adds the distances between the pieces.
func (b *builder) addGaps(f *features, set []int) {
	byLeft := append(b.byLeft[:0], set...)
	b.byLeft = byLeft
	slices.SortFunc(byLeft, func(i, j int) int { return cmp.Compare(b.at(i).box.Left, b.at(j).box.Left) })
	first := b.at(byLeft[0]).box
	right, high := first.Right, first.height()/b.height // of those before
	for k, i := range byLeft[1:] {
		box := b.at(i).box
		if box.Left >= right-rowOverlap*b.height && b.at(i).cut < 0 {
			f.row += max(0, min(high, box.height()/b.height)-rowHeight)
			high = 0
		}
		high = max(high, box.height()/b.height)
		f.beside += max(0, (box.Left-right)/b.height-besideGap)
		right = max(right, box.Right)
		least := b.distance(i, byLeft[0])
		for _, j := range byLeft[1 : k+1] {
			least = min(least, b.distance(i, j))
		}
		f.apart += max(0, least-apartGap)
	}
}

// addBond adds what is broken between two pieces, i at the left of j. The
// candidates of both pay half of it.
func (b *builder) addBond(f *features, i, j int) {
	p, q := b.at(i), b.at(j)
	if q.cut >= 0 && b.pieces[j] == b.pieces[i]+1 {
		f.cuts += 0.5
		f.cutInk += q.cut / 2
		return
	}
	if o := p.box.overlapX(q.box); o > 0 {
		narrow := max(min(p.box.width(), q.box.width()), narrowest*b.height)
		f.overlap += min(1, o/narrow) / 2
	}
	if b.distance(i, j) <= touchGap {
		f.touch += 0.5
	}
}

// distance is that of two pieces of the line, as a share of a digit's height. It
// is that of their boxes where they are not near each other.
func (b *builder) distance(i, j int) float64 {
	i, j = min(i, j), max(i, j)
	key := [2]int{i, j}
	d, ok := b.distances[key]
	if !ok {
		d = distance(b.at(i), b.at(j), near*b.height) / b.height
		b.distances[key] = d
	}
	return d
}

// boxAround returns the box around pieces of the line.
func (b *builder) boxAround(set []int) Box {
	box := noBox
	for _, i := range set {
		box = box.union(b.at(i).box)
	}
	return box
}

func (b *builder) at(i int) *piece { return &b.w.pieces[b.pieces[i]] }
