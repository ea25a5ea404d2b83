package worker

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"unsafe"
)

// Float is a number that may be infinite or NaN, which JSON has no words for:
// those cross as null, as NaN.
type Float float64

// MarshalJSON implements json.Marshaler.
func (f Float) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(f)) || math.IsInf(float64(f), 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(f))
}

// UnmarshalJSON implements json.Unmarshaler.
func (f *Float) UnmarshalJSON(b []byte) error {
	if bytes.Equal(b, []byte("null")) {
		*f = Float(math.NaN())
		return nil
	}
	return json.Unmarshal(b, (*float64)(f))
}

// PackFloats returns values as the bytes that messages carry: float32,
// little-endian. All machines that run a browser are little-endian, WebAssembly
// by definition, so the bytes are those in memory: weights and gradients cross
// with every batch, and a loop over them would cost more than sending them.
func PackFloats(values []float32) []byte {
	return slices.Clone(memory(values))
}

// UnpackFloats appends the float32 values in b to values. A rest of less than
// four bytes is left out.
func UnpackFloats(values []float32, b []byte) []float32 {
	start, n := len(values), len(b)/4
	values = slices.Grow(values, n)[:start+n]
	copy(memory(values[start:]), b)
	return values
}

// WriteFloats copies values into the memory, from byte at on.
func (m *Memory) WriteFloats(at int, values []float32) { m.Write(at, memory(values)) }

// ReadFloats fills values from the memory, from byte at on.
func (m *Memory) ReadFloats(values []float32, at int) { m.Read(memory(values), at) }

// memory returns the bytes of values themselves.
func memory(values []float32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(values))), 4*len(values))
}
