package nn

// Activation is what a layer gives for one sample.
type Activation struct {
	LayerInfo
	Values []float32 // of LayerInfo's shape, (C,H,W) or (D)
}

// Activations returns what each layer gives for the sample x (C,H,W), in the
// order of the architecture; the last ones are the model's outputs. It sets
// evaluation mode.
func (m *Model) Activations(x []float32) []Activation {
	if len(x) != m.InSize() {
		panic("nn: activations of more or less than one sample")
	}
	m.SetEvaluation()
	m.Forward(x)
	list := make([]Activation, len(m.plan))
	next := 0 // the first stage whose output has not been taken
	for i := range m.plan {
		l := &m.plan[i]
		list[i].LayerInfo = l.info()
		switch l.Layer.(type) {
		// The stages have rectifiers and poolings in another order, see assemble.
		// They only choose among values, so that every order gives the same bits.
		case ReLU, GELU, Sigmoid, Normalize:
			list[i].Values = make([]float32, len(x))
			newPointwise(l.Layer, len(x)).Forward(list[i].Values, x)
		case MaxPool:
			list[i].Values = pooled(x, l.in)
		case Dropout:
			list[i].Values = x
		default:
			list[i].Values, next = m.takeOutput(next, l.out)
		}
		x = list[i].Values
	}
	return list
}

// LayerOutputs returns what each layer with parameters gives for the samples x
// (N,InSize), in the order of the architecture: (N,C,H,W) or (N,D). It sets evaluation
// mode.
func (m *Model) LayerOutputs(x []float32) (list []Activation) {
	m.SetEvaluation()
	m.Forward(x)
	next := 0
	for i := range m.plan {
		l := &m.plan[i]
		switch l.Layer.(type) {
		case ReLU, GELU, Sigmoid, Normalize, MaxPool, Dropout:
			continue
		}
		output := Activation{LayerInfo: l.info()}
		output.Values, next = m.takeOutput(next, l.out)
		if output.Params > 0 {
			list = append(list, output)
		}
	}
	return list
}

// takeOutput returns what the first stage from number next on that computes
// gives for the samples, and the number of the stage behind it.
func (m *Model) takeOutput(next int, shape Shape) ([]float32, int) {
	for ; ; next++ {
		values := m.values[next+1]
		switch m.layers[next].(type) {
		case *conv2D, *batchNorm, *avgPool2D:
			first := make([]float32, len(values))
			channels, height, width := shape.image()
			toBatchFirst(first, values, channels, height, width)
			return first[:m.pass.samples*shape.Size()], next + 1
		case *linear:
			return append([]float32(nil), values[:m.pass.samples*shape.Size()]...), next + 1
		}
	}
}

// pooled returns the largest value of each 2x2 window of x (C,H,W).
func pooled(x []float32, in Shape) []float32 {
	y := make([]float32, len(x)/4)
	for i := range y {
		row, w := i/(in.Width/2), i%(in.Width/2)
		at := 2*row*in.Width + 2*w
		y[i] = max(x[at], x[at+1], x[at+in.Width], x[at+in.Width+1])
	}
	return y
}

// LastHidden returns what the last layer gets for each of the samples x (N,InSize),
// (N,D), and the outputs for them (N,Outputs); without a hidden layer that is x. It sets
// evaluation mode. Both are overwritten by the next Forward.
func (m *Model) LastHidden(x []float32) (hidden, outputs []float32) {
	m.SetEvaluation()
	outputs = m.Forward(x)
	last := m.layers[len(m.layers)-1]
	return m.values[len(m.layers)-1][:m.pass.samples*last.InSize()], outputs
}

// LastHiddenLayer describes the layer that gives what LastHidden returns; its Name is ""
// if there is none.
func (m *Model) LastHiddenLayer() LayerInfo {
	if len(m.plan) == 1 {
		return LayerInfo{Shape: m.plan[0].in}
	}
	return m.plan[len(m.plan)-2].info()
}
