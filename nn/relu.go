package nn

import (
	"digitlab/nn/internal/kernel"
)

// rectifier is ReLU, max(x, 0).
type rectifier struct {
	Size int // values in a sample
}

// InSize returns the number of values in a sample.
func (l *rectifier) InSize() int { return l.Size }

// OutSize returns the number of values in a sample.
func (l *rectifier) OutSize() int { return l.Size }

// Forward computes y (N,D) from x (N,D), in whatever order the values lie.
func (l *rectifier) Forward(y, x []float32) { kernel.ReLU(y, x) }

// Backward computes dx (N,D) from dy (N,D). The derivative at 0 is 0, as in
// PyTorch.
func (l *rectifier) Backward(dx, dy, x []float32) { kernel.ReLUGrad(dx, dy, x) }
