package nn

// Tensor is a named parameter of a Model.
type Tensor struct {
	Name   string // PyTorch's, e.g. "conv1.weight"
	Shape  []int
	Buffer bool      // a running statistic, which no optimiser changes
	Data   []float32 // window into Model.Params
	Grad   []float32 // window into Model.Grads

	fanIn int     // 0 for a parameter that no weighted sum has
	start float32 // what all values are at first if fanIn is 0
	bias  bool
}

// stage is a layer and, if it has parameters, the name they are known by.
type stage struct {
	name  string
	layer layer
}

// newModel lays the parameters of the stages out in one slice, in order, and
// the buffers behind them.
func newModel(loss Loss, stages []stage) *Model {
	m := &Model{Loss: loss, first: -1}
	for i, s := range stages {
		m.layers = append(m.layers, s.layer)
		if p, ok := s.layer.(parametric); ok {
			if m.first < 0 {
				m.first = i
			}
			m.trainable += product(p.weightShape()) + product(p.biasShape())
		}
	}
	size := m.trainable
	for _, s := range stages {
		if b, ok := s.layer.(buffered); ok {
			size += 2 * b.bufferSize()
		}
	}
	m.params = make([]float32, size)
	m.grads = make([]float32, size)
	m.nameTensors(stages)
	m.values = make([][]float32, len(stages)+1)
	m.dvalues = make([][]float32, len(stages)+1)
	return m
}

// nameTensors cuts the flat slices into tensors and hands them to the layers.
func (m *Model) nameTensors(stages []stage) {
	at, bufferAt := 0, m.trainable
	for _, s := range stages {
		if p, ok := s.layer.(parametric); ok {
			w := m.cut(s.name+".weight", p.weightShape(), &at)
			b := m.cut(s.name+".bias", p.biasShape(), &at)
			w.fanIn, b.fanIn = p.fanIn(), p.fanIn()
			w.start, b.bias = 1, true
			p.bind(w.Data, b.Data, w.Grad, b.Grad)
			m.tensors = append(m.tensors, w, b)
		}
		if b, ok := s.layer.(buffered); ok {
			mean := m.cut(s.name+".running_mean", []int{b.bufferSize()}, &bufferAt)
			variance := m.cut(s.name+".running_var", []int{b.bufferSize()}, &bufferAt)
			mean.Buffer, variance.Buffer = true, true
			variance.start = 1
			b.bindBuffers(mean, variance)
			m.tensors = append(m.tensors, mean, variance)
		}
	}
}

// cut returns the tensor that begins at index at of the flat slices, and moves
// at behind it.
func (m *Model) cut(name string, shape []int, at *int) Tensor {
	start, end := *at, *at+product(shape)
	*at = end
	return Tensor{
		Name:  name,
		Shape: shape,
		Data:  m.params[start:end:end],
		Grad:  m.grads[start:end:end],
	}
}

func product(shape []int) int {
	p := 1
	for _, n := range shape {
		p *= n
	}
	return p
}
