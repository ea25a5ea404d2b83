package winograd

import (
	"digitlab/nn/internal/kernel"
)

const (
	// Side is that of the filters.
	Side   = 5
	points = 6 // at which rows of filter and input are taken
)

// The matrices of the algorithm for the points 0, 1, -1, 2, -2 and infinity: a
// row of taps is a polynomial, filterG its values at the points, each divided by
// the product of the differences to the others, which Lagrange's interpolation
// asks for; tileA are the powers of the points; tileB follows from both.
var (
	// filterG is G (6,5).
	filterG = [points][Side]float32{
		{1. / 4, 0, 0, 0, 0},
		{-1. / 6, -1. / 6, -1. / 6, -1. / 6, -1. / 6},
		{-1. / 6, 1. / 6, -1. / 6, 1. / 6, -1. / 6},
		{1. / 24, 2. / 24, 4. / 24, 8. / 24, 16. / 24},
		{1. / 24, -2. / 24, 4. / 24, -8. / 24, 16. / 24},
		{0, 0, 0, 0, 1},
	}
	// tileA is A (6,2).
	tileA = [points][2]float32{{1, 0}, {1, 1}, {1, -1}, {1, 2}, {1, -2}, {0, 1}}
	// tileB are the rows of Bᵗ (6,6), but for the zeros, and tileRows is where
	// their entries stand.
	tileB    = [points][4]float32{{4, -5, 1, 0}, {-4, -4, 1, 1}, {4, -4, -1, 1}, {-2, -1, 2, 1}, {2, -1, -2, 1}, {4, -5, 1, 0}}
	tileRows = [points][4]int{{0, 2, 4, 5}, {1, 2, 3, 4}, {1, 2, 3, 4}, {1, 2, 3, 4}, {1, 2, 3, 4}, {1, 3, 5, 0}}
)

// What follows are the transforms along rows, in plain Go; tiles_simd.go has them
// on vectors.

// combineRowsPlain computes count rows of dst, step apart, of the given length,
// each the sum of four rows times their coefficients.
func combineRowsPlain(dst []float32, rows *[4][]float32, coef *[4]float32, count, length, step int) {
	for i := range count {
		a, b := kernel.Block(rows[0], i, length), kernel.Block(rows[1], i, length)
		c, d := kernel.Block(rows[2], i, length), kernel.Block(rows[3], i, length)
		for j := range length {
			dst[i*step+j] = (coef[0]*a[j] + coef[1]*b[j]) + (coef[2]*c[j] + coef[3]*d[j])
		}
	}
}

// tilesInPlain computes Bᵗ d for the six entries d of src from 2t on, for each
// tile t of each channel. src is (C,W,N), its rows step apart. Element j goes to
// dst[j], which is (C,P); a row of dst is cols long.
func tilesInPlain(dst, src []float32, channels, tiles, n, step, cols int) {
	next := channels * cols
	for c := range channels {
		for i := range tiles * n {
			from := src[c*step+i/n*2*n+i%n:]
			d0, d1, d2, d3, d4, d5 := from[0], from[n], from[2*n], from[3*n], from[4*n], from[5*n]
			even1, odd1 := d4-4*d2, d3-4*d1
			even2, odd2 := d4-d2, 2*(d3-d1)
			to := dst[c*cols+i:]
			to[0] = 4*(d0-d2) + even2
			to[next] = even1 + odd1
			to[2*next] = even1 - odd1
			to[3*next] = even2 + odd2
			to[4*next] = even2 - odd2
			to[5*next] = (d5 - d3) - 2*odd2
		}
	}
}

// tilesOutPlain computes Aᵗ m for the six elements m of each tile of each
// channel, the opposite of tilesIn, and adds it times a[0] and a[1] to two rows of
// the output (C,W,N).
func tilesOutPlain(upper, lower, src []float32, a *[2]float32, channels, tiles, n, cols int) {
	next := channels * cols
	for c := range channels {
		for i := range tiles * n {
			from := src[c*cols+i:]
			m1, m2, m3, m4 := from[next], from[2*next], from[3*next], from[4*next]
			left := from[0] + ((m1 + m2) + (m3 + m4))
			right := from[5*next] + ((m1 - m2) + 2*(m3-m4))
			to := (c*tiles+i/n)*2*n + i%n
			upper[to] += a[0] * left
			upper[to+n] += a[0] * right
			lower[to] += a[1] * left
			lower[to+n] += a[1] * right
		}
	}
}

// tilesGradPlain computes A y for the two entries y of each tile of each channel
// of the row a[0]*upper + a[1]*lower (C,W,N). Element j goes to dst[j], as in tilesIn.
func tilesGradPlain(dst, upper, lower []float32, a *[2]float32, channels, tiles, n, cols int) {
	next := channels * cols
	for c := range channels {
		for i := range tiles * n {
			from := (c*tiles+i/n)*2*n + i%n
			y0 := a[0]*upper[from] + a[1]*lower[from]
			y1 := a[0]*upper[from+n] + a[1]*lower[from+n]
			twice := 2 * y1
			to := dst[c*cols+i:]
			to[0] = y0
			to[next] = y0 + y1
			to[2*next] = y0 - y1
			to[3*next] = y0 + twice
			to[4*next] = y0 - twice
			to[5*next] = y1
		}
	}
}

// tapsGradPlain computes Gᵗ u for the six elements u, rows of src of the given
// length, and writes the five taps to rows of dst.
func tapsGradPlain(dst, src []float32, length int) {
	for i := range length {
		from := src[i:]
		u1, u2, u3, u4 := from[length], from[2*length], from[3*length], from[4*length]
		even1, odd1 := filterG[1][0]*(u1+u2), filterG[1][0]*(u1-u2)
		even2, odd2 := filterG[3][0]*(u3+u4), filterG[3][0]*(u3-u4)
		to := dst[i:]
		to[0] = filterG[0][0]*from[0] + (even1 + even2)
		to[length] = odd1 + 2*odd2
		to[2*length] = even1 + 4*even2
		to[3*length] = odd1 + 8*odd2
		to[4*length] = from[5*length] + (even1 + 16*even2)
	}
}
