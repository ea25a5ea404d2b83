package nn

import (
	"cmp"
	"math"
)

// SquaredError is (y - label)^2 on a single output, as if the class were a
// quantity to be measured.
type SquaredError struct {
	Classes int // 0 = 10
}

// Name implements Loss.
func (SquaredError) Name() string { return "squarederror" }

// ClassCount implements Loss.
func (l SquaredError) ClassCount() int { return cmp.Or(l.Classes, digits) }

// Outputs implements Loss.
func (SquaredError) Outputs() int { return 1 }

// Forward implements Loss.
func (SquaredError) Forward(y []float32, labels []byte, batch int) float64 {
	var sum float64
	for i, label := range labels {
		if label == NoClassLabel {
			continue
		}
		d := float64(y[i]) - float64(label)
		sum += d * d
	}
	return sum / float64(batch)
}

// Backward implements Loss.
func (SquaredError) Backward(dy, y []float32, labels []byte, batch int) {
	for i, label := range labels {
		dy[i] = 0
		if label != NoClassLabel {
			dy[i] = 2 * (y[i] - float32(label)) / float32(batch)
		}
	}
}

// Predict implements Loss: the output rounded and clamped to the classes.
func (l SquaredError) Predict(y []float32) int {
	class := math.Round(float64(y[0]))
	if !(class > 0) { // NaN as well: a diverged network names no class
		return 0
	}
	return min(int(min(class, maxClasses)), l.ClassCount()-1)
}

// Probabilities implements Loss. A regression has none to give: the predicted
// class gets 1.
func (l SquaredError) Probabilities(p, y []float32) {
	clear(p)
	p[l.Predict(y)] = 1
}
