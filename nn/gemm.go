package nn

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

// products are count matrix products c = a*b + beta*c, each stride further in the
// operands than the one before; a stride of 0 stays. a is (m,k), b is (k,n), or
// (n,k) if transB, and c is (m,n), without gaps.
type products struct {
	count, m, n, k            int
	a, b, c                   []float32
	strideA, strideB, strideC int
	transB                    bool
	beta                      float32 // what c is multiplied by first
}

// stridedBatcher is what a BLAS may offer beyond gonum's interface, to compute
// many products at once.
type stridedBatcher interface {
	SgemmStridedBatched(tA, tB blas.Transpose, m, n, k int, alpha float32, a []float32, lda, strideA int, b []float32, ldb, strideB int, beta float32, c []float32, ldc, strideC, count int)
}

// batchGemm computes p in order: with beta 1, products on the same c add up.
func batchGemm(p products) {
	trans, rowsB, colsB := blas.NoTrans, p.k, p.n
	if p.transB {
		trans, rowsB, colsB = blas.Trans, p.n, p.k
	}
	if impl, ok := blas32.Implementation().(stridedBatcher); ok {
		impl.SgemmStridedBatched(blas.NoTrans, trans, p.m, p.n, p.k, 1, p.a, p.k, p.strideA, p.b, colsB, p.strideB, p.beta, p.c, p.n, p.strideC, p.count)
		return
	}
	for i := range p.count {
		blas32.Gemm(blas.NoTrans, trans,
			1, blas32.General{Rows: p.m, Cols: p.k, Stride: p.k, Data: p.a[i*p.strideA:]},
			blas32.General{Rows: rowsB, Cols: colsB, Stride: colsB, Data: p.b[i*p.strideB:]},
			p.beta, blas32.General{Rows: p.m, Cols: p.n, Stride: p.n, Data: p.c[i*p.strideC:]})
	}
}
