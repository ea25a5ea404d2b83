package kernel

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

// Products are Count matrix products C = A*B + Beta*C, each stride further in the
// operands than the one before; a stride of 0 stays. A is (M,K), or (K,M) if TransA, B
// is (K,N), or (N,K) if TransB, and C is (M,N), without gaps.
type Products struct {
	Count, M, N, K            int
	A, B, C                   []float32
	StrideA, StrideB, StrideC int
	TransA, TransB            bool
	Beta                      float32 // what c is multiplied by first
}

// stridedBatcher is what a BLAS may offer beyond gonum's interface, to compute
// many products at once.
type stridedBatcher interface {
	SgemmStridedBatched(tA, tB blas.Transpose, m, n, k int, alpha float32, a []float32, lda, strideA int, b []float32, ldb, strideB int, beta float32, c []float32, ldc, strideC, count int)
}

// BatchGemm computes p in order: with Beta 1, products on the same C add up.
func BatchGemm(p Products) {
	transA, rowsA, colsA := stored(p.M, p.K, p.TransA)
	transB, rowsB, colsB := stored(p.K, p.N, p.TransB)
	if impl, ok := blas32.Implementation().(stridedBatcher); ok {
		impl.SgemmStridedBatched(transA, transB, p.M, p.N, p.K, 1, p.A, colsA, p.StrideA, p.B, colsB, p.StrideB, p.Beta, p.C, p.N, p.StrideC, p.Count)
		return
	}
	for i := range p.Count {
		blas32.Gemm(transA, transB,
			1, blas32.General{Rows: rowsA, Cols: colsA, Stride: colsA, Data: p.A[i*p.StrideA:]},
			blas32.General{Rows: rowsB, Cols: colsB, Stride: colsB, Data: p.B[i*p.StrideB:]},
			p.Beta, blas32.General{Rows: p.M, Cols: p.N, Stride: p.N, Data: p.C[i*p.StrideC:]})
	}
}

// stored returns how a matrix of so many rows and columns lies in memory.
func stored(rows, cols int, trans bool) (blas.Transpose, int, int) {
	if trans {
		return blas.Trans, cols, rows
	}
	return blas.NoTrans, rows, cols
}
