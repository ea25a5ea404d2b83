package nn

import "math"

const (
	// sureProbability is the least probability of a digit that counts as
	// sure. With the weights the page starts with, 2 of 100 of MNIST's
	// validation images stay below it, 3 of 100 of those redrawn with a pen,
	// and half of all scribbles.
	sureProbability = 0.9

	// sureDistance is the same for a model that gives one number: how far it
	// may be from a digit.
	sureDistance = 0.25
)

// surely reports whether the most probable digit of one sample's logits is
// probable enough.
func surely(y []float32) bool {
	var p [digits]float32
	softmax(p[:], y)
	return p[argmax(y)] >= sureProbability
}

// Sure reports whether the logits are those of a digit, as far as they tell.
func (CrossEntropy) Sure(y []float32) bool { return surely(y) }

// Sure reports whether the logits are those of a digit, as far as they tell.
func (DoubleSoftmax) Sure(y []float32) bool { return surely(y) }

// Sure reports whether the output is near a digit.
func (l SquaredError) Sure(y []float32) bool {
	return math.Abs(float64(y[0])-float64(l.Predict(y))) <= sureDistance
}
