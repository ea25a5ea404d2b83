package simdblas

// A matrix is row-major and may stand for its transpose.
type matrix struct {
	data   []float32
	stride int
	trans  bool
}

// block returns the matrix whose element (0, 0) is element (i, j) of x.
func (x matrix) block(i, j int) matrix {
	if x.trans {
		i, j = j, i
	}
	x.data = x.data[i*x.stride+j:]
	return x
}

// row returns the numbers of row i, which are step apart.
func (x matrix) row(i int) (data []float32, step int) {
	if x.trans {
		return x.data[i:], x.stride
	}
	return x.data[i*x.stride:], 1
}

// packColumns writes the columns of alpha * a (m×k) to dst, lda apart.
func packColumns(dst []float32, lda int, a matrix, m, k int, alpha float32) {
	for i := range m {
		src, step := a.row(i)
		at, from := i, 0
		for range k {
			dst[at] = alpha * src[from]
			at += lda
			from += step
		}
	}
}

// packRows writes alpha * a (m×k) to dst, row by row.
func packRows(dst []float32, a matrix, m, k int, alpha float32) {
	for i := range m {
		src, step := a.row(i)
		for l := range k {
			dst[i*k+l] = alpha * src[l*step]
		}
	}
}

// panels are k×n numbers of B cut into panels for a kernel: whole ones that the
// kernel reads where they stand, and packed ones.
type panels struct {
	kern   *kernel
	b      matrix
	k, n   int
	packed []float32
}

// packB prepares the k×n matrix b, with dst as memory for panels that must be
// packed: those of a transposed b, and one that hangs over the edge, with zeros.
// Packing more would cost more than it saves: with as few rows of A as our layers
// have, each number of B is used only a handful of times.
func (kern *kernel) packB(dst []float32, b matrix, k, n int) panels {
	nr := kern.nr
	switch edge := n - n%nr; {
	case b.trans:
		for j := 0; j < n; j += nr {
			packTransposed(dst[j*k:(j+nr)*k], b.data[j*b.stride:], b.stride, k, min(nr, n-j), nr)
		}
	case edge < n:
		packPanel(dst[:k*nr], b.data[edge:], b.stride, k, n-edge, nr)
	}
	return panels{kern, b, k, n, dst}
}

// panel returns the panel that begins at column j, and its stride.
func (p panels) panel(j int) ([]float32, int) {
	nr := p.kern.nr
	switch {
	case p.b.trans:
		return p.packed[j*p.k:], nr
	case j+nr <= p.n:
		return p.b.data[j:], p.b.stride
	default:
		return p.packed, nr
	}
}

// packPanel copies a k×n part of b to a panel of nr columns, n < nr.
func packPanel(panel, b []float32, ldb, k, n, nr int) {
	clear(panel)
	for j := range n {
		at, from := j, j
		for range k {
			panel[at] = b[from]
			at += nr
			from += ldb
		}
	}
}

// packTransposed writes the transpose of an n×k part of b to a panel of nr
// columns, n ≤ nr.
func packTransposed(panel, b []float32, ldb, k, n, nr int) {
	if n < nr {
		clear(panel)
	}
	for j := range n {
		at := j
		for _, v := range b[j*ldb : j*ldb+k] {
			panel[at] = v
			at += nr
		}
	}
}
