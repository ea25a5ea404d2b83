package simdblas

// A dotKernel multiplies with a transposed B without turning it around: an
// element of C is the inner product of a row of A and a row of what stands for B,
// both of which lie in one piece. It keeps a vector for each element of C, a lane
// of which is the sum of every so many-th product, over all products of a batch
// that add up; only then the lanes are summed.
type dotKernel struct {
	lanes int // numbers in a vector: k must be a multiple of it
	kc    int // longest k, at most maxKC: as in kernel

	// packRow, if not nil, writes alpha times src, whole vectors, to every fifth
	// vector of dst, and tiles wants A packed so, vector by vector in turn. If it is
	// nil, tiles reads rows that are lda apart, where they stand if alpha is 1.
	packRow func(dst, src []float32, alpha float32)

	// tiles adds to sums the products of five rows of A and of two rows of b, ldb
	// apart; and so on for down tiles, one after the other in a and in sums, where a
	// tile is five times two vectors; and all that for each further two rows of b, as
	// many as across says, whose sums are column apart.
	tiles func(down, across, k int, a []float32, lda int, b []float32, ldb int, sums []float32, column int)

	// fold, if not nil, sums the lanes of down tiles and stores, or adds, them to
	// the tiles of c, one below the other.
	fold func(down int, sums []float32, add bool, c []float32, ldc int)
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
	mb := min(dotMC, p.m)
	nc := len(s.b) / ((mb + dotRows - 1) * d.lanes) / dotCols * dotCols
	for i := 0; i < p.m; i += dotMC {
		for j := 0; j < p.n; j += nc {
			block := whole
			block.m, block.n = min(dotMC, p.m-i), min(nc, p.n-j)
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
	down, across := (p.m+dotRows-1)/dotRows, (p.n+dotCols-1)/dotCols
	column := down * dotRows * dotCols * d.lanes // sums of a column of tiles
	clear(s.b[:across*column])
	kc := evenly(p.k, d.kc, d.lanes)
	for q := range p.count {
		one := p.one(q)
		for l := 0; l < p.k; l += kc {
			kb := min(kc, p.k-l)
			a, bp := one.a.block(0, l), one.b.block(l, 0)
			tiles := func(down int, a []float32, lda int, sums []float32) {
				d.tiles(down, p.n/dotCols, kb, a, lda, bp.data, bp.stride, sums, column)
				if p.n%dotCols != 0 {
					// The last row of b stands for the one behind it, too.
					d.tiles(down, 1, kb, a, lda, bp.block(0, p.n-1).data, 0, sums[(across-1)*column:], column)
				}
			}
			ready := 0 // tiles whose rows of A are used where they stand
			if d.packRow == nil && !a.trans && p.alpha == 1 {
				ready = p.m / dotRows
				tiles(ready, a.data, a.stride, s.b[:])
			}
			if ready < down {
				first := ready * dotRows
				d.packA(s.a[:], a.block(first, 0), p.m-first, kb, p.alpha)
				tiles(down-ready, s.a[:], kb, s.b[ready*dotRows*dotCols*d.lanes:])
			}
		}
	}
	for j := range across {
		d.store(s.b[j*column:], p.m, min(dotCols, p.n-j*dotCols), p.add, p.c[j*dotCols:], p.ldc)
	}
}

// packA packs panels of five rows, row by row or their vectors in turn, with zeros in
// place of rows up to a multiple of five.
func (d *dotKernel) packA(dst []float32, a matrix, m, k int, alpha float32) {
	if m%dotRows != 0 {
		clear(dst[m/dotRows*dotRows*k : (m/dotRows+1)*dotRows*k])
	}
	for i := range m {
		src, step := a.row(i)
		if d.packRow == nil {
			for l := range k {
				dst[i*k+l] = alpha * src[l*step]
			}
			continue
		}
		to := dst[i/dotRows*dotRows*k+i%dotRows*d.lanes:]
		if step == 1 {
			d.packRow(to, src[:k], alpha)
			continue
		}
		for l := range k {
			to[l/d.lanes*dotRows*d.lanes+l%d.lanes] = alpha * src[l*step]
		}
	}
}

// store sums the lanes of a column of tiles and stores, or adds, them to m rows
// and n columns of c.
func (d *dotKernel) store(sums []float32, m, n int, add bool, c []float32, ldc int) {
	first := 0
	if d.fold != nil && n == dotCols && m >= dotRows {
		d.fold(m/dotRows, sums, add, c, ldc)
		first = m / dotRows * dotRows
	}
	for i := first; i < m; i++ {
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
