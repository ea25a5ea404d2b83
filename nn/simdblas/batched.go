package simdblas

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

// SgemmStridedBatched performs count matrix-matrix operations
//
//	C = alpha * op(A) * op(B) + beta * C
//
// of equal sizes, see Sgemm, whose operands each stand a stride further in a, b
// and c than those of the operation before. A stride of 0 stays on the same
// matrix. No stride may be negative.
//
// It follows cuBLAS's function of that name, but the operations take place in
// order. So they may share C: with strideC = 0 and beta = 1 the products add up,
// which is rounded in another order than by as many calls of Sgemm, but in the
// same each time. With strideA = 0, A is prepared only once.
//
// It panics as Sgemm does if the last operation does not fit the slices.
func (impl Implementation) SgemmStridedBatched(tA, tB blas.Transpose, m, n, k int, alpha float32, a []float32, lda, strideA int, b []float32, ldb, strideB int, beta float32, c []float32, ldc, strideC, count int) {
	if inUse != nil {
		sgemmStridedBatched(inUse, tA, tB, m, n, k, alpha, a, lda, strideA, b, ldb, strideB, beta, c, ldc, strideC, count)
		return
	}
	checkBatch(strideA, strideB, strideC, count)
	for range count {
		impl.Implementation.Sgemm(tA, tB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc)
		a, b, c = skip(a, strideA), skip(b, strideB), skip(c, strideC)
	}
}

// sgemmStridedBatched is SgemmStridedBatched on the given kernel.
func sgemmStridedBatched(kern *kernel, tA, tB blas.Transpose, m, n, k int, alpha float32, a []float32, lda, strideA int, b []float32, ldb, strideB int, beta float32, c []float32, ldc, strideC, count int) {
	checkBatch(strideA, strideB, strideC, count)
	if count == 0 {
		return
	}
	// With alpha = 0 and beta = 1 there is nothing to add: gonum checks its
	// arguments, which are ours, and returns.
	last := count - 1
	gonum.Implementation{}.Sgemm(tA, tB, m, n, k, 0, skip(a, last*strideA), lda, skip(b, last*strideB), ldb, 1, skip(c, last*strideC), ldc)
	p := batch{
		m: m, n: n, k: k, alpha: alpha,
		a: matrix{a, lda, tA != blas.NoTrans}, strideA: strideA,
		b: matrix{b, ldb, tB != blas.NoTrans}, strideB: strideB,
		c: c, ldc: ldc, strideC: strideC,
		add: beta != 0, count: count,
	}
	switch {
	case m == 0 || n == 0:
	case k == 0 || alpha == 0:
		for q := range count {
			scale(m, n, beta, c[q*strideC:], ldc)
		}
	case beta == 0 || beta == 1:
		multiply(kern, p)
	default:
		for q := range count {
			scale(m, n, beta, c[q*strideC:], ldc)
			multiply(kern, p.one(q))
		}
	}
}

func checkBatch(strideA, strideB, strideC, count int) {
	if count < 0 {
		panic("simdblas: count < 0")
	}
	if strideA < 0 || strideB < 0 || strideC < 0 {
		panic("simdblas: stride < 0")
	}
}

// skip returns s from number n on, and nothing if s is shorter.
func skip(s []float32, n int) []float32 { return s[min(n, len(s)):] }
