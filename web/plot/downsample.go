package plot

// downsample appends to dst the indices of v that draw the same line as all of
// them when v is spread over that many columns of pixels: the first, lowest,
// highest and last of each column, in order. This is the M4 aggregation of
// Jugel, Jerzak, Hackenbroich and Markl, "M4: A Visualization-Oriented Time
// Series Data Aggregation", PVLDB 7(10), 2014.
func downsample(dst []int, v []float32, columns int) []int {
	if len(v) <= 4*columns {
		for i := range v {
			dst = append(dst, i)
		}
		return dst
	}
	for c := range columns {
		first, end := c*len(v)/columns, (c+1)*len(v)/columns
		low, high := first, first
		for i := first + 1; i < end; i++ {
			if v[i] < v[low] {
				low = i
			}
			if v[i] > v[high] {
				high = i
			}
		}
		dst = appendRising(dst, first, min(low, high), max(low, high), end-1)
	}
	return dst
}

// appendRising appends those of the indices that are above the last one.
func appendRising(dst []int, indices ...int) []int {
	for _, i := range indices {
		if len(dst) == 0 || i > dst[len(dst)-1] {
			dst = append(dst, i)
		}
	}
	return dst
}
