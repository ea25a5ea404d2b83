package worker

import (
	"bytes"
	"math"
	"slices"
	"testing"
)

func TestFloats(t *testing.T) {
	want := []float32{0, 1, -2.5, 3e38}
	packed := PackFloats(want)
	// IEEE 754: 1 is 0x3f800000, -2.5 is 0xc0200000.
	if !bytes.Equal(packed[4:12], []byte{0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0}) {
		t.Errorf("PackFloats(%v) = %x", want, packed)
	}
	if got := UnpackFloats(nil, packed); !slices.Equal(got, want) {
		t.Errorf("UnpackFloats(PackFloats(%v)) = %v", want, got)
	}
	if got := UnpackFloats([]float32{7}, packed[:9]); !slices.Equal(got, []float32{7, 0, 1}) {
		t.Errorf("UnpackFloats([7], nine bytes) = %v, want [7 0 1]", got)
	}
	if got := UnpackFloats(nil, PackFloats(nil)); len(got) != 0 {
		t.Errorf("UnpackFloats(PackFloats(nil)) = %v, want nothing", got)
	}
}

func TestNotANumberCrosses(t *testing.T) {
	for _, loss := range []float64{0.25, math.NaN(), math.Inf(1)} {
		frame, err := Encode(&ShardResult{Loss: Float(loss)})
		if err != nil {
			t.Fatal(err)
		}
		m, err := Decode(frame)
		if err != nil {
			t.Fatal(err)
		}
		got := float64(m.(*ShardResult).Loss)
		if finite := loss == 0.25; finite != (got == loss) || finite == math.IsNaN(got) {
			t.Errorf("loss %g arrives as %g", loss, got)
		}
	}
}
