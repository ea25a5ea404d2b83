package nn

// unroll copies x (H,C,W,N) to dst (H+2P,R,C,OutW,N) and returns dst: for each
// of the R columns s of a filter, each row of x with P zeros on either side,
// from its pixel s on. All that the filter meets while it moves along one row
// of the output then lies in one matrix, of R*R*C rows (r,s,c) and OutW*N
// columns, which begins at that row of dst.
func unroll(dst, x []float32, channels, height, width, kernel, padding, n int) []float32 {
	outW := width + 2*padding - kernel + 1
	block := channels * outW * n
	dst = reserve(dst, (height+2*padding)*kernel*block)
	to := dst
	for h := range height + 2*padding {
		for s := range kernel {
			inH := h - padding
			if inH < 0 || inH >= height {
				clear(to[:block])
			} else {
				shift(to[:block], sample(x, inH, channels*width*n), channels, width*n, outW*n, (s-padding)*n)
			}
			to = to[block:]
		}
	}
	return dst
}

// shift copies rows of length from, moved by offset to the left, to rows of
// length into, with zeros where the source has nothing.
func shift(dst, src []float32, rows, from, into, offset int) {
	first := min(max(0, -offset), into)        // entries of dst before the source
	last := max(first, min(into, from-offset)) // and up to its end
	for range rows {
		clear(dst[:first])
		copy(dst[first:last], src[max(0, offset):])
		clear(dst[last:into])
		dst, src = dst[into:], src[from:]
	}
}
