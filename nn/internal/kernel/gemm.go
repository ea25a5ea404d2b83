package kernel

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

// Products are Count matrix products C = A*B + Beta*C, each stride further in the
// operands than the one before; a stride of 0 stays. A is (M,K), B is (K,N), or
// (N,K) if TransB, and C is (M,N), without gaps.
type Products struct {
	Count, M, N, K            int
	A, B, C                   []float32
	StrideA, StrideB, StrideC int
	TransB                    bool
	Beta                      float32 // what c is multiplied by first
}

// stridedBatcher is what a BLAS may offer beyond gonum's interface, to compute
// many products at once.
type stridedBatcher interface {
	SgemmStridedBatched(tA, tB blas.Transpose, m, n, k int, alpha float32, a []float32, lda, strideA int, b []float32, ldb, strideB int, beta float32, c []float32, ldc, strideC, count int)
}

// BatchGemm computes p in order: with Beta 1, products on the same C add up.
func BatchGemm(p Products) {
	trans, rowsB, colsB := blas.NoTrans, p.K, p.N
	if p.TransB {
		trans, rowsB, colsB = blas.Trans, p.N, p.K
	}
	if impl, ok := blas32.Implementation().(stridedBatcher); ok {
		impl.SgemmStridedBatched(blas.NoTrans, trans, p.M, p.N, p.K, 1, p.A, p.K, p.StrideA, p.B, colsB, p.StrideB, p.Beta, p.C, p.N, p.StrideC, p.Count)
		return
	}
	for i := range p.Count {
		blas32.Gemm(blas.NoTrans, trans,
			1, blas32.General{Rows: p.M, Cols: p.K, Stride: p.K, Data: p.A[i*p.StrideA:]},
			blas32.General{Rows: rowsB, Cols: colsB, Stride: colsB, Data: p.B[i*p.StrideB:]},
			p.Beta, blas32.General{Rows: p.M, Cols: p.N, Stride: p.N, Data: p.C[i*p.StrideC:]})
	}
}
