// Package number reads numbers: it finds the path through a lattice of candidates
// whose digits a network is most certain of.
package number

import (
	"math"
	"slices"

	"digitlab/data/segment"
	"digitlab/nn"
	"digitlab/nn/train"
)

// Digit is one digit of a number.
type Digit struct {
	// Candidate is its index in the lattice, segment.None if all that is written is
	// the digit.
	Candidate int
	// Outputs are what the network gives for it.
	Outputs []float32
}

// batch is how many candidates are computed at a time: a large sheet has hundreds,
// and each takes memory in every layer.
const batch = 32

// minProbability is from where on a candidate costs no more.
const minProbability = 0.02

// digitCost is that of each digit, so that of two ways that are as good the one
// with fewer is taken.
const digitCost = 0.6

// singleGain is how much less it costs that all is one digit: most often it is.
const singleGain = 1

// Read returns the digits along the cheapest path. What is one digit is read as if
// there were no lattice; the errors are those of picture.Prepare, if there is
// nothing to read in it.
func Read(m *nn.Model, l *segment.Lattice) ([]Digit, error) {
	if digits := readPath(m, l); len(digits) > 1 {
		return digits, nil
	}
	image, err := l.Image(segment.None)
	if err != nil {
		return nil, err
	}
	m.SetEvaluation()
	outputs := m.Forward(train.AppendValues(nil, image[:]))
	return []Digit{{segment.None, slices.Clone(outputs)}}, nil
}

// readPath returns the digits along the cheapest path.
func readPath(m *nn.Model, l *segment.Lattice) (digits []Digit) {
	if len(l.Candidates) < 2 {
		return nil
	}
	outputs := readAll(m, l.Candidates)
	costs := make([]float64, len(outputs))
	for i, y := range outputs {
		costs[i] = digitCost + cost(m.Loss, y)
		if l.Candidates[i].Whole {
			costs[i] -= singleGain
		}
	}
	for _, candidate := range cheapest(l, costs) {
		digits = append(digits, Digit{candidate, outputs[candidate]})
	}
	return digits
}

// readAll returns the outputs for each candidate.
func readAll(m *nn.Model, candidates []segment.Candidate) [][]float32 {
	m.SetEvaluation()
	var all [][]float32
	var x []float32
	for some := range slices.Chunk(candidates, batch) {
		x = x[:0]
		for i := range some {
			x = train.AppendValues(x, some[i].Image[:])
		}
		y := slices.Clone(m.Forward(x))
		for each := range slices.Chunk(y, m.Loss.Outputs()) {
			all = append(all, each)
		}
	}
	return all
}

// cost is how little outputs are those for a digit: the negative logarithm of the
// probability of the likeliest.
func cost(loss nn.Loss, y []float32) float64 {
	p := make([]float32, loss.ClassCount())
	loss.Probabilities(p, y)
	probability := float64(slices.Max(p))
	if loss.Outputs() == 1 && loss.Certainty(y) < nn.Sure {
		probability = unsureProbability // of a regression, which has no probabilities
	}
	if !(probability >= minProbability) { // weights that have diverged give no number
		probability = minProbability
	}
	return -2 * math.Log(probability)
}

// unsureProbability stands for the probability where there is none.
const unsureProbability = 0.6

// cheapest returns the candidates along the path of the least cost, in order.
func cheapest(l *segment.Lattice, costs []float64) (path []int) {
	total := make([]float64, l.Nodes)
	by := make([]int, l.Nodes) // the arc that leads to the node
	for i := range total {
		total[i] = math.Inf(1)
	}
	total[0] = 0
	for node, out := range l.ArcsFrom() {
		for _, i := range out {
			a := l.Arcs[i]
			c := total[node] + a.Cost
			if a.Candidate != segment.None {
				c += costs[a.Candidate]
			}
			if c < total[a.To] {
				total[a.To], by[a.To] = c, i
			}
		}
	}
	for node := l.Nodes - 1; node > 0; {
		a := l.Arcs[by[node]]
		if a.Candidate != segment.None {
			path = append(path, a.Candidate)
		}
		node = a.From
	}
	slices.Reverse(path)
	return path
}
