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

// packA writes alpha times the m×k matrix a to dst as panels of kern.mr rows.
// Within a panel the element of row i and column l stands kern.copies times from
// (l*kern.mr+i)*kern.copies on. Rows beyond m are zero.
func packA(kern *kernel, dst []float32, a matrix, m, k int, alpha float32) {
	mr, copies := kern.mr, kern.copies
	rowStep, colStep := a.stride, 1
	if a.trans {
		rowStep, colStep = 1, a.stride
	}
	for i := 0; i < m; i += mr {
		panel := dst[i*k*copies : (i+mr)*k*copies]
		for r := range mr {
			at := r * copies
			if i+r >= m {
				for range k {
					clear(panel[at : at+copies])
					at += mr * copies
				}
				continue
			}
			from := (i + r) * rowStep
			for range k {
				v := alpha * a.data[from]
				for q := range copies {
					panel[at+q] = v
				}
				at += mr * copies
				from += colStep
			}
		}
	}
}

// panels are k×n numbers of B cut into panels of nr columns for a kernel: full
// panels that the kernel reads where they stand, and packed ones.
type panels struct {
	inPlace []float32
	stride  int // of inPlace
	packed  []float32
	k       int
}

// panel returns the panel that begins at column j, and its stride.
func (p panels) panel(j, nr, n int) ([]float32, int) {
	switch {
	case p.inPlace == nil:
		return p.packed[j*p.k:], nr
	case j+nr <= n:
		return p.inPlace[j:], p.stride
	default:
		return p.packed, nr
	}
}

// packB prepares the k×n matrix b. A row of B that is contiguous serves as it is,
// except that the columns of a last, narrower panel are packed and filled up with
// zeros. Packing everything would cost more than it saves: with as few rows of A
// as our layers have, each number of B is used only a handful of times.
func packB(kern *kernel, dst []float32, b matrix, k, n int) panels {
	nr := kern.nr
	if b.trans {
		for j := 0; j < n; j += nr {
			packTransposed(dst[j*k:(j+nr)*k], b.data[j*b.stride:], b.stride, k, min(nr, n-j), nr)
		}
		return panels{packed: dst, k: k}
	}
	if full := n - n%nr; full < n {
		packRows(dst[:k*nr], b.data[full:], b.stride, k, n-full, nr)
	}
	return panels{inPlace: b.data, stride: b.stride, packed: dst, k: k}
}

// packRows copies a k×n part of b to a panel of nr ≥ n columns.
func packRows(panel, b []float32, ldb, k, n, nr int) {
	for l := range k {
		row := panel[l*nr : (l+1)*nr]
		clear(row[copy(row, b[l*ldb:l*ldb+n]):])
	}
}

// packTransposed writes the transpose of an n×k part of b to a panel of nr ≥ n
// columns.
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
