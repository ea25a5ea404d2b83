package nn

import (
	"digitlab/nn/internal/kernel"
)

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
	in := m.plan[len(m.plan)-1].in
	if len(x) != in.Size() {
		panic("nn: contributions of what is no input of the last layer")
	}
	last := m.layers[len(m.layers)-1].(*linear)
	c := Contributions{
		Parts:  in.Channels,
		Values: make([]float32, last.Out*in.Channels),
		Bias:   append([]float32(nil), last.B...),
	}
	area := in.area()
	for i := range c.Values {
		weights, values := kernel.Block(last.W, i, area), kernel.Block(x, i%in.Channels, area)
		var sum float64
		for j, w := range weights {
			sum += float64(w) * float64(values[j])
		}
		c.Values[i] = float32(sum)
	}
	return c
}
