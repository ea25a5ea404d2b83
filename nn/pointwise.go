package nn

import "math"

// pointwise computes each value by itself, in whatever order they lie.
type pointwise struct {
	Size  int // values in a sample
	value func(x float32) float32
	slope func(x float32) float32 // the derivative of value
}

// newPointwise returns what computes a layer of such a kind, nil for others.
func newPointwise(l Layer, size int) layer {
	switch l := l.(type) {
	case ReLU:
		return &rectifier{Size: size}
	case GELU:
		return &pointwise{size, gelu, geluSlope}
	case Sigmoid:
		return &pointwise{size, sigmoid, sigmoidSlope}
	case Normalize:
		mean, deviation := float32(l.Mean), float32(l.Deviation)
		return &pointwise{size,
			func(x float32) float32 { return (x - mean) / deviation },
			func(float32) float32 { return 1 / deviation }}
	}
	return nil
}

// InSize returns the number of values in a sample.
func (l *pointwise) InSize() int { return l.Size }

// OutSize returns the number of values in a sample.
func (l *pointwise) OutSize() int { return l.Size }

// Forward computes y (N,D) from x (N,D).
func (l *pointwise) Forward(y, x []float32) {
	for i, v := range x {
		y[i] = l.value(v)
	}
}

// Backward computes dx (N,D) from dy (N,D).
func (l *pointwise) Backward(dx, dy, x []float32) {
	for i := range dx {
		dx[i] = dy[i] * l.slope(x[i])
	}
}

// gelu is x times the share of a normal distribution that lies below x.
func gelu(x float32) float32 { return float32(float64(x) * normalShare(float64(x))) }

func geluSlope(x float32) float32 {
	v := float64(x)
	density := math.Exp(-v*v/2) / math.Sqrt(2*math.Pi)
	return float32(normalShare(v) + v*density)
}

func normalShare(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }

func sigmoid(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

func sigmoidSlope(x float32) float32 {
	y := sigmoid(x)
	return y * (1 - y)
}
