package nn

import (
	"cmp"
	"math"
)

// Certainty is how far outputs can be believed to stand for a class.
type Certainty int

// From the least to the most.
const (
	NoClass Certainty = iota // the picture looks like none
	Unsure                   // it may be another class, or none
	Sure
)

const (
	// sureProbability is the least probability of a class that counts as sure.
	// With the weights the page starts with, 2 of 100 of MNIST's validation images
	// stay below it although they are read right.
	sureProbability = 0.93

	// classProbability is the least probability of a class that counts as one at
	// all. 2 of 1000 of those images stay below it.
	classProbability = 0.6

	// sureDistance is how far the output of a model that gives one number may be
	// from a digit to count as sure.
	sureDistance = 0.25
)

// certainty is that of the most probable class of one sample's logits.
func certainty(y []float32, temperature float64) Certainty {
	var room [maxClasses]float32
	p := room[:len(y)]
	softmax(p, y, temperature)
	switch probability := p[argmax(y)]; {
	case probability >= sureProbability:
		return Sure
	case probability >= classProbability:
		return Unsure
	}
	return NoClass
}

// Certainty tells how far the logits are those of a class.
func (l CrossEntropy) Certainty(y []float32) Certainty {
	return certainty(y, cmp.Or(l.Temperature, 1))
}

// Certainty tells how far the logits are those of a class.
func (l DoubleSoftmax) Certainty(y []float32) Certainty {
	return certainty(y, cmp.Or(l.Temperature, 1))
}

// Certainty tells how far the output is from a digit. One number cannot tell that
// there is none.
func (l SquaredError) Certainty(y []float32) Certainty {
	if math.Abs(float64(y[0])-float64(l.Predict(y))) <= sureDistance {
		return Sure
	}
	return Unsure
}
