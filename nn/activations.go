package nn

// Activation is what a layer gives for one sample.
type Activation struct {
	LayerInfo
	Values []float32 // of LayerInfo's shape, (C,H,W) or (D)
}

// Activations returns what each layer gives for the sample x (1,28,28), in the
// order of the architecture; the last ones are the model's outputs. It sets
// evaluation mode.
func (m *Model) Activations(x []float32) []Activation {
	if len(x) != m.InSize() {
		panic("nn: activations of more or less than one sample")
	}
	m.Eval()
	m.Forward(x)
	plan := m.plan()
	list := make([]Activation, len(plan))
	next := 0 // the first stage whose output has not been taken
	for i := range plan {
		l := &plan[i]
		list[i].LayerInfo = l.info()
		switch l.kind {
		// The stages have these in another order, see NewModel. They only
		// choose among values, so that every order gives the same bits.
		case "relu":
			list[i].Values = make([]float32, len(x))
			relu(list[i].Values, x)
		case "pool":
			list[i].Values = pooled(x, l.in)
		case "dropout":
			list[i].Values = x
		default:
			list[i].Values, next = m.takeOutput(next, l.out)
		}
		x = list[i].Values
	}
	return list
}

// plan returns the layers of the model's architecture in their places.
func (m *Model) plan() []plannedLayer {
	plan, err := m.architecture.plan(m.Loss)
	if err != nil {
		panic("nn: " + err.Error()) // it went well when the model was made
	}
	return plan
}

// takeOutput returns what the first stage from number next on that computes
// gives for the first sample, and the number of the stage behind it.
func (m *Model) takeOutput(next int, shape extent) ([]float32, int) {
	for ; ; next++ {
		values := m.values[next+1]
		switch m.layers[next].(type) {
		case *Conv2D, *BatchNorm:
			first := make([]float32, len(values))
			toBatchFirst(first, values, shape.channels, shape.side, shape.side)
			return sample(first, 0, shape.size()), next + 1
		case *Linear:
			return append([]float32(nil), values[:shape.size()]...), next + 1
		}
	}
}

// pooled returns the largest value of each 2x2 window of x (C,H,W).
func pooled(x []float32, in extent) []float32 {
	half := in.side / 2
	y := make([]float32, in.channels*half*half)
	for i := range y {
		c, h, w := i/(half*half), i/half%half, i%half
		at := (c*in.side+2*h)*in.side + 2*w
		y[i] = max(x[at], x[at+1], x[at+in.side], x[at+in.side+1])
	}
	return y
}
