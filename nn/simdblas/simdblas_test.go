package simdblas

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

type sgemmFunc func(tA, tB blas.Transpose, m, n, k int, alpha float32, a []float32, lda int, b []float32, ldb int, beta float32, c []float32, ldc int)

func onKernel(kern *kernel) sgemmFunc {
	return func(tA, tB blas.Transpose, m, n, k int, alpha float32, a []float32, lda int, b []float32, ldb int, beta float32, c []float32, ldc int) {
		sgemm(kern, tA, tB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc)
	}
}

// eachSgemm runs the same test on every implementation this machine can run.
func eachSgemm(t *testing.T, test func(t *testing.T, sgemm sgemmFunc)) {
	t.Run("generic", func(t *testing.T) { test(t, onKernel(&genericKernel)) })
	t.Run("simd", func(t *testing.T) {
		if !haveSIMD {
			t.Skip("no SIMD kernel in this build or on this machine")
		}
		test(t, onKernel(&simdKernel))
	})
	t.Run("default", func(t *testing.T) { test(t, Implementation{}.Sgemm) })
	t.Run("gonum", func(t *testing.T) { test(t, gonum.Implementation{}.Sgemm) })
}

// sizes lie around the widths of vectors and tiles, where the edges are.
var sizes = []int{1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33}

// product is one call of Sgemm.
type product struct {
	tA, tB      blas.Transpose
	m, n, k     int
	alpha, beta float32
	padding     int // stride beyond the width, filled with NaN
}

func (p product) String() string {
	return fmt.Sprintf("Sgemm(%c, %c, m=%d, n=%d, k=%d, alpha=%v, beta=%v), padding %d",
		p.tA, p.tB, p.m, p.n, p.k, p.alpha, p.beta, p.padding)
}

func TestSgemmSizes(t *testing.T) {
	eachSgemm(t, func(t *testing.T, sgemm sgemmFunc) {
		rnd := rand.New(rand.NewPCG(1, 2))
		for _, m := range sizes {
			for _, n := range sizes {
				for _, k := range sizes {
					tA, tB := transposes[rnd.IntN(3)], transposes[rnd.IntN(3)]
					product{tA, tB, m, n, k, 1, float32(rnd.IntN(2)), rnd.IntN(3)}.check(t, sgemm, rnd)
				}
			}
		}
	})
}

var transposes = []blas.Transpose{blas.NoTrans, blas.Trans, blas.ConjTrans}

func TestSgemmArguments(t *testing.T) {
	scalars := []float32{0, 1, -1, 0.5, 3}
	eachSgemm(t, func(t *testing.T, sgemm sgemmFunc) {
		rnd := rand.New(rand.NewPCG(3, 4))
		for _, tA := range transposes {
			for _, tB := range transposes {
				for _, alpha := range scalars {
					for _, beta := range scalars {
						for _, padding := range []int{0, 1, 5} {
							product{tA, tB, 7, 19, 10, alpha, beta, padding}.check(t, sgemm, rnd)
						}
					}
				}
			}
		}
	})
}

// TestSgemmBlocks covers sizes beyond one cache block in each direction, and the
// shapes of the layers.
func TestSgemmBlocks(t *testing.T) {
	products := []product{
		{blas.NoTrans, blas.NoTrans, 3, 5, 2*maxKC + 1, 1, 0, 0},
		{blas.NoTrans, blas.Trans, 3, 2*maxNC + 3, 5, 1, 1, 0},
		{blas.Trans, blas.NoTrans, 2*maxMC + 3, 5, 3, 1, 1, 0},
		{blas.Trans, blas.Trans, maxMC + 1, maxNC + 1, maxKC + 1, 1, 1, 1},
		{blas.NoTrans, blas.NoTrans, maxMC + 1, maxNC + 1, maxKC + 1, 0.5, 3, 1},
	}
	for _, l := range layers {
		products = append(products, l.product)
	}
	eachSgemm(t, func(t *testing.T, sgemm sgemmFunc) {
		rnd := rand.New(rand.NewPCG(5, 6))
		for _, p := range products {
			p.check(t, sgemm, rnd)
		}
	})
}

func TestSgemmEmpty(t *testing.T) {
	eachSgemm(t, func(t *testing.T, sgemm sgemmFunc) {
		rnd := rand.New(rand.NewPCG(7, 8))
		for _, size := range [][3]int{{0, 4, 4}, {4, 0, 4}, {4, 4, 0}, {0, 0, 0}} {
			for _, beta := range []float32{0, 1, 0.5} {
				product{blas.NoTrans, blas.NoTrans, size[0], size[1], size[2], 1, beta, 0}.check(t, sgemm, rnd)
			}
		}
	})
}

