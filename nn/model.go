package nn

import (
	"digitlab/data/failure"
	"digitlab/nn/internal/kernel"
)

// Model is a chain of layers that ends in a loss.
type Model struct {
	Loss Loss

	architecture Architecture
	plan         plan
	layers       []layer
	first        int // the first layer that has parameters
	tensors      []Tensor
	params       []float32
	grads        []float32
	trainable    int // of params; buffers lie behind
	pass         pass

	// values[i] is the input of layer i, and values[len(layers)] the output;
	// dvalues holds their gradients. They are scratch, reused from batch to
	// batch.
	values  [][]float32
	dvalues [][]float32
	blank   []float32 // a batch filled up with blank samples
	inputs  []float32 // gradient of a batch's samples
}

// Architecture returns what the model is made from.
func (m *Model) Architecture() Architecture { return m.architecture }

// Layers describes the layers, in the order they are listed in.
func (m *Model) Layers() []LayerInfo { return m.plan.describe() }

// Clone returns another model of the same architecture and loss, with the same
// parameters, in evaluation mode.
func (m *Model) Clone() *Model {
	clone := assemble(m.architecture, m.plan, m.Loss)
	copy(clone.params, m.params)
	return clone
}

// SetTraining sets training mode: dropout is on, its masks drawn from seed, and
// batch normalisation uses the statistics of the samples it is given. The same
// seed gives the same masks with each Forward.
func (m *Model) SetTraining(seed uint64) { m.pass = pass{train: true, seed: seed} }

// CheckTraining returns an error if so few samples at a time cannot be trained on:
// a batch normalisation would get one value for each channel, which has no variance.
func (m *Model) CheckTraining(samples int) error {
	for i := range m.plan {
		l := &m.plan[i]
		if l.Layer == (BatchNorm{}) && samples*l.in.area() < 2 {
			return failure.New("%s would get one value for each channel, which has no variance", l.name)
		}
	}
	return nil
}

// SetEvaluation sets evaluation mode: dropout is off, and batch normalisation
// uses its running statistics.
func (m *Model) SetEvaluation() { m.pass = pass{} }

// Params returns all parameters in one slice, which the layers compute with:
// those an optimiser changes, then the buffers.
func (m *Model) Params() []float32 { return m.params }

// Grads returns the gradients of all parameters, in the order of Params.
func (m *Model) Grads() []float32 { return m.grads }

// Trainable returns the parameters that an optimiser changes, and their
// gradients: the beginnings of Params and Grads. What follows there are the
// buffers, which MoveBuffers changes.
func (m *Model) Trainable() (params, grads []float32) {
	n := m.trainable
	return m.params[:n:n], m.grads[:n:n]
}

// MoveBuffers moves the running statistics of batch normalisation by their
// "gradients", which Backward computes such that those of a batch's parts add
// up: running - statistic, of the parts' statistics the mean.
func (m *Model) MoveBuffers() {
	for i, g := range m.grads[m.trainable:] {
		m.params[m.trainable+i] -= statisticsRate * g
	}
}

// Tensors returns the named parameters, PyTorch's state dict, in its order.
func (m *Model) Tensors() []Tensor { return m.tensors }

// InSize returns the number of values in an input sample.
func (m *Model) InSize() int { return m.layers[0].InSize() }

// ZeroGrad clears all gradients.
func (m *Model) ZeroGrad() { clear(m.grads) }

// AddGrads adds the gradients of another model of the same architecture, for
// another part of the batch.
func (m *Model) AddGrads(grads []float32) { kernel.AddScaled(m.grads, grads, 1) }

// Forward returns the outputs (N,Outputs) for x (N,InSize). They are
// overwritten by the next Forward.
func (m *Model) Forward(x []float32) []float32 {
	m.pass.samples = kernel.BatchSize(x, m.InSize())
	n := (m.pass.samples + lanes - 1) / lanes * lanes
	m.values[0] = m.padded(x, n)
	for i, l := range m.layers {
		if l, ok := l.(modal); ok {
			l.begin(m.pass)
		}
		m.values[i+1] = kernel.Reserve(m.values[i+1], n*l.OutSize())
		l.Forward(m.values[i+1], m.values[i])
	}
	return m.values[len(m.layers)][:m.pass.samples*m.Loss.Outputs()]
}

// padded returns x with blank samples up to n.
func (m *Model) padded(x []float32, n int) []float32 {
	if len(x) == n*m.InSize() {
		return x
	}
	m.blank = kernel.Reserve(m.blank, n*m.InSize())
	clear(m.blank[copy(m.blank, x):])
	return m.blank
}

// Backward adds to Grads the gradient of the loss part that the samples of the
// last Forward have in the mean over a batch of batch samples. In training mode
// that holds for what the buffers are to be moved by as well.
func (m *Model) Backward(labels []byte, batch int) {
	outputs, doutputs := m.outputs()
	m.Loss.Backward(doutputs, outputs, labels, batch)
	m.backward(m.first, nil)
	for _, l := range m.layers {
		if l, ok := l.(buffered); ok {
			l.addStatistics(float32(m.pass.samples) / float32(batch))
		}
	}
}

// InputGradient returns the gradient (N,InSize), with respect to the samples of the
// last Forward, of something whose gradient with respect to their outputs (N,Outputs)
// fill computes. It overwrites Grads, and is overwritten by the next call.
func (m *Model) InputGradient(fill func(doutputs, outputs []float32)) []float32 {
	outputs, doutputs := m.outputs()
	fill(doutputs, outputs)
	m.inputs = kernel.Reserve(m.inputs, len(m.values[0]))
	m.backward(0, m.inputs)
	m.ZeroGrad()
	return m.inputs[:m.pass.samples*m.InSize()]
}

// outputs returns the outputs of the samples of the last Forward, and the room for
// their gradient.
func (m *Model) outputs() (outputs, doutputs []float32) {
	last := len(m.layers)
	m.dvalues[last] = kernel.Reserve(m.dvalues[last], len(m.values[last]))
	n := m.pass.samples * m.Loss.Outputs()
	clear(m.dvalues[last][n:]) // blank samples have no part in anything
	return m.values[last][:n], m.dvalues[last][:n]
}

// backward computes the gradients from the outputs back to those of a layer, and
// that of its input as dx, unless dx is nil.
func (m *Model) backward(lowest int, dx []float32) {
	for i := len(m.layers) - 1; i >= lowest; i-- {
		to := dx
		if i > lowest {
			m.dvalues[i] = kernel.Reserve(m.dvalues[i], len(m.values[i]))
			to = m.dvalues[i]
		}
		m.layers[i].Backward(to, m.dvalues[i+1], m.values[i])
	}
}
