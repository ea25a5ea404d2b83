package simdblas

// A dotKernel multiplies with a transposed B without turning it around: an
// element of C is the inner product of a row of A and a row of what stands for B,
// both of which lie in one piece. It keeps a vector for each element of C, a lane
// of which is the sum of every so many-th product, over all products of a batch
// that add up; only then the lanes are summed.
type dotKernel struct {
	lanes int // numbers in a vector: k must be a multiple of it
	kc    int // longest k, at most maxKC: as in kernel

	// tiles adds to sums the products of so many rows of A, five or four, and of two
	// rows of b; and so on for down tiles, one below the other, whose sums, two vectors
	// a row, follow one another; and all that for each further two rows of b, as many
	// as across says, whose sums are column apart. Rows are lda and ldb apart.
	tiles func(rows, down, across, k int, a []float32, lda int, b []float32, ldb int, sums []float32, column int)

	// fold, if not nil, sums the lanes of the sums of m rows, and stores, or adds, them
	// to the two columns of c.
	fold func(m int, sums []float32, add bool, c []float32, ldc int)
}

// The size of a tile, and the rows of A in a block.
const (
	dotRows, dotCols = 5, 2
	dotMC            = maxMC / dotRows * dotRows
)

// dots computes products with a transposed B that all add to the same C, or a
// single one. What is left of k beyond whole vectors is a matter for kern.
func (s *scratch) dots(kern *kernel, p batch) {
	d, whole := kern.dots, p
	whole.k -= p.k % kern.dots.lanes
	mc := evenly(p.m, dotMC, dotRows)
	nc := len(s.b) / ((mc + dotRows - 1) * d.lanes) / dotCols * dotCols
	for i := 0; i < p.m; i += mc {
		for j := 0; j < p.n; j += nc {
			block := whole
			block.m, block.n = min(mc, p.m-i), min(nc, p.n-j)
			block.a, block.b, block.c = p.a.block(i, 0), p.b.block(0, j), p.c[i*p.ldc+j:]
			s.dotBlock(d, block)
		}
	}
	if whole.k < p.k {
		rest := p.from(whole.k)
		rest.add = true
		s.gemm(kern, rest)
	}
}

// dotBlock computes a block whose sums fit the scratch.
func (s *scratch) dotBlock(d *dotKernel, p batch) {
	across := (p.n + dotCols - 1) / dotCols
	column := (p.m + dotRows - 1) * dotCols * d.lanes // sums of a column of tiles
	clear(s.b[:across*column])
	kc := evenly(p.k, d.kc, 8) // even numbers of vectors, at best
	for q := range p.count {
		one := p.one(q)
		for l := 0; l < p.k; l += kc {
			kb := min(kc, p.k-l)
			a, b := one.a.block(0, l), one.b.block(l, 0)
			if a.trans || p.alpha != 1 {
				packRows(s.a[:], a, p.m, kb, p.alpha)
				a = matrix{data: s.a[:], stride: kb}
			}
			first := 0
			for _, t := range stripes(p.m, dotRows) {
				if t.down > 0 {
					s.dotStripe(d, t, p.n, kb, a.block(first, 0), b, s.b[first*dotCols*d.lanes:], column)
					first += t.rows * t.down
				}
			}
			if m := p.m - first; m > 0 {
				clear(s.last[m*kb : dotRows*kb])
				packRows(s.last[:], a.block(first, 0), m, kb, 1)
				s.dotStripe(d, stripe{dotRows, 1}, p.n, kb, matrix{data: s.last[:], stride: kb}, b, s.b[first*dotCols*d.lanes:], column)
			}
		}
	}
	for j := range across {
		d.store(s.b[j*column:], p.m, min(dotCols, p.n-j*dotCols), p.add, p.c[j*dotCols:], p.ldc)
	}
}

// dotStripe adds to sums the products of the rows of A that t is and of n rows of b.
func (s *scratch) dotStripe(d *dotKernel, t stripe, n, k int, a, b matrix, sums []float32, column int) {
	d.tiles(t.rows, t.down, n/dotCols, k, a.data, a.stride, b.data, b.stride, sums, column)
	if n%dotCols != 0 {
		// The last row of b stands for the one behind it, too.
		d.tiles(t.rows, t.down, 1, k, a.data, a.stride, b.block(0, n-1).data, 0, sums[n/dotCols*column:], column)
	}
}

// store sums the lanes of a column of tiles and stores, or adds, them to m rows
// and n columns of c.
func (d *dotKernel) store(sums []float32, m, n int, add bool, c []float32, ldc int) {
	if d.fold != nil && n == dotCols {
		d.fold(m, sums, add, c, ldc)
		return
	}
	for i := range m {
		row := c[i*ldc : i*ldc+n]
		for j := range row {
			v := sumLanes(sums[(i*dotCols+j)*d.lanes:][:d.lanes])
			if add {
				v += row[j]
			}
			row[j] = v
		}
	}
}

// sumLanes returns the sum of four or eight numbers.
func sumLanes(v []float32) float32 {
	sum := (v[0] + v[1]) + (v[2] + v[3])
	if len(v) == 8 {
		sum += (v[4] + v[5]) + (v[6] + v[7])
	}
	return sum
}
