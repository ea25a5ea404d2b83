package dream

import (
	"math"

	"digitlab/nn"
)

// descent returns the direction in which the loss of a picture falls fastest that has
// a class as its label, with a root mean square of 1; 0 if it does not fall. It is
// overwritten by the next use of the model. Further than reach, in the same unit,
// there is nothing to gain.
func descent(model *nn.Model, picture []float32, class byte) (direction []float32, reach float64) {
	model.SetEvaluation()
	outputs := model.Forward(picture)
	distance := math.Inf(1)
	if _, squared := model.Loss.(nn.SquaredError); squared {
		distance = math.Abs(float64(outputs[0]) - float64(class)) // beyond which the output is another digit's
	}
	loss := model.Loss
	if _, double := loss.(nn.DoubleSoftmax); double {
		// Where the network is sure of another class, the gradient of the second
		// softmax is 0. The logits decide alike, and cross-entropy has one everywhere.
		loss = nn.CrossEntropy{Classes: loss.ClassCount()}
	}
	gradient := model.InputGradient(func(doutputs, outputs []float32) {
		loss.Backward(doutputs, outputs, []byte{class}, 1)
	})
	var squares float64
	for _, v := range gradient {
		squares += float64(v) * float64(v)
	}
	if squares == 0 || math.IsInf(squares, 0) || math.IsNaN(squares) {
		clear(gradient)
		return gradient, math.Inf(1)
	}
	size := math.Sqrt(squares / float64(len(gradient)))
	for i := range gradient {
		gradient[i] *= float32(-1 / size)
	}
	// The gradient is that of the squared distance.
	return gradient, 2 * distance * distance / (size * float64(len(gradient)))
}

// clamp keeps pixels between paper and ink.
func clamp(picture []float32) {
	for i, v := range picture {
		picture[i] = min(max(v, 0), 1)
	}
}
