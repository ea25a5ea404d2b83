package simdblas

import (
	"math/rand/v2"
	"sync"
	"testing"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

// eachKernel runs the same test on every kernel this machine can run.
func eachKernel(t *testing.T, test func(t *testing.T, sgemm sgemmFunc)) {
	t.Run("generic", func(t *testing.T) { test(t, onKernel(&genericKernel)) })
	if haveSIMD {
		t.Run("simd", func(t *testing.T) { test(t, onKernel(&simdKernel)) })
	}
}

// TestSgemmPanics holds Sgemm to gonum's messages.
func TestSgemmPanics(t *testing.T) {
	x := make([]float32, 100)
	tests := []struct {
		name string
		call func(sgemm sgemmFunc)
	}{
		{"bad transpose of A", func(f sgemmFunc) { f('x', 'N', 2, 3, 4, 1, x, 4, x, 3, 0, x, 3) }},
		{"bad transpose of B", func(f sgemmFunc) { f('N', 'x', 2, 3, 4, 1, x, 4, x, 3, 0, x, 3) }},
		{"negative m", func(f sgemmFunc) { f('N', 'N', -1, 3, 4, 1, x, 4, x, 3, 0, x, 3) }},
		{"negative n", func(f sgemmFunc) { f('N', 'N', 2, -1, 4, 1, x, 4, x, 3, 0, x, 3) }},
		{"negative k", func(f sgemmFunc) { f('N', 'N', 2, 3, -1, 1, x, 4, x, 3, 0, x, 3) }},
		{"short stride of A", func(f sgemmFunc) { f('N', 'N', 2, 3, 4, 1, x, 3, x, 3, 0, x, 3) }},
		{"short stride of Aᵀ", func(f sgemmFunc) { f('T', 'N', 2, 3, 4, 1, x, 1, x, 3, 0, x, 3) }},
		{"short stride of B", func(f sgemmFunc) { f('N', 'N', 2, 3, 4, 1, x, 4, x, 2, 0, x, 3) }},
		{"short stride of Bᵀ", func(f sgemmFunc) { f('N', 'T', 2, 3, 4, 1, x, 4, x, 3, 0, x, 3) }},
		{"short stride of C", func(f sgemmFunc) { f('N', 'N', 2, 3, 4, 1, x, 4, x, 3, 0, x, 2) }},
		{"short A", func(f sgemmFunc) { f('N', 'N', 2, 3, 4, 1, x[:7], 4, x, 3, 0, x, 3) }},
		{"short B", func(f sgemmFunc) { f('N', 'N', 2, 3, 4, 1, x, 4, x[:11], 3, 0, x, 3) }},
		{"short C", func(f sgemmFunc) { f('N', 'N', 2, 3, 4, 1, x, 4, x, 3, 0, x[:5], 3) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want := panicOf(func() { test.call(gonum.Implementation{}.Sgemm) })
			if want == nil {
				t.Fatal("gonum does not panic: the case tests nothing")
			}
			eachKernel(t, func(t *testing.T, sgemm sgemmFunc) {
				if got := panicOf(func() { test.call(sgemm) }); got != want {
					t.Errorf("Sgemm panics with %v, want %v", got, want)
				}
			})
		})
	}
}

func panicOf(f func()) (v any) {
	defer func() { v = recover() }()
	f()
	return nil
}

// TestSgemmSplit multiplies whole and in parts of a few rows and columns, and
// expects the same bits.
func TestSgemmSplit(t *testing.T) {
	const m, n, k = 23, 37, 2*256 + 11 // more than one block of k
	eachKernel(t, func(t *testing.T, sgemm sgemmFunc) {
		rnd := rand.New(rand.NewPCG(9, 10))
		for _, tA := range transposes[:2] {
			for _, tB := range transposes[:2] {
				a := newOperand(rnd, tA, m, k, 0)
				b := newOperand(rnd, tB, k, n, 0)
				whole := newOperand(rnd, blas.NoTrans, m, n, 0)
				parts := whole.clone()
				sgemm(tA, tB, m, n, k, 1, a.data, a.stride, b.data, b.stride, 1, whole.data, n)
				for i := 0; i < m; i += 3 {
					for j := 0; j < n; j += 7 {
						sgemm(tA, tB, min(3, m-i), min(7, n-j), k, 1,
							a.data[a.index(i, 0):], a.stride, b.data[b.index(0, j):], b.stride,
							1, parts.data[i*n+j:], n)
					}
				}
				if !sameBits(whole.data, parts.data) {
					t.Errorf("Sgemm(%c, %c): parts differ from the whole", tA, tB)
				}
			}
		}
	})
}

// TestSgemmConcurrent runs the same product on several goroutines, as a trainer
// does, and expects the same bits from all.
func TestSgemmConcurrent(t *testing.T) {
	eachKernel(t, func(t *testing.T, sgemm sgemmFunc) {
		rnd := rand.New(rand.NewPCG(11, 12))
		a := newOperand(rnd, blas.NoTrans, 20, 500, 0)
		b := newOperand(rnd, blas.NoTrans, 500, 196, 0)
		results := make([][]float32, 8)
		var wg sync.WaitGroup
		for i := range results {
			wg.Go(func() {
				c := make([]float32, 20*196)
				for range 10 {
					sgemm('N', 'N', 20, 196, 500, 1, a.data, a.stride, b.data, b.stride, 0, c, 196)
				}
				results[i] = c
			})
		}
		wg.Wait()
		for i, c := range results {
			if !sameBits(c, results[0]) {
				t.Errorf("goroutine %d: result differs from that of goroutine 0", i)
			}
		}
	})
}

func TestSgemmAllocations(t *testing.T) {
	if raceEnabled {
		t.Skip("with the race detector sync.Pool drops some of what it is given")
	}
	eachKernel(t, func(t *testing.T, sgemm sgemmFunc) {
		rnd := rand.New(rand.NewPCG(13, 14))
		for _, l := range layers {
			p := l.product
			a := newOperand(rnd, p.tA, p.m, p.k, 0)
			b := newOperand(rnd, p.tB, p.k, p.n, 0)
			c := newOperand(rnd, blas.NoTrans, p.m, p.n, 0)
			got := testing.AllocsPerRun(20, func() {
				sgemm(p.tA, p.tB, p.m, p.n, p.k, p.alpha, a.data, a.stride, b.data, b.stride, p.beta, c.data, c.stride)
			})
			if got != 0 {
				t.Errorf("%v allocates %v times, want 0", p, got)
			}
		}
	})
}