// check runs p on random operands and fails t unless C is right, within the
// bounds of rounding, and nothing else has changed.
func (p product) check(t *testing.T, sgemm sgemmFunc, rnd *rand.Rand) {
	t.Helper()
	a := newOperand(rnd, p.tA, p.m, p.k, p.padding)
	b := newOperand(rnd, p.tB, p.k, p.n, p.padding)
	c := newOperand(rnd, blas.NoTrans, p.m, p.n, p.padding)
	if p.beta == 0 {
		c.fill(float32(math.NaN())) // must not be read
	}
	a0, b0, c0 := a.clone(), b.clone(), c.clone()

	sgemm(p.tA, p.tB, p.m, p.n, p.k, p.alpha, a.data, a.stride, b.data, b.stride, p.beta, c.data, c.stride)

	if !sameBits(a.guarded, a0.guarded) || !sameBits(b.guarded, b0.guarded) {
		t.Fatalf("%v: changed A or B", p)
	}
	for i := range p.m {
		for j := range p.n {
			want, bound := p.reference(a, b, c0, i, j)
			at := c.index(i, j)
			if got := float64(c.data[at]); !(math.Abs(got-want) <= bound) {
				t.Fatalf("%v: C[%d,%d] = %v, want %v within %.2g", p, i, j, got, want, bound)
			}
			c.data[at] = c0.data[at]
		}
	}
	if !sameBits(c.guarded, c0.guarded) {
		t.Fatalf("%v: wrote outside of C", p)
	}
}

// reference returns element (i, j) of the product, computed in float64, and how
// far a float32 result may be from it.
//
// A sum of k products, in whatever order it is taken, is off by at most
// (k+2)·2⁻²⁴ times the sum of their magnitudes: half a unit in the last place for
// each addition, one for the product, one for alpha (Higham, "Accuracy and
// Stability of Numerical Algorithms", section 3.1). Scaling and adding C takes
// three roundings more.
func (p product) reference(a, b, c operand, i, j int) (want, bound float64) {
	var sum, size float64
	if p.alpha != 0 {
		for l := range p.k {
			v := float64(p.alpha) * float64(a.at(i, l)) * float64(b.at(l, j))
			sum += v
			size += math.Abs(v)
		}
	}
	if p.beta != 0 {
		v := float64(p.beta) * float64(c.at(i, j))
		sum += v
		size += math.Abs(v)
	}
	return sum, float64(p.k+5) * 0x1p-24 * size
}

// An operand is a matrix in a slice that begins at an odd element, with NaN in
// the padding of its rows and guard values before and after it.
type operand struct {
	guarded []float32
	data    []float32
	stride  int
	trans   bool
}

const (
	guardLen   = 9 // odd, so that data is not aligned to a vector
	guardValue = -4321
)

func newOperand(rnd *rand.Rand, t blas.Transpose, rows, cols, padding int) operand {
	trans := t != blas.NoTrans
	if trans {
		rows, cols = cols, rows
	}
	stride := max(1, cols+padding)
	size := max(0, (rows-1)*stride+cols)
	x := operand{guarded: make([]float32, guardLen+size+guardLen), stride: stride, trans: trans}
	x.data = x.guarded[guardLen : guardLen+size : guardLen+size]
	for i := range x.guarded {
		x.guarded[i] = guardValue
	}
	for i := range x.data {
		x.data[i] = float32(math.NaN())
		if i%stride < cols {
			x.data[i] = rnd.Float32()*2 - 1
		}
	}
	return x
}

func (x operand) index(i, j int) int {
	if x.trans {
		i, j = j, i
	}
	return i*x.stride + j
}

func (x operand) at(i, j int) float32 { return x.data[x.index(i, j)] }

func (x operand) fill(v float32) {
	for i := range x.data {
		x.data[i] = v
	}
}

func (x operand) clone() operand {
	x.guarded = slices.Clone(x.guarded)
	x.data = x.guarded[guardLen : len(x.guarded)-guardLen]
	return x
}

// sameBits compares without regard to NaN being unequal to itself.
func sameBits(x, y []float32) bool {
	return slices.EqualFunc(x, y, func(v, w float32) bool {
		return math.Float32bits(v) == math.Float32bits(w)
	})
}
