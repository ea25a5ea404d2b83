package worker

import (
	"encoding/binary"
	"math"
)

// PackFloats returns values as the bytes that messages carry: float32,
// little-endian.
func PackFloats(values []float32) []byte {
	b := make([]byte, 0, 4*len(values))
	for _, v := range values {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	return b
}

// UnpackFloats appends the float32 values in b to values.
func UnpackFloats(values []float32, b []byte) []float32 {
	for ; len(b) >= 4; b = b[4:] {
		values = append(values, math.Float32frombits(binary.LittleEndian.Uint32(b)))
	}
	return values
}
