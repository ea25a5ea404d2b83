package winograd

import "digitlab/nn/internal/kernel"

// What follows are the transforms along rows, in plain Go; files that end in _simd
// have them on vectors. Those that depend on the side of a tile of the output are in
// tiles2.go and tiles4.go.

// The factors of G, which are those of both sides.
const (
	factor0 = 1. / 4
	factor1 = -1. / 6
	factor2 = 1. / 24
)

// rowsInPlain computes Bᵗ x for the entries x of six rows from index from on, as many
// as length, and writes the six results to rows of dst that are step apart.
func rowsInPlain(dst []float32, rows *[points][]float32, from, length, step int) {
	for i := range length {
		x0, x1, x2 := rows[0][from+i], rows[1][from+i], rows[2][from+i]
		x3, x4, x5 := rows[3][from+i], rows[4][from+i], rows[5][from+i]
		to := dst[i:]
		to[0] = (4*x0 - 5*x2) + x4
		to[step] = (x3 + x4) - 4*(x1+x2)
		to[2*step] = (x4 - x3) + 4*(x1-x2)
		to[3*step] = (2*x3 + x4) - (2*x1 + x2)
		to[4*step] = (x4 - 2*x3) + (2*x1 - x2)
		to[5*step] = (4*x1 - 5*x3) + x5
	}
}

// tilesInPlain computes Bᵗ d for the six entries d of src from m*t on, for each tile t
// of each channel, m being the side of a tile of the output. src is (C,W,N), its rows
// step apart. Element j goes to dst[j], which is (C,P); a row of dst is cols long.
func tilesInPlain(dst, src []float32, m, channels, tiles, n, step, cols int) {
	next := channels * cols
	for c := range channels {
		for i := range tiles * n {
			from := src[c*step+i/n*m*n+i%n:]
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

// tapsGradPlain computes Gᵗ u for the six elements u, rows of src of the given
// length, and writes the taps of filters of that side, 3 or 5, to rows of dst.
func tapsGradPlain(dst, src []float32, side, length int) {
	for i := range length {
		from := src[i:]
		u1, u2, u3, u4, last := from[length], from[2*length], from[3*length], from[4*length], from[5*length]
		even1, odd1 := factor1*(u1+u2), factor1*(u1-u2)
		even2, odd2 := factor2*(u3+u4), factor2*(u3-u4)
		to := dst[i:]
		to[0] = factor0*from[0] + (even1 + even2)
		to[length] = odd1 + 2*odd2
		if side == three {
			to[2*length] = last + (even1 + 4*even2)
			continue
		}
		to[2*length] = even1 + 4*even2
		to[3*length] = odd1 + 8*odd2
		to[4*length] = last + (even1 + 16*even2)
	}
}
