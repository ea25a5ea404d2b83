//go:build goexperiment.simd

package simdblas

import "simd/archsimd"

var haveSIMD = archsimd.X86.AVX2() && archsimd.X86.FMA()

// simdKernel multiplies each number of A by two vectors from a row of B. Ten
// sums hide the latency of a fused multiply-add.
var simdKernel = kernel{
	name: "avx2",
	mr:   5, nr: 16, kc: 256,
	tiles: func(rows, down, across, k int, a []float32, lda int, b []float32, ldb int, add bool, c []float32, ldc int) {
		_, _, _ = a[(k-1)*lda+down*rows-1], b[(k-1)*ldb+across*16-1], c[(down*rows-1)*ldc+across*16-1]
		for j := 0; j < across*16; j += 16 {
			if rows == 5 {
				tiles5x16(down, k, &a[0], lda, &b[j], ldb, add, &c[j], ldc)
			} else {
				tiles4x16(down, k, &a[0], lda, &b[j], ldb, add, &c[j], ldc)
			}
		}
	},
	dots: &simdDots,
}

// simdDots has the registers of simdKernel, for a tile of five by two vectors.
var simdDots = dotKernel{
	lanes: 8,
	kc:    maxKC,
	tiles: func(rows, down, across, k int, a []float32, lda int, b []float32, ldb int, sums []float32, column int) {
		if across == 0 {
			return
		}
		_, _, _ = a[(down*rows-1)*lda+k-1], b[(across*2-1)*ldb+k-1], sums[(across-1)*column+down*rows*16-1]
		for j := range across {
			if rows == 5 {
				dots5x2(down, k/8, &a[0], lda, &b[j*2*ldb], ldb, &sums[j*column])
			} else {
				dots4x2(down, k/8, &a[0], lda, &b[j*2*ldb], ldb, &sums[j*column])
			}
		}
	},
	fold: func(m int, sums []float32, add bool, c []float32, ldc int) {
		_, _ = sums[m*16-1], c[(m-1)*ldc+1]
		fold2(m, &sums[0], add, &c[0], ldc)
	},
}

// What follows is in kernel_simd_amd64.s, and reads and writes unchecked.

//go:noescape
func tiles5x16(down, k int, a *float32, lda int, b *float32, ldb int, add bool, c *float32, ldc int)

//go:noescape
func tiles4x16(down, k int, a *float32, lda int, b *float32, ldb int, add bool, c *float32, ldc int)

//go:noescape
func dots5x2(down, k int, a *float32, lda int, b *float32, ldb int, sums *float32)

//go:noescape
func dots4x2(down, k int, a *float32, lda int, b *float32, ldb int, sums *float32)

//go:noescape
func fold2(m int, sums *float32, add bool, c *float32, ldc int)
