// Package safetensors reads and writes the safetensors file format, which
// PyTorch, Paddle and others share for named tensors. It knows no model.
//
//	offset  size  what
//	0       8     n, length of the header, little-endian
//	8       n     header, JSON, padded with spaces:
//	              {"__metadata__": {"key": "text"},
//	               "name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}
//	8+n     rest  the tensors' bytes, little-endian, row-major; data_offsets
//	              count from here and cover it without gap or overlap
//
// The format is documented at https://github.com/huggingface/safetensors.
package safetensors

import (
	"encoding/binary"
	"fmt"
	"math"
)

// File is the content of a safetensors file.
type File struct {
	Metadata map[string]string
	Tensors  []Tensor // in the order of their bytes
}

// Tensor is a named array. Data holds its elements as they stand in the file.
type Tensor struct {
	Name  string
	DType string // "F32", "U8", ...
	Shape []int
	Data  []byte
}

// sizes of an element in bytes, by dtype.
var sizes = map[string]int{
	"BOOL": 1, "U8": 1, "I8": 1, "F8_E4M3": 1, "F8_E5M2": 1,
	"U16": 2, "I16": 2, "F16": 2, "BF16": 2,
	"U32": 4, "I32": 4, "F32": 4,
	"U64": 8, "I64": 8, "F64": 8,
}

// Tensor returns the tensor of that name.
func (f *File) Tensor(name string) (Tensor, error) {
	for _, t := range f.Tensors {
		if t.Name == name {
			return t, nil
		}
	}
	return Tensor{}, fmt.Errorf("no tensor %q in the file", name)
}

// Float32s returns the elements of an F32 tensor.
func (t Tensor) Float32s() ([]float32, error) {
	if t.DType != "F32" {
		return nil, fmt.Errorf("tensor %q is %s, want F32", t.Name, t.DType)
	}
	values := make([]float32, len(t.Data)/4)
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(t.Data[4*i:]))
	}
	return values, nil
}

// FromFloat32s returns an F32 tensor. It panics if the shape does not hold
// values exactly.
func FromFloat32s(name string, shape []int, values []float32) Tensor {
	size := 1
	for _, n := range shape {
		size *= n
	}
	if size != len(values) {
		panic("safetensors: shape does not fit the number of values")
	}
	data := make([]byte, 0, 4*len(values))
	for _, v := range values {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
	}
	return Tensor{Name: name, DType: "F32", Shape: shape, Data: data}
}
