// Package simdblas is a gonum BLAS backend whose float32 matrix product runs on
// SIMD instructions where Go can reach them.
//
// A program opts in from its main function:
//
//	blas32.Use(simdblas.Implementation{})
//
// Matrices are row-major with an explicit stride, as everywhere in gonum:
// element (i, j) of a matrix stands at a[i*lda+j].
//
// # Kernels
//
// Sgemm cuts its operands into blocks that fit the caches, packs A unless it is
// transposed, and hands tiles of C to a kernel, the only part that differs between
// machines. The files
// kernel_simd_*.go, and kernel_nosimd.go for all other builds, provide
//
//	haveSIMD    whether simdKernel may run on this machine
//	simdKernel  the kernel
//
// They need GOEXPERIMENT=simd. kernel_generic.go holds a portable kernel that is
// compiled in every build, so that one test run compares them all.
//
// With the build tag relaxedsimd, the kernel for WebAssembly multiplies and adds
// in one instruction, of the relaxed SIMD instructions. Engines without them
// refuse the whole module, so it is a second module, for those that can. Go 1.27
// encodes the instruction wrongly: command relax corrects the linked module.
//
// # Reproducibility
//
// The order in which the k products of an element of C are summed depends on k
// and on whether B is transposed, and on nothing else: not on m and n, on the
// place of the element, or on other goroutines. So a batch may be split in any
// way, and each of its samples gets the same bits. Where the products of
// SgemmStridedBatched add up, the order also depends on their number.
//
// Kernels differ in their order, and in whether a product is rounded before it is
// added: avx2 does not, relaxed simd does as the engine pleases.
package simdblas

import (
	"runtime"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

// Implementation is gonum's own backend with Sgemm replaced. It holds no state
// and is safe for concurrent use.
type Implementation struct{ gonum.Implementation }

var _ blas.Float32 = Implementation{}

// inUse is the kernel of Sgemm, or nil where gonum's own Sgemm beats the portable
// kernel: on amd64 it is written in assembly.
var inUse = func() *kernel {
	switch {
	case haveSIMD:
		return &simdKernel
	case runtime.GOARCH == "amd64":
		return nil
	default:
		return &genericKernel
	}
}()

// Kernel returns the name of what multiplies in this build on this machine:
// "simd" or "relaxed simd" on WebAssembly's vectors, "avx2", "generic", or "gonum".
func Kernel() string {
	if inUse == nil {
		return "gonum"
	}
	return inUse.name
}

// Sgemm performs one of the matrix-matrix operations
//
//	C = alpha * A * B + beta * C
//	C = alpha * Aᵀ * B + beta * C
//	C = alpha * A * Bᵀ + beta * C
//	C = alpha * Aᵀ * Bᵀ + beta * C
//
// where A is an m×k or k×m matrix, B is a k×n or n×k matrix and C is an m×n
// matrix. tA and tB say whether A and B are transposed. If beta is zero C is not
// read, if alpha is zero A and B are not read. C must not overlap A or B.
//
// Sgemm runs on the goroutine that calls it. It panics with gonum's messages if
// a size, a stride or the length of a slice is wrong.
func (impl Implementation) Sgemm(tA, tB blas.Transpose, m, n, k int, alpha float32, a []float32, lda int, b []float32, ldb int, beta float32, c []float32, ldc int) {
	if inUse == nil {
		impl.Implementation.Sgemm(tA, tB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc)
		return
	}
	sgemm(inUse, tA, tB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc)
}

// sgemm is Sgemm on the given kernel.
func sgemm(kern *kernel, tA, tB blas.Transpose, m, n, k int, alpha float32, a []float32, lda int, b []float32, ldb int, beta float32, c []float32, ldc int) {
	sgemmStridedBatched(kern, tA, tB, m, n, k, alpha, a, lda, 0, b, ldb, 0, beta, c, ldc, 0, 1)
}

// scale computes C = beta * C without reading C if beta is zero.
func scale(m, n int, beta float32, c []float32, ldc int) {
	for i := range m {
		row := c[i*ldc : i*ldc+n]
		switch beta {
		case 0:
			clear(row)
		case 1:
		default:
			for j := range row {
				row[j] *= beta
			}
		}
	}
}
