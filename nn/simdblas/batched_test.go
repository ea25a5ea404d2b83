package simdblas

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/blas"
)

type batchedFunc func(tA, tB blas.Transpose, m, n, k int, alpha float32, a []float32, lda, strideA int, b []float32, ldb, strideB int, beta float32, c []float32, ldc, strideC, count int)

func batchedOn(kern *kernel) batchedFunc {
	return func(tA, tB blas.Transpose, m, n, k int, alpha float32, a []float32, lda, strideA int, b []float32, ldb, strideB int, beta float32, c []float32, ldc, strideC, count int) {
		sgemmStridedBatched(kern, tA, tB, m, n, k, alpha, a, lda, strideA, b, ldb, strideB, beta, c, ldc, strideC, count)
	}
}

// eachBatched runs the same test on every implementation this machine can run.
func eachBatched(t *testing.T, test func(t *testing.T, batched batchedFunc)) {
	t.Run("generic", func(t *testing.T) { test(t, batchedOn(&genericKernel)) })
	if haveSIMD {
		t.Run("simd", func(t *testing.T) { test(t, batchedOn(&simdKernel)) })
	}
	t.Run("default", func(t *testing.T) { test(t, Implementation{}.SgemmStridedBatched) })
}

// batchedProduct is one call of SgemmStridedBatched. Its strides are in rows as
// they lie in memory.
type batchedProduct struct {
	product
	strideA, strideB, strideC int
	count                     int
}

func (p batchedProduct) String() string {
	return fmt.Sprintf("%d times %v, strides of %d, %d and %d rows", p.count, p.product, p.strideA, p.strideB, p.strideC)
}

// stacked returns an operand with room for the last matrix of a batch.
func stacked(rnd *rand.Rand, t blas.Transpose, rows, cols, padding, stride, count int) operand {
	trans := t != blas.NoTrans
	if trans {
		rows, cols = cols, rows
	}
	x := newOperand(rnd, blas.NoTrans, rows+max(0, count-1)*stride, cols, padding)
	x.trans = trans
	return x
}

// from returns the operand that begins at the given row in memory.
func (x operand) from(row int) operand {
	x.data = x.data[row*x.stride:]
	return x
}

func (p batchedProduct) operands(rnd *rand.Rand) (a, b, c operand) {
	a = stacked(rnd, p.tA, p.m, p.k, p.padding, p.strideA, p.count)
	b = stacked(rnd, p.tB, p.k, p.n, p.padding, p.strideB, p.count)
	c = stacked(rnd, blas.NoTrans, p.m, p.n, p.padding, p.strideC, p.count)
	if p.beta == 0 {
		c.fill(float32(math.NaN())) // must not be read
	}
	return a, b, c
}

func (p batchedProduct) run(batched batchedFunc, a, b, c operand) {
	batched(p.tA, p.tB, p.m, p.n, p.k, p.alpha, a.data, a.stride, p.strideA*a.stride,
		b.data, b.stride, p.strideB*b.stride, p.beta, c.data, c.stride, p.strideC*c.stride, p.count)
}

// check runs p on random operands and fails t unless each C is right, within the
// bounds of rounding, and nothing else has changed. Matrices of C are apart or the
// same.
func (p batchedProduct) check(t *testing.T, batched batchedFunc, rnd *rand.Rand) {
	t.Helper()
	a, b, c := p.operands(rnd)
	a0, b0, c0 := a.clone(), b.clone(), c.clone()
	p.run(batched, a, b, c)
	if !sameBits(a.guarded, a0.guarded) || !sameBits(b.guarded, b0.guarded) {
		t.Fatalf("%v: changed A or B", p)
	}
	for q := range p.count {
		if p.strideC == 0 && q < p.count-1 {
			continue // the last operation leaves C
		}
		for i := range p.m {
			for j := range p.n {
				want, bound := p.reference(a, b, c0, q, i, j)
				at := c.index(q*p.strideC+i, j)
				if got := float64(c.data[at]); !(math.Abs(got-want) <= bound) {
					t.Fatalf("%v: C[%d,%d] of %d = %v, want %v within %.2g", p, i, j, q, got, want, bound)
				}
				c.data[at] = c0.data[at]
			}
		}
	}
	if !sameBits(c.guarded, c0.guarded) {
		t.Fatalf("%v: wrote outside of C", p)
	}
}

// reference returns element (i, j) of the C that operation q leaves, computed in
// float64, and how far a float32 result may be from it: as product.reference, for
// the operations on one C together.
func (p batchedProduct) reference(a, b, c0 operand, q, i, j int) (want, bound float64) {
	first := q
	if p.strideC == 0 {
		first = 0
	}
	var size float64
	if p.beta != 0 {
		want = float64(c0.from(q*p.strideC).at(i, j))
		size = math.Abs(want)
	}
	for o := first; o <= q; o++ {
		want *= float64(p.beta)
		size *= math.Abs(float64(p.beta))
		for l := range p.k {
			v := float64(p.alpha) * float64(a.from(o*p.strideA).at(i, l)) * float64(b.from(o*p.strideB).at(l, j))
			want += v
			size += math.Abs(v)
		}
	}
	return want, float64((q-first+1)*(p.k+5)) * 0x1p-24 * size
}

