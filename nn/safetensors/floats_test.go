package safetensors_test

import (
	"encoding/binary"
	"math"
	"testing"

	"digitlab/nn/golden"
	"digitlab/nn/safetensors"
)

// Numbers of 16 bits are what PyTorch takes them for.
func TestHalves(t *testing.T) {
	h := golden.ReadPyTorch(t).Halves
	var data []byte
	for _, bits := range h.Bits {
		data = binary.LittleEndian.AppendUint16(data, bits)
	}
	for dtype, want := range map[string][]uint32{"F16": h.F16, "BF16": h.BF16} {
		values, err := safetensors.Tensor{Name: "a", DType: dtype, Shape: []int{len(h.Bits)}, Data: data}.Float32s()
		if err != nil || len(values) != len(want) {
			t.Fatalf("Float32s of %s = %d values, %v, want %d", dtype, len(values), err, len(want))
		}
		for i, v := range values {
			w := math.Float32frombits(want[i])
			if math.Float32bits(v) != want[i] && !(v != v && w != w) {
				t.Errorf("%s with the bits %#04x is %v, PyTorch has %v", dtype, h.Bits[i], v, w)
			}
		}
	}
}

// Numbers of 64 bits are rounded, to infinity if they are too large.
func TestDoubles(t *testing.T) {
	var data []byte
	for _, v := range []float64{0.1, -1e300, 1e-60, 3} {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
	}
	values, err := safetensors.Tensor{DType: "F64", Shape: []int{4}, Data: data}.Float32s()
	if err != nil || len(values) != 4 || values[0] != 0.1 || values[1] != float32(math.Inf(-1)) || values[2] != 0 || values[3] != 3 {
		t.Errorf("Float32s of F64 = %v, %v", values, err)
	}
}
