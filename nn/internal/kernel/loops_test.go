package kernel

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// few returns values of which many are equal, or 0, or negative.
func few(n int, rng *rand.Rand) []float32 {
	values := make([]float32, n)
	for i := range values {
		values[i] = float32(rng.IntN(5) - 2)
	}
	return values
}

// guarded returns n entries of 99, not aligned to a vector, with guards round
// them, and a function that reports whether the guards stand.
func guarded(n int) (s []float32, intact func() bool) {
	room := slices.Repeat([]float32{99}, n+9)
	intact = func() bool {
		return !slices.ContainsFunc(room[:5], func(v float32) bool { return v != 99 }) &&
			!slices.ContainsFunc(room[5+n:], func(v float32) bool { return v != 99 })
	}
	return room[5 : 5+n], intact
}

// same compares exactly: the plain versions and the others round alike.
func same(t *testing.T, name string, n int, got, want []float32, intact func() bool) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s of %d values = %v, want %v", name, n, got, want)
	}
	if !intact() {
		t.Errorf("%s of %d values writes beside its destination", name, n)
	}
}

func TestVectorLoops(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for _, n := range []int{0, 1, 3, 4, 5, 7, 8, 9, 31, 64} {
		x, dy := few(n, rng), few(n, rng)
		if got, want := Sum(x), sumPlain(x); got != want {
			t.Errorf("sum of %d values = %g, want %g", n, got, want)
		}
		want := make([]float32, n)
		got, intact := guarded(n)
		ReLU(got, x)
		reluPlain(want, x)
		same(t, "relu", n, got, want, intact)
		ReLUGrad(got, dy, x)
		reluGradPlain(want, dy, x)
		same(t, "reluGrad", n, got, want, intact)
		if !Equal(x, slices.Clone(x)) {
			t.Errorf("%d values do not equal their copy", n)
		}
		for i := range n {
			other := slices.Clone(x)
			other[i]++
			if Equal(x, other) {
				t.Errorf("%d values equal others that differ in [%d]", n, i)
			}
		}
		copy(got, dy)
		want = slices.Clone(dy)
		AddScaled(got, x, 3)
		addScaledPlain(want, x, 3)
		same(t, "addScaled", n, got, want, intact)
		Fill(got, 3)
		same(t, "fill", n, got, slices.Repeat([]float32{3}, n), intact)
	}
	if got := Sum([]float32{float32(math.NaN()), 1, 2, 3}); !math.IsNaN(float64(got)) {
		t.Errorf("sum with a NaN = %g, want NaN", got)
	}
}

func TestVectorPool(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for _, n := range []int{1, 3, 4, 8, 12} {
		for _, windows := range []int{0, 1, 2, 7} {
			size := windows * n
			upper, lower, dy := few(2*size, rng), few(2*size, rng), few(size, rng)
			want := make([]float32, size)
			got, intact := guarded(size)
			MaxPoolRow(got, upper, lower, n)
			maxPoolRowPlain(want, upper, lower, n)
			same(t, "maxPoolRow", size, got, want, intact)

			wantUpper, wantLower := make([]float32, 2*size), make([]float32, 2*size)
			maxPoolRowGradPlain(wantUpper, wantLower, dy, upper, lower, n)
			gotUpper, intactUpper := guarded(2 * size)
			gotLower, intactLower := guarded(2 * size)
			MaxPoolRowGrad(gotUpper, gotLower, dy, upper, lower, n)
			same(t, "maxPoolRowGrad, upper row", size, gotUpper, wantUpper, intactUpper)
			same(t, "maxPoolRowGrad, lower row", size, gotLower, wantLower, intactLower)
		}
	}
}
