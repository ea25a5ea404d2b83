package kernel

// The loops of batch normalisation, in plain Go; see loops.go.

// sumSquaresPlain returns the sum of (x - mean)².
func sumSquaresPlain(x []float32, mean float32) (tail float32) {
	// Four sums, as the vector version has, so that both round alike.
	var s0, s1, s2, s3 float32
	for ; len(x) >= 4; x = x[4:] {
		s0 += (x[0] - mean) * (x[0] - mean)
		s1 += (x[1] - mean) * (x[1] - mean)
		s2 += (x[2] - mean) * (x[2] - mean)
		s3 += (x[3] - mean) * (x[3] - mean)
	}
	for _, v := range x {
		tail += (v - mean) * (v - mean)
	}
	return (s0 + s1) + (s2 + s3) + tail
}

// dotCentredPlain returns the sum of dy*(x - mean).
func dotCentredPlain(dy, x []float32, mean float32) (tail float32) {
	dy = dy[:len(x)]
	var s0, s1, s2, s3 float32
	for ; len(x) >= 4; dy, x = dy[4:], x[4:] {
		s0 += dy[0] * (x[0] - mean)
		s1 += dy[1] * (x[1] - mean)
		s2 += dy[2] * (x[2] - mean)
		s3 += dy[3] * (x[3] - mean)
	}
	for i, v := range x {
		tail += dy[i] * (v - mean)
	}
	return (s0 + s1) + (s2 + s3) + tail
}

// scaleShiftPlain computes y = a*x + b.
func scaleShiftPlain(y, x []float32, a, b float32) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] = a*v + b
	}
}

// combinePlain computes dx = a*dy + b*x + c.
func combinePlain(dx, dy, x []float32, a, b, c float32) {
	dx, dy = dx[:len(x)], dy[:len(x)]
	for i, v := range x {
		dx[i] = (a*dy[i] + b*v) + c
	}
}
