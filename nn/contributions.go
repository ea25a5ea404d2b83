package nn

// Contributions are what the outputs for a sample are the sums of. Output o is
//
//	Bias[o] + Values[o*Parts] + ... + Values[o*Parts+Parts-1]
//
// up to rounding.
type Contributions struct {
	Parts  int       // channels of what the last layer gets, or values of a vector
	Values []float32 // (Outputs,Parts)
	Bias   []float32 // (Outputs)
}

// Contributions returns the parts of the outputs: what each channel of x, which
// is what the last layer gets for a sample, adds through that layer's weights. A
// linear layer has no other terms, so that nothing is left to be interpreted.
func (m *Model) Contributions(x []float32) Contributions {
	plan := m.plan()
	in := plan[len(plan)-1].in
	if len(x) != in.size() {
		panic("nn: contributions of what is no input of the last layer")
	}
	last := m.layers[len(m.layers)-1].(*Linear)
	c := Contributions{
		Parts:  in.channels,
		Values: make([]float32, last.Out*in.channels),
		Bias:   append([]float32(nil), last.B...),
	}
	area := in.side * in.side
	for i := range c.Values {
		weights, values := sample(last.W, i, area), sample(x, i%in.channels, area)
		var sum float64
		for j, w := range weights {
			sum += float64(w) * float64(values[j])
		}
		c.Values[i] = float32(sum)
	}
	return c
}