func TestBatched(t *testing.T) {
	eachBatched(t, func(t *testing.T, batched batchedFunc) {
		rnd := rand.New(rand.NewPCG(15, 16))
		for range 1500 {
			m, n, k := 1+rnd.IntN(12), 1+rnd.IntN(35), 1+rnd.IntN(20)
			p := batchedProduct{
				product: product{
					transposes[rnd.IntN(3)], transposes[rnd.IntN(3)], m, n, k,
					[]float32{1, 1, -0.5, 0}[rnd.IntN(4)], []float32{0, 1, 1, 0.5}[rnd.IntN(4)], rnd.IntN(3),
				},
				strideA: rnd.IntN(4), // may overlap
				strideB: rnd.IntN(4),
				strideC: []int{0, m, m + 2}[rnd.IntN(3)],
				count:   rnd.IntN(5),
			}
			p.check(t, batched, rnd)
		}
	})
}

// TestBatchedBlocks covers batches beyond one cache block in each direction, and
// those of the layers.
func TestBatchedBlocks(t *testing.T) {
	products := []batchedProduct{
		{product{'N', 'T', maxMC + 7, 2*maxNC + 3, 13, 1, 1, 0}, 1, 1, 0, 2},
		{product{'N', 'T', 6, 3, 2*maxKC + 9, 1, 1, 0}, 1, 1, 0, 2},
		{product{'T', 'T', 2*maxMC + 1, maxNC*maxKC/4/60 + 3, 5, 1, 1, 1}, 0, 1, 0, 2},
		{product{'N', 'N', maxMC + 7, 17, maxKC + 9, 1, 1, 0}, 0, 2, maxMC + 7, 3},      // A fits
		{product{'N', 'N', 2*maxMC + 7, 3, 2*maxKC + 9, 1, 0, 0}, 0, 2, 2*maxMC + 7, 2}, // and does not
	}
	for _, l := range batchedLayers {
		p := l.batchedProduct
		p.count = 2 // the reference is slow
		products = append(products, p)
	}
	eachBatched(t, func(t *testing.T, batched batchedFunc) {
		rnd := rand.New(rand.NewPCG(17, 18))
		for _, p := range products {
			p.check(t, batched, rnd)
		}
	})
}

// TestBatchedBits expects of operations on different C the bits of as many calls
// of Sgemm, and of those on the same C at least the same bits each time.
func TestBatchedBits(t *testing.T) {
	for name, kern := range map[string]*kernel{"generic": &genericKernel, "simd": &simdKernel} {
		if name == "simd" && !haveSIMD {
			continue
		}
		t.Run(name, func(t *testing.T) {
			rnd := rand.New(rand.NewPCG(19, 20))
			for _, l := range batchedLayers {
				p := l.batchedProduct
				a, b, c := p.operands(rnd)
				again, single := c.clone(), c.clone()
				p.run(batchedOn(kern), a, b, c)
				p.run(batchedOn(kern), a, b, again)
				if !sameBits(c.data, again.data) {
					t.Errorf("%v: differs the second time", p)
				}
				if p.strideC == 0 {
					continue
				}
				for q := range p.count {
					sgemm(kern, p.tA, p.tB, p.m, p.n, p.k, p.alpha, a.from(q*p.strideA).data, a.stride,
						b.from(q*p.strideB).data, b.stride, p.beta, single.from(q*p.strideC).data, c.stride)
				}
				if !sameBits(c.data, single.data) {
					t.Errorf("%v: differs from calls of Sgemm", p)
				}
			}
		})
	}
}

func TestBatchedPanics(t *testing.T) {
	x := make([]float32, 100)
	tests := []struct {
		name string
		call func(batched batchedFunc)
		want string
	}{
		{"negative count", func(f batchedFunc) { f('N', 'N', 2, 3, 4, 1, x, 4, 8, x, 3, 12, 0, x, 3, 6, -1) }, "simdblas: count < 0"},
		{"negative stride of A", func(f batchedFunc) { f('N', 'N', 2, 3, 4, 1, x, 4, -8, x, 3, 12, 0, x, 3, 6, 2) }, "simdblas: stride < 0"},
		{"negative stride of B", func(f batchedFunc) { f('N', 'N', 2, 3, 4, 1, x, 4, 8, x, 3, -12, 0, x, 3, 6, 2) }, "simdblas: stride < 0"},
		{"negative stride of C", func(f batchedFunc) { f('N', 'N', 2, 3, 4, 1, x, 4, 8, x, 3, 12, 0, x, 3, -6, 2) }, "simdblas: stride < 0"},
		{"short A", func(f batchedFunc) { f('N', 'N', 2, 3, 4, 1, x[:15], 4, 8, x, 3, 12, 0, x, 3, 6, 2) }, "blas: insufficient length of a"},
		{"short B", func(f batchedFunc) { f('N', 'N', 2, 3, 4, 1, x, 4, 8, x[:23], 3, 12, 0, x, 3, 6, 2) }, "blas: insufficient length of b"},
		{"short C", func(f batchedFunc) { f('N', 'N', 2, 3, 4, 1, x, 4, 8, x, 3, 12, 0, x[:5], 3, 6, 2) }, "blas: insufficient length of c"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			eachBatched(t, func(t *testing.T, batched batchedFunc) {
				if got := panicOf(func() { test.call(batched) }); got != test.want {
					t.Errorf("SgemmStridedBatched panics with %v, want %v", got, test.want)
				}
			})
		})
	}
}
