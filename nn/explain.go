package nn

import (
	"math"

	"digitlab/nn/internal/kernel"
)

// Explanation is how a layer comes to one of its values.
type Explanation struct {
	LayerInfo
	In   Shape // of what the layer gets
	Unit int   // index of the value in the layer's output (C,H,W) or (D)

	// Inputs (Channels,Side,Side) are what the value is made of: the window of a
	// convolution in all channels, that of a pooling in its own, and one value for
	// layers that change each by itself. A linear layer has all there are, with a
	// Side of 1.
	Inputs         []float32
	Channels, Side int
	// Top and Left are where the window is in the input. It may begin before it
	// or end behind it, where Inputs are 0.
	Top, Left int

	// Weights are those of Inputs. The value is the sum of their products and Bias,
	// up to rounding. They are nil where it is not: the value then is the largest of
	// Inputs for MaxPool, their mean for AvgPool, and a function of the only one for
	// ReLU, GELU, Sigmoid and Dropout, which does nothing here.
	Weights []float32
	Bias    float32
	Value   float32
}

// Explain returns how a layer, by its index, comes to its value number unit.
// Activations are those for the sample x (C,H,W).
func (m *Model) Explain(x []float32, activations []Activation, layer, unit int) Explanation {
	l := &m.plan[layer]
	e := Explanation{LayerInfo: l.info(), In: l.in, Unit: unit, Channels: 1, Side: 1, Value: activations[layer].Values[unit]}
	if layer > 0 {
		x = activations[layer-1].Values
	}
	_, height, width := l.out.image()
	channel, row, column := unit/(height*width), unit/width%height, unit%width
	switch kind := l.Layer.(type) {
	case Conv:
		stride := max(1, kind.Stride)
		e.Channels, e.Side = l.in.Channels, kind.Kernel
		e.Top, e.Left = row*stride-kind.Zeros(), column*stride-kind.Zeros()
		e.Inputs = l.in.windowOf(x, 0, e.Channels, e.Top, e.Left, e.Side)
		e.weigh(m, channel)
	case Linear:
		e.Channels = l.in.Size()
		e.Inputs = x
		e.weigh(m, unit)
	case MaxPool, AvgPool:
		e.Side = 2
		if kind, ok := kind.(AvgPool); ok {
			e.Side = kind.Side
		}
		e.Top, e.Left = row*e.Side, column*e.Side
		e.Inputs = l.in.windowOf(x, channel, 1, e.Top, e.Left, e.Side)
	default:
		e.Top, e.Left, e.Inputs = row, column, x[unit:unit+1]
		e.scale(m, kind, channel)
	}
	return e
}

// weigh takes the weights and the bias of a filter, or of an output.
func (e *Explanation) weigh(m *Model, number int) {
	e.Weights = kernel.Block(m.tensor(e.Name+".weight").Data, number, len(e.Inputs))
	e.Bias = m.tensor(e.Name + ".bias").Data[number]
}

// scale takes what a layer multiplies each value of a channel with, if it does.
func (e *Explanation) scale(m *Model, layer Layer, channel int) {
	mean, factor, shift := 0., 1., 0.
	of := func(name string) float64 { return float64(m.tensor(e.Name + name).Data[channel]) }
	switch kind := layer.(type) {
	case Normalize:
		mean, factor = kind.Mean, 1/kind.Deviation
	case BatchNorm:
		mean, shift = of(".running_mean"), of(".bias")
		factor = of(".weight") / math.Sqrt(of(".running_var")+normEpsilon)
	default:
		return
	}
	e.Weights, e.Bias = []float32{float32(factor)}, float32(shift-mean*factor)
}

// windowOf returns a window (count,side,side) of x (C,H,W) in count channels from
// first on, 0 where it reaches over the edges.
func (s Shape) windowOf(x []float32, first, count, top, left, side int) []float32 {
	window := make([]float32, count*side*side)
	for i := range window {
		c, y, column := first+i/(side*side), top+i/side%side, left+i%side
		if y >= 0 && y < s.Height && column >= 0 && column < s.Width {
			window[i] = x[(c*s.Height+y)*s.Width+column]
		}
	}
	return window
}
