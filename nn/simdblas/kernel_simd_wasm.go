//go:build goexperiment.simd

package simdblas

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
	lanes: 4,
	kc:    200, // with 20 rows each, A and B stay in an L1 cache
	tiles: func(rows, down, across, k int, a []float32, lda int, b []float32, ldb int, sums []float32, column int) {
		if across == 0 {
			return
		}
		_, _, _ = a[(down*rows-1)*lda+k-1], b[(across*2-1)*ldb+k-1], sums[(across-1)*column+down*rows*8-1]
		for j := range across {
			if rows == 5 {
				dots5x2(down, k/4, &a[0], lda, &b[j*2*ldb], ldb, &sums[j*column])
			} else {
				dots4x2(down, k/4, &a[0], lda, &b[j*2*ldb], ldb, &sums[j*column])
			}
		}
	},
	fold: func(m int, sums []float32, add bool, c []float32, ldc int) {
		_, _ = sums[m*8-1], c[(m-1)*ldc+1]
		fold2(m, &sums[0], add, &c[0], ldc)
	},
}

// What follows is in tiles_wasm.h, and reads and writes unchecked.

//go:noescape
func tiles5x8(down, k int, a *float32, lda int, b *float32, ldb int, add bool, c *float32, ldc int)

//go:noescape
func tiles4x8(down, k int, a *float32, lda int, b *float32, ldb int, add bool, c *float32, ldc int)

//go:noescape
func dots5x2(down, k int, a *float32, lda int, b *float32, ldb int, sums *float32)

//go:noescape
func dots4x2(down, k int, a *float32, lda int, b *float32, ldb int, sums *float32)

//go:noescape
func fold2(m int, sums *float32, add bool, c *float32, ldc int)
