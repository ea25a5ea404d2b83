package nn

// ReLU is the rectifier max(x, 0).
type ReLU struct {
	Size int // values in a sample
}

// InSize returns the number of values in a sample.
func (l *ReLU) InSize() int { return l.Size }

// OutSize returns the number of values in a sample.
func (l *ReLU) OutSize() int { return l.Size }

// Forward computes y (N,D) from x (N,D), in whatever order the values lie.
func (l *ReLU) Forward(y, x []float32) { relu(y, x) }

// Backward computes dx (N,D) from dy (N,D). The derivative at 0 is 0, as in
// PyTorch.
func (l *ReLU) Backward(dx, dy, x []float32) { reluGrad(dx, dy, x) }
