package winograd

// tilesOut4Plain computes Aᵗ m for the six elements m of each tile of each channel,
// the opposite of tilesIn, to rows (C,4*tiles,N).
func tilesOut4Plain(dst, src []float32, channels, tiles, n, cols int) {
	next := channels * cols
	for c := range channels {
		for i := range tiles * n {
			from := src[c*cols+i:]
			m1, m2, m3, m4 := from[next], from[2*next], from[3*next], from[4*next]
			even1, odd1 := m1+m2, m1-m2
			even2, odd2 := m3+m4, m3-m4
			to := dst[(c*tiles+i/n)*4*n+i%n:]
			to[0] = from[0] + (even1 + even2)
			to[n] = odd1 + 2*odd2
			to[2*n] = even1 + 4*even2
			to[3*n] = from[5*next] + (odd1 + 8*odd2)
		}
	}
}

// rowsOut4Plain computes start + Aᵗ m for the entries m of six rows of src, step apart, to
// four rows of the output.
func rowsOut4Plain(rows *[4][]float32, src []float32, start float32, step int) {
	for i := range rows[0] {
		from := src[i:]
		m1, m2, m3, m4 := from[step], from[2*step], from[3*step], from[4*step]
		even, odd := start+m1+m2, start+m1-m2
		rows[0][i] = start + from[0] + m1 + m2 + m3 + m4
		rows[1][i] = odd + 2*m3 - 2*m4
		rows[2][i] = even + 4*m3 + 4*m4
		rows[3][i] = odd + 8*m3 - 8*m4 + from[5*step]
	}
}

// tilesGrad4Plain computes A y for the four entries y of each tile of each channel of
// a row (C,4*tiles,N). Element j goes to dst[j], as in tilesIn.
func tilesGrad4Plain(dst, src []float32, channels, tiles, n, cols int) {
	next := channels * cols
	for c := range channels {
		for i := range tiles * n {
			from := src[(c*tiles+i/n)*4*n+i%n:]
			y0, y1, y2, y3 := from[0], from[n], from[2*n], from[3*n]
			even1, odd1 := y0+y2, y1+y3
			even2, odd2 := y0+4*y2, 2*y1+8*y3
			to := dst[c*cols+i:]
			to[0] = y0
			to[next] = even1 + odd1
			to[2*next] = even1 - odd1
			to[3*next] = even2 + odd2
			to[4*next] = even2 - odd2
			to[5*next] = y3
		}
	}
}
