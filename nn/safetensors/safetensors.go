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
	"math"

	"digitlab/data/failure"
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
	return Tensor{}, failure.New("no tensor %q in the file", name)
}

// Float32s returns the elements of a tensor of floating-point numbers: those of
// F16, BF16 and F32 as they are, those of F64 rounded.
func (t Tensor) Float32s() ([]float32, error) {
	decode, ok := floats[t.DType]
	if !ok {
		return nil, failure.New("tensor %q is %s, want F32, F16, BF16 or F64", t.Name, t.DType)
	}
	size := sizes[t.DType]
	values := make([]float32, len(t.Data)/size)
	for i := range values {
		values[i] = decode(t.Data[i*size:])
	}
	return values, nil
}

// floats decode the element that some bytes begin with, by dtype.
var floats = map[string]func(b []byte) float32{
	"F16":  func(b []byte) float32 { return half(binary.LittleEndian.Uint16(b)) },
	"BF16": func(b []byte) float32 { return math.Float32frombits(uint32(binary.LittleEndian.Uint16(b)) << 16) },
	"F32":  func(b []byte) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(b)) },
	"F64":  func(b []byte) float32 { return float32(math.Float64frombits(binary.LittleEndian.Uint64(b))) },
}

// half returns the number with the bits of IEEE 754's binary16: a sign, 5 bits of
// exponent and 10 of fraction.
func half(bits uint16) float32 {
	exponent, fraction := int(bits>>10&0x1f), float64(bits&0x3ff)
	var v float64
	switch exponent {
	case 0: // subnormal
		v = math.Ldexp(fraction, -24)
	case 0x1f:
		if v = math.Inf(1); fraction != 0 {
			v = math.NaN()
		}
	default:
		v = math.Ldexp(1024+fraction, exponent-25)
	}
	if bits>>15 != 0 {
		v = math.Copysign(v, -1)
	}
	return float32(v)
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
