package winograd

// tilesOut2Plain computes Aᵗ m for the six elements m of each tile of each channel,
// the opposite of tilesIn, to rows (C,2*tiles,N).
func tilesOut2Plain(dst, src []float32, channels, tiles, n, cols int) {
	next := channels * cols
	for c := range channels {
		for i := range tiles * n {
			from := src[c*cols+i:]
			m1, m2, m3, m4 := from[next], from[2*next], from[3*next], from[4*next]
			to := dst[(c*tiles+i/n)*2*n+i%n:]
			to[0] = from[0] + ((m1 + m2) + (m3 + m4))
			to[n] = from[5*next] + ((m1 - m2) + 2*(m3-m4))
		}
	}
}

// rowsOut2Plain computes start + Aᵗ m for the entries m of six rows of src, step apart, to
// two rows of the output.
func rowsOut2Plain(upper, lower, src []float32, start float32, step int) {
	for i := range upper {
		from := src[i:]
		m1, m2, m3, m4 := from[step], from[2*step], from[3*step], from[4*step]
		upper[i] = start + from[0] + m1 + m2 + m3 + m4
		lower[i] = start + m1 - m2 + 2*m3 - 2*m4 + from[5*step]
	}
}

// tilesGrad2Plain computes A y for the two entries y of each tile of each channel
// of the row a[0]*upper + a[1]*lower (C,W,N). Element j goes to dst[j], as in tilesIn.
func tilesGrad2Plain(dst, upper, lower []float32, a *[2]float32, channels, tiles, n, cols int) {
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
