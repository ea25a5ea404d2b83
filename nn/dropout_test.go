package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestDropoutInTraining(t *testing.T) {
	const n, size = 8, 5000
	for _, rate := range []float64{0, 0.1, 0.5, 0.9} {
		l := &dropout{Size: size, Rate: rate}
		x := slices.Repeat([]float32{2}, n*size)
		y, dx := make([]float32, len(x)), make([]float32, len(x))
		l.begin(pass{train: true, seed: 1, samples: n})
		l.Forward(y, x)
		l.Backward(dx, x, x)
		dropped, sum := 0, 0.0
		for i, v := range y {
			if v == 0 {
				dropped++
			} else if d := float64(v)*(1-rate)/2 - 1; math.Abs(d) > 1e-4 { // rates are multiples of 1/65536
				t.Fatalf("rate %g: a value kept is %g, want %g", rate, v, 2/(1-rate))
			}
			if dx[i] != v {
				t.Fatalf("rate %g: dx = %g where y/x = dy/dx gives %g", rate, dx[i], v)
			}
			sum += float64(v)
		}
		// Standard deviation sqrt(rate*(1-rate)*40000), at most 100; 4 of those.
		if got := float64(dropped) - rate*n*size; math.Abs(got) > 400 {
			t.Errorf("rate %g: %d of %d values dropped", rate, dropped, n*size)
		}
		if mean := sum / (n * size); math.Abs(mean-2) > 2*4*0.015 { // deviation at rate 0.9: 3/sqrt(40000)
			t.Errorf("rate %g: mean %g, want 2", rate, mean)
		}
	}
}

// The mask follows from seed and stream, to the bit, on every machine: 16 bits of
// what math/rand/v2's PCG gives for each value, the lowest first.
func TestDropoutMask(t *testing.T) {
	mask := func(seed, stream uint64, size int) (kept []bool) {
		l := &dropout{Size: size, Rate: 0.5, stream: stream}
		l.begin(pass{train: true, seed: seed})
		y := make([]float32, size)
		l.Forward(y, slices.Repeat([]float32{1}, size))
		for _, v := range y {
			kept = append(kept, v != 0)
		}
		return kept
	}
	first := mask(7, 3, 9)
	pcg := rand.NewPCG(7, 3)
	var want []bool
	for len(want) < 9 {
		bits := pcg.Uint64()
		for i := range 4 {
			want = append(want, bits>>(16*i)&0xffff >= 0x8000)
		}
	}
	if !slices.Equal(first, want[:9]) {
		t.Errorf("mask = %v, want %v", first, want[:9])
	}
	if !slices.Equal(mask(7, 3, 100), mask(7, 3, 100)) {
		t.Error("the same seed gives two masks")
	}
	if slices.Equal(mask(7, 3, 100), mask(8, 3, 100)) || slices.Equal(mask(7, 3, 100), mask(7, 4, 100)) {
		t.Error("another seed or stream gives the same mask")
	}
}

func TestDropoutInEvaluation(t *testing.T) {
	l := &dropout{Size: 3, Rate: 0.9}
	x := []float32{1, 2, 3}
	y, dx := make([]float32, 3), make([]float32, 3)
	l.Forward(y, x)
	l.Backward(dx, x, x)
	if !slices.Equal(y, x) || !slices.Equal(dx, x) {
		t.Errorf("y = %v, dx = %v, want both %v", y, dx, x)
	}
}
