package nn

import (
	"digitlab/nn/internal/kernel"
)

// Connections returns how much each channel that a convolution or a linear layer
// gets adds to each channel that it gives (Out,In): the sum of weights times values
// over all places where the layer gives something above 0, which a rectifier behind
// it lets through; in the last layer, over all. With the bias, once for each of those
// places, a row adds up to the sum of what the channel gives there, up to rounding.
// It returns nil for other layers, whose channels have to do with themselves alone.
//
// Activations are those for the sample x (C,H,W).
func (m *Model) Connections(x []float32, activations []Activation, layer int) []float32 {
	l := &m.plan[layer]
	if layer > 0 {
		x = activations[layer-1].Values
	}
	y := activations[layer].Values
	if layer == len(m.plan)-1 {
		return m.Contributions(x).Values
	}
	switch l.Layer.(type) {
	case Conv, Linear:
	default:
		return nil
	}
	weight := m.tensor(l.name + ".weight").Data
	connections := make([]float32, l.out.Channels*l.in.Channels)
	for k := range l.out.Channels {
		to := kernel.Block(connections, k, l.in.Channels)
		filter := kernel.Block(weight, k, len(weight)/l.out.Channels)
		if conv, ok := l.Layer.(Conv); ok {
			l.connectConv(to, conv, filter, x, kernel.Block(y, k, l.out.area()))
		} else if y[k] > 0 {
			area := l.in.area()
			for c := range to {
				to[c] = dot(kernel.Block(filter, c, area), kernel.Block(x, c, area))
			}
		}
	}
	return connections
}

// connectConv adds up what each channel of x (C,H,W) adds, through a filter (C,R,R),
// to its map y (OutH,OutW) where that is above 0.
func (l *plannedLayer) connectConv(to []float32, conv Conv, filter, x, y []float32) {
	side, stride := conv.Kernel, max(1, conv.Stride)
	for place, v := range y {
		if !(v > 0) {
			continue
		}
		top, left := place/l.out.Width*stride-conv.Zeros(), place%l.out.Width*stride-conv.Zeros()
		first, last := max(0, -left), min(side, l.in.Width-left) // columns of the filter inside
		for row := max(0, -top); row < min(side, l.in.Height-top); row++ {
			at := (top+row)*l.in.Width + left
			for c := range to {
				values := kernel.Block(x, c, l.in.area())[at+first : at+last]
				to[c] += dot(kernel.Block(filter, c*side+row, side)[first:last], values)
			}
		}
	}
}

func dot(a, b []float32) (sum float32) {
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}
