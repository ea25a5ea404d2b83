//go:build goexperiment.simd

package simdblas

import (
	"simd/archsimd"
	"unsafe"
)

const haveSIMD = true

// simdKernel multiplies each number of A, spread over a vector, by two vectors
// from a row of B. Five rows divide the number of filters and of classes of our
// network. Ten sums, the two, a factor and a product take fourteen of the fifteen
// vector registers that V8 allocates on x86-64.
var simdKernel = kernel{
	name: simdName,
	mr:   5, nr: 8, kc: 512,
	tiles: func(rows, down, across, k int, a []float32, lda int, b []float32, ldb int, add bool, c []float32, ldc int) {
		_, _, _ = a[(k-1)*lda+down*rows-1], b[(k-1)*ldb+across*8-1], c[(down*rows-1)*ldc+across*8-1]
		for j := 0; j < across*8; j += 8 {
			if rows == 5 {
				tiles5x8(down, k, &a[0], lda, &b[j], ldb, add, &c[j], ldc)
			} else {
				tiles4x8(down, k, &a[0], lda, &b[j], ldb, add, &c[j], ldc)
			}
		}
	},
	dots: &simdDots,
}

// simdDots multiplies vectors from five rows of A by vectors from two rows of a
// transposed B, with as many registers as simdKernel.
var simdDots = dotKernel{
	lanes:   4,
	kc:      200, // with 20 rows each, A and B stay in an L1 cache
	packRow: packVectors,
	tiles: func(down, across, k int, a []float32, _ int, b []float32, ldb int, sums []float32, column int) {
		if across == 0 {
			return
		}
		_, _, _ = a[down*k*5-1], b[(across*2-1)*ldb+k-1], sums[(across-1)*column+down*40-1]
		for j := range across {
			dots5x2(down, k/4, &a[0], &b[j*2*ldb], ldb, &sums[j*column])
		}
	},
	fold: func(down int, sums []float32, add bool, c []float32, ldc int) {
		_, _ = sums[down*40-1], c[(down*5-1)*ldc+1]
		for t := range down {
			fold5x2(&sums[t*40], add, &c[t*5*ldc], ldc)
		}
	},
}

// What follows is in tiles_wasm.h, and reads and writes unchecked.

//go:noescape
func tiles5x8(down, k int, a *float32, lda int, b *float32, ldb int, add bool, c *float32, ldc int)

//go:noescape
func tiles4x8(down, k int, a *float32, lda int, b *float32, ldb int, add bool, c *float32, ldc int)

//go:noescape
func dots5x2(down, k int, a, b *float32, ldb int, sums *float32)

//go:noescape
func fold5x2(sums *float32, add bool, c *float32, ldc int)

// No pointer may pass the end of its slice, so offsets step, in bytes.

// packVectors writes alpha times src to every fifth vector of dst.
func packVectors(dst, src []float32, alpha float32) {
	const next = 5 * 16 // bytes
	k := len(src)
	_ = dst[k/4*5*4-5*4+3]
	p, q, factor := unsafe.Pointer(&dst[0]), unsafe.Pointer(&src[0]), archsimd.BroadcastFloat32x4(alpha)
	to, from := uintptr(0), uintptr(0)
	scale := func(i uintptr) {
		x := archsimd.LoadFloat32x4Array((*[4]float32)(unsafe.Add(q, from+i*16)))
		x.Mul(factor).StoreArray((*[4]float32)(unsafe.Add(p, to+i*next)))
	}
	for ; k >= 16; k -= 16 {
		scale(0)
		scale(1)
		scale(2)
		scale(3)
		to, from = to+4*next, from+4*16
	}
	for ; k > 0; k -= 4 {
		scale(0)
		to, from = to+next, from+16
	}
}
