package dream

import (
	"math"

	"digitlab/nn"
)

// descent returns the direction in which the loss of a picture falls fastest that has
// a class as its label, with a root mean square of 1; 0 if it does not fall. It is
// overwritten by the next use of the model.
func descent(model *nn.Model, picture []float32, class byte) []float32 {
	model.SetEvaluation()
	model.Forward(picture)
	gradient := model.InputGradient(func(doutputs, outputs []float32) {
		model.Loss.Backward(doutputs, outputs, []byte{class}, 1)
	})
	var squares float64
	for _, v := range gradient {
		squares += float64(v) * float64(v)
	}
	if squares == 0 || math.IsInf(squares, 0) || math.IsNaN(squares) {
		clear(gradient)
		return gradient
	}
	scale := float32(-1 / math.Sqrt(squares/float64(len(gradient))))
	for i := range gradient {
		gradient[i] *= scale
	}
	return gradient
}

// clamp keeps pixels between paper and ink.
func clamp(picture []float32) {
	for i, v := range picture {
		picture[i] = min(max(v, 0), 1)
	}
}
