package nn

// ReLU is the rectifier max(x, 0).
type ReLU struct {
	Size int // values in a sample
}

// InSize returns the number of values in a sample.
func (l *ReLU) InSize() int { return l.Size }

// OutSize returns the number of values in a sample.
func (l *ReLU) OutSize() int { return l.Size }

// Forward computes y (N,D) from x (N,D).
func (l *ReLU) Forward(y, x []float32) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] = max(v, 0)
	}
}

// Backward computes dx (N,D) from dy (N,D). The derivative at 0 is 0, as in
// PyTorch.
func (l *ReLU) Backward(dx, dy, x []float32) {
	dx, dy = dx[:len(x)], dy[:len(x)]
	for i, v := range x {
		if v > 0 {
			dx[i] = dy[i]
		} else {
			dx[i] = 0
		}
	}
}
