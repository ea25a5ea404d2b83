package plot

import "math"

// smoothed is the exponential moving average of a curve, which starts without
// a bias towards zero: it is divided by the weight it has gathered (Kingma and
// Ba, "Adam: A Method for Stochastic Optimization", 2015, section 3). It goes
// on where the curve has grown.
type smoothed struct {
	weight      float64 // the share of the past, of one step
	stride      int
	sum, gained float64
	values      []float32
}

// of returns the average of v, whose points are stride steps apart.
func (s *smoothed) of(v []float32, weight float64, stride int) []float32 {
	if weight != s.weight || stride != s.stride || len(v) < len(s.values) {
		*s = smoothed{weight: weight, stride: stride}
	}
	if weight <= 0 {
		return v
	}
	// An average over as many steps, whatever the stride.
	past := math.Pow(weight, float64(stride))
	for _, x := range v[len(s.values):] {
		s.sum = past*s.sum + (1-past)*float64(x)
		s.gained = past*s.gained + (1 - past)
		s.values = append(s.values, float32(s.sum/s.gained))
	}
	return s.values
}
