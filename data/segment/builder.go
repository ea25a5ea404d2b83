package segment

import (
	"cmp"
	"math/bits"
	"slices"
)

const (
	// window is how many pieces behind another one may belong to it.
	window = 6

	// maxRun is the most pieces of a candidate. One that leaves out some between
	// has at most maxSkipping, and leaves out maxSkipped.
	maxRun, maxSkipping, maxSkipped = 10, 4, 2

	// near is how far pieces of a candidate are apart at most, and widestCandidate
	// its width, in heights of a digit.
	near, widestCandidate = 0.45, 2

	// maxSteps is how many candidates are tried from a node.
	maxSteps = 8
)

// builder builds the arcs of a line.
type builder struct {
	w         *writing
	height    float64
	pieces    []int // of the writing, from left to right
	distances map[[2]int]float64
	byLeft    []int // scratch
}

// state is where a path stands: all pieces before first are used, and of those
// from first on the ones whose bits are set. The first is not.
type state struct {
	first int
	used  uint64
}

// after returns the state after using pieces as well.
func (s state) after(set []int) state {
	for _, i := range set {
		s.used |= 1 << (i - s.first)
	}
	ones := bits.TrailingZeros64(^s.used)
	return state{s.first + ones, s.used >> ones}
}

// step is what a path may use next.
type step struct {
	set    []int // pieces of the line
	to     state
	cost   float64
	passed bool // over dirt
}

// add adds the arcs of the line to the lattice, from its last node on to a new one.
func (b *builder) add(l *Lattice, candidates *candidates) {
	// Steps use pieces, so that states in the order of how many are used are in
	// that of the nodes.
	byUsed := make([][]state, len(b.pieces)+1)
	byUsed[0] = []state{{}}
	steps := map[state][]step{}
	for used, states := range byUsed {
		for k := 0; k < len(states) && used < len(b.pieces); k++ {
			s := states[k]
			steps[s] = b.steps(s)
			for _, step := range steps[s] {
				at := used + len(step.set)
				if !slices.Contains(byUsed[at], step.to) {
					byUsed[at] = append(byUsed[at], step.to)
				}
			}
		}
	}
	nodes := map[state]int{}
	for _, states := range byUsed {
		for _, s := range states {
			nodes[s] = l.Nodes - 1 + len(nodes)
		}
	}
	for _, states := range byUsed {
		for _, s := range states {
			for _, step := range steps[s] {
				candidate := None
				if !step.passed {
					candidate = candidates.index(b.indices(step.set))
				}
				l.Arcs = append(l.Arcs, Arc{nodes[s], nodes[step.to], candidate, step.cost})
			}
		}
	}
	l.Nodes += len(nodes) - 1
}

// indices returns pieces of the line as those of the writing.
func (b *builder) indices(set []int) []int {
	all := make([]int, len(set))
	for k, i := range set {
		all[k] = b.pieces[i]
	}
	slices.Sort(all)
	return all
}

// steps returns what may be used next: what has the first piece that is left.
func (b *builder) steps(s state) (steps []step) {
	b.grow(s, []int{s.first}, 0, func(set []int) {
		if c := b.cost(set); c <= tooMuch {
			steps = append(steps, step{slices.Clone(set), s.after(set), c, false})
		}
	})
	slices.SortStableFunc(steps, func(a, b step) int { return cmp.Compare(a.cost, b.cost) })
	steps = steps[:min(len(steps), maxSteps)]
	alone := []int{s.first}
	if size := b.at(s.first).box.longer() / b.height; len(steps) == 0 || size < passSize {
		steps = append(steps, step{alone, s.after(alone), passCost + passSizeCost*size, true})
	}
	return steps
}

// grow calls do with the set and what it can grow to: by unused pieces behind its
// last that are near one of it. Skipped is how many it has left out between.
func (b *builder) grow(s state, set []int, skipped int, do func(set []int)) {
	do(set)
	if len(set) == maxRun {
		return
	}
	box := b.boxAround(set)
	for j := set[len(set)-1] + 1; j < len(b.pieces) && j-s.first < 64; j++ {
		if s.used>>(j-s.first)&1 != 0 {
			continue
		}
		if skipped > maxSkipped || skipped > 0 && len(set) == maxSkipping {
			return
		}
		wider := box.union(b.at(j).box)
		isNear := func(i int) bool { return b.distance(i, j) <= near }
		if wider.width() <= widestCandidate*b.height && slices.ContainsFunc(set, isNear) {
			b.grow(s, append(slices.Clip(set), j), skipped, do)
		}
		skipped++
	}
}
