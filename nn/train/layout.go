package train

import (
	"slices"
	"strings"

	"digitlab/nn"
	"digitlab/nn/safetensors"
)

// formatKey is the entry of a weights file's metadata that says which layout it
// has.
const formatKey = "format"

// layout is how a framework's state dict names and orders what a model's tensors
// hold. Its value is that of formatKey.
//
//	                     pt                          pd
//	linear layer         fc.weight (outputs,inputs)  fc.weight (inputs,outputs)
//	batch normalisation  bn1.running_mean            bn1._mean
//	                     bn1.running_var             bn1._variance
//
// All else is alike.
type layout string

const (
	pyTorchLayout layout = "pt"
	paddleLayout  layout = "pd"
)

// layoutOf returns the layout of a file for m: what its metadata says, or else
// what the weights of linear layers that are not square tell, or else the names of
// running statistics.
func layoutOf(f *safetensors.File, m *nn.Model) layout {
	if said := layout(f.Metadata[formatKey]); said == pyTorchLayout || said == paddleLayout {
		return said
	}
	for _, t := range m.Tensors() {
		if from, err := f.Tensor(t.Name); err == nil && isLinear(t) && t.Shape[0] != t.Shape[1] {
			switch {
			case slices.Equal(from.Shape, t.Shape):
				return pyTorchLayout
			case slices.Equal(from.Shape, paddleLayout.shape(t)):
				return paddleLayout
			}
		}
	}
	for _, l := range []layout{pyTorchLayout, paddleLayout} {
		for _, t := range m.Tensors() {
			if _, err := f.Tensor(l.name(t)); err == nil && t.Buffer {
				return l
			}
		}
	}
	return pyTorchLayout
}

// isLinear reports whether t is the weight of a linear layer: those of
// convolutions have four dimensions, all else has one.
func isLinear(t nn.Tensor) bool { return len(t.Shape) == 2 }

// name returns what t is named in a file.
func (l layout) name(t nn.Tensor) string {
	if l == paddleLayout {
		return paddleNames.Replace(t.Name)
	}
	return t.Name
}

var paddleNames = strings.NewReplacer(".running_mean", "._mean", ".running_var", "._variance")

// shape returns the shape that t has in a file.
func (l layout) shape(t nn.Tensor) []int {
	if l == paddleLayout && isLinear(t) {
		return []int{t.Shape[1], t.Shape[0]}
	}
	return t.Shape
}

// encode returns t as a file has it.
func (l layout) encode(t nn.Tensor) safetensors.Tensor {
	values := t.Data
	if l == paddleLayout && isLinear(t) {
		values = make([]float32, len(t.Data))
		transpose(values, t.Data, t.Shape[0], t.Shape[1])
	}
	return safetensors.FromFloat32s(l.name(t), l.shape(t), values)
}

// decode sets t to the values that a file has for it.
func (l layout) decode(t nn.Tensor, values []float32) {
	if l == paddleLayout && isLinear(t) {
		transpose(t.Data, values, t.Shape[1], t.Shape[0])
		return
	}
	copy(t.Data, values)
}

// transpose sets dst (columns,rows) to src (rows,columns), transposed.
func transpose(dst, src []float32, rows, columns int) {
	for i := range rows {
		for j := range columns {
			dst[j*rows+i] = src[i*columns+j]
		}
	}
}
