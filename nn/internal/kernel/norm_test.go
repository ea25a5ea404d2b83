package kernel

import (
	"math/rand/v2"
	"testing"
)

func TestNormLoops(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for _, n := range []int{0, 1, 3, 4, 5, 7, 8, 9, 31, 64} {
		x, dy := few(n, rng), few(n, rng)
		if got, want := SumSquares(x, 2), sumSquaresPlain(x, 2); got != want {
			t.Errorf("sumSquares of %d values = %g, want %g", n, got, want)
		}
		if got, want := DotCentred(dy, x, 2), dotCentredPlain(dy, x, 2); got != want {
			t.Errorf("dotCentred of %d values = %g, want %g", n, got, want)
		}
		want := make([]float32, n)
		got, intact := guarded(n)
		ScaleShift(got, x, 3, -1)
		scaleShiftPlain(want, x, 3, -1)
		same(t, "scaleShift", n, got, want, intact)
		Combine(got, dy, x, 3, 2, -1)
		combinePlain(want, dy, x, 3, 2, -1)
		same(t, "combine", n, got, want, intact)
		Multiply(got, x, dy)
		multiplyPlain(want, x, dy)
		same(t, "multiply", n, got, want, intact)
	}
}
