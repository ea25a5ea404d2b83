package nn

import "math"

// SquaredError is (y - label)^2 on a single output, as if the digit were a
// quantity to be measured.
type SquaredError struct{}

// Name implements Loss.
func (SquaredError) Name() string { return "squarederror" }

// Outputs implements Loss.
func (SquaredError) Outputs() int { return 1 }

// Forward implements Loss.
func (SquaredError) Forward(y []float32, labels []byte, batch int) float64 {
	var sum float64
	for i, label := range labels {
		d := float64(y[i]) - float64(label)
		sum += d * d
	}
	return sum / float64(batch)
}

// Backward implements Loss.
func (SquaredError) Backward(dy, y []float32, labels []byte, batch int) {
	for i, label := range labels {
		dy[i] = 2 * (y[i] - float32(label)) / float32(batch)
	}
}

// Predict implements Loss: the output rounded and clamped to 0..9.
func (SquaredError) Predict(y []float32) int {
	digit := math.Round(float64(y[0]))
	if !(digit > 0) { // NaN as well: a diverged network names no digit
		return 0
	}
	return int(min(digit, digits-1))
}

// Probabilities implements Loss. A regression has none to give: the predicted
// digit gets 1.
func (l SquaredError) Probabilities(p, y []float32) {
	clear(p)
	p[l.Predict(y)] = 1
}
