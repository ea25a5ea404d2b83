package nn

import (
	"fmt"
	"math"
)

// Loss is what training makes small. It also says how the network's outputs
// are read: how many there are, which digit they name, with what probability.
type Loss interface {
	// Name is the loss's name on the command line, on the page and in files.
	Name() string
	// Outputs is the number of values the network gives for a sample.
	Outputs() int
	// Forward returns the part that the samples in y (N,Outputs) have in the
	// mean loss over a batch of batch samples, of which they may be a shard.
	Forward(y []float32, labels []byte, batch int) float64
	// Backward overwrites dy (N,Outputs) with the gradient of that part.
	Backward(dy, y []float32, labels []byte, batch int)
	// Predict returns the digit that one sample's outputs stand for.
	Predict(y []float32) int
	// Probabilities overwrites p (10) with the probability of each digit
	// given one sample's outputs.
	Probabilities(p, y []float32)
	// Sure reports whether one sample's outputs are clear enough to name a
	// digit without a doubt. A picture of no digit mostly gives outputs that
	// are not, but the network has learned nothing about other pictures.
	Sure(y []float32) bool
}

// digits is the number of classes.
const digits = 10

// Losses are all losses there are, the right one first.
var Losses = []Loss{CrossEntropy{}, DoubleSoftmax{}, SquaredError{}}

// LossByName returns the loss of that name.
func LossByName(name string) (Loss, error) {
	for _, loss := range Losses {
		if loss.Name() == name {
			return loss, nil
		}
	}
	return nil, fmt.Errorf("unknown loss %q: want crossentropy, doublesoftmax or squarederror", name)
}

// softmax overwrites p with exp(y) normalised to sum 1, stably: the largest
// exponent is 0.
func softmax(p, y []float32) {
	largest := y[0]
	for _, v := range y {
		largest = max(largest, v)
	}
	var sum float64
	for i, v := range y {
		e := math.Exp(float64(v - largest))
		p[i] = float32(e)
		sum += e
	}
	for i := range p {
		p[i] = float32(float64(p[i]) / sum)
	}
}

// logSumExp returns log(sum(exp(y))), stably.
func logSumExp(y []float32) float64 {
	largest := y[0]
	for _, v := range y {
		largest = max(largest, v)
	}
	var sum float64
	for _, v := range y {
		sum += math.Exp(float64(v - largest))
	}
	return float64(largest) + math.Log(sum)
}

// mean returns the mean of y.
func mean(y []float32) float64 {
	var sum float64
	for _, v := range y {
		sum += float64(v)
	}
	return sum / float64(len(y))
}

// argmax returns the index of the first largest value.
func argmax(y []float32) int {
	best := 0
	for i, v := range y {
		if v > y[best] {
			best = i
		}
	}
	return best
}
