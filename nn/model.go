package nn

// Model is a chain of layers that ends in a loss.
type Model struct {
	Loss Loss

	layers  []layer
	first   int // the first layer that has parameters
	tensors []Tensor
	params  []float32
	grads   []float32

	// values[i] is the input of layer i, and values[len(layers)] the output;
	// dvalues holds their gradients. They are scratch, reused from batch to
	// batch.
	values  [][]float32
	dvalues [][]float32
	samples int       // in the last batch, of which there may be fewer than values has room for
	blank   []float32 // a batch filled up with blank samples
}

// Tensor is a named parameter of a Model.
type Tensor struct {
	Name  string // PyTorch's, e.g. "conv1.weight"
	Shape []int
	Data  []float32 // window into Model.Params
	Grad  []float32 // window into Model.Grads

	fanIn int
	bias  bool
}

// stage is a layer and, if it has parameters, the name they are known by.
type stage struct {
	name  string
	layer layer
}

// newModel lays the parameters of the stages out in one slice, in order.
func newModel(loss Loss, stages []stage) *Model {
	m := &Model{Loss: loss}
	size := 0
	for i, s := range stages {
		m.layers = append(m.layers, s.layer)
		if p, ok := s.layer.(parametric); ok {
			if size == 0 {
				m.first = i
			}
			size += product(p.weightShape()) + product(p.biasShape())
		}
	}
	m.params = make([]float32, size)
	m.grads = make([]float32, size)
	at := 0
	for _, s := range stages {
		if p, ok := s.layer.(parametric); ok {
			w := m.addTensor(s.name+".weight", p.weightShape(), p.fanIn(), &at)
			b := m.addTensor(s.name+".bias", p.biasShape(), p.fanIn(), &at)
			b.bias = true
			p.bind(w.Data, b.Data, w.Grad, b.Grad)
			m.tensors = append(m.tensors, w, b)
		}
	}
	m.values = make([][]float32, len(stages)+1)
	m.dvalues = make([][]float32, len(stages)+1)
	return m
}

// addTensor returns the tensor that begins at index at of the flat slices, and
// moves at behind it.
func (m *Model) addTensor(name string, shape []int, fanIn int, at *int) Tensor {
	start, end := *at, *at+product(shape)
	*at = end
	return Tensor{
		Name:  name,
		Shape: shape,
		Data:  m.params[start:end:end],
		Grad:  m.grads[start:end:end],
		fanIn: fanIn,
	}
}

func product(shape []int) int {
	p := 1
	for _, n := range shape {
		p *= n
	}
	return p
}

// Params returns all parameters in one slice, which the layers compute with.
func (m *Model) Params() []float32 { return m.params }

// Grads returns the gradients of all parameters, in the order of Params.
func (m *Model) Grads() []float32 { return m.grads }

// Tensors returns the named parameters, PyTorch's state dict, in the order of
// Params.
func (m *Model) Tensors() []Tensor { return m.tensors }

// InSize returns the number of values in an input sample.
func (m *Model) InSize() int { return m.layers[0].InSize() }

// ZeroGrad clears all gradients.
func (m *Model) ZeroGrad() { clear(m.grads) }

// Forward returns the outputs (N,Outputs) for x (N,InSize). They are
// overwritten by the next Forward.
func (m *Model) Forward(x []float32) []float32 {
	m.samples = batchSize(x, m.InSize())
	n := (m.samples + lanes - 1) / lanes * lanes
	m.values[0] = m.padded(x, n)
	for i, l := range m.layers {
		m.values[i+1] = reserve(m.values[i+1], n*l.OutSize())
		l.Forward(m.values[i+1], m.values[i])
	}
	return m.values[len(m.layers)][:m.samples*m.Loss.Outputs()]
}

// padded returns x with blank samples up to n.
func (m *Model) padded(x []float32, n int) []float32 {
	if len(x) == n*m.InSize() {
		return x
	}
	m.blank = reserve(m.blank, n*m.InSize())
	clear(m.blank[copy(m.blank, x):])
	return m.blank
}

// Backward adds to Grads the gradient of the loss part that the samples of the
// last Forward have in the mean over a batch of batch samples.
func (m *Model) Backward(labels []byte, batch int) {
	last := len(m.layers)
	outputs := m.samples * m.Loss.Outputs()
	m.dvalues[last] = reserve(m.dvalues[last], len(m.values[last]))
	m.Loss.Backward(m.dvalues[last][:outputs], m.values[last][:outputs], labels, batch)
	// Blank samples have no part in the loss.
	clear(m.dvalues[last][outputs:])
	for i := last - 1; i >= m.first; i-- {
		var dx []float32
		if i > m.first { // nobody asks for the gradient of what comes before
			m.dvalues[i] = reserve(m.dvalues[i], len(m.values[i]))
			dx = m.dvalues[i]
		}
		m.layers[i].Backward(dx, m.dvalues[i+1], m.values[i])
	}
}
