//go:build goexperiment.simd && wasm

package simdblas

import (
	"simd/archsimd"
	"testing"
)

// BenchmarkPeak measures the most that any kernel of multiplications and
// additions could reach on this engine: chains that live in registers and load
// nothing, and as many of them as there are registers, to hide their latency.
func BenchmarkPeak(b *testing.B) {
	const rounds = 1000
	x := []float32{0.5, 0.5, 0.5, 0.5}
	burst(b, rounds*3*14*4*2, func() { mulAddChains(rounds, x) })
}

func mulAddChains(rounds int, x []float32) {
	f := archsimd.LoadFloat32x4(x)
	c0, c1, c2, c3, c4, c5, c6 := f, f, f, f, f, f, f
	c7, c8, c9, c10, c11, c12, c13 := f, f, f, f, f, f, f
	for ; rounds > 0; rounds-- {
		// Three times, so that the loop itself costs next to nothing.
		c0, c1, c2, c3, c4, c5, c6 = c0.Mul(f).Add(f), c1.Mul(f).Add(f), c2.Mul(f).Add(f), c3.Mul(f).Add(f), c4.Mul(f).Add(f), c5.Mul(f).Add(f), c6.Mul(f).Add(f)
		c7, c8, c9, c10, c11, c12, c13 = c7.Mul(f).Add(f), c8.Mul(f).Add(f), c9.Mul(f).Add(f), c10.Mul(f).Add(f), c11.Mul(f).Add(f), c12.Mul(f).Add(f), c13.Mul(f).Add(f)
		c0, c1, c2, c3, c4, c5, c6 = c0.Mul(f).Add(f), c1.Mul(f).Add(f), c2.Mul(f).Add(f), c3.Mul(f).Add(f), c4.Mul(f).Add(f), c5.Mul(f).Add(f), c6.Mul(f).Add(f)
		c7, c8, c9, c10, c11, c12, c13 = c7.Mul(f).Add(f), c8.Mul(f).Add(f), c9.Mul(f).Add(f), c10.Mul(f).Add(f), c11.Mul(f).Add(f), c12.Mul(f).Add(f), c13.Mul(f).Add(f)
		c0, c1, c2, c3, c4, c5, c6 = c0.Mul(f).Add(f), c1.Mul(f).Add(f), c2.Mul(f).Add(f), c3.Mul(f).Add(f), c4.Mul(f).Add(f), c5.Mul(f).Add(f), c6.Mul(f).Add(f)
		c7, c8, c9, c10, c11, c12, c13 = c7.Mul(f).Add(f), c8.Mul(f).Add(f), c9.Mul(f).Add(f), c10.Mul(f).Add(f), c11.Mul(f).Add(f), c12.Mul(f).Add(f), c13.Mul(f).Add(f)
	}
	sum := c0.Add(c1).Add(c2).Add(c3).Add(c4).Add(c5).Add(c6).Add(c7).Add(c8).Add(c9).Add(c10).Add(c11).Add(c12).Add(c13)
	sum.Store(x)
}
