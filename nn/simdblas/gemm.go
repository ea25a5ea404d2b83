package simdblas

import "sync"

// A kernel computes tiles of C, mr or mr-1 rows by nr columns, from columns of A and
// a panel of B: two heights make any number of rows that is not quite small.
type kernel struct {
	name   string
	mr, nr int
	kc     int // longest k: more no longer stays in the caches, less is more calls

	// tiles computes C = A * B, or C += A * B if add is set, for down tiles of so many
	// rows, mr or mr-1, one below the other, and as many more to the right as across
	// says. It uses nothing of c unless add is set. Element (i, l) of A stands at
	// a[l*lda+i], element (l, j) of B at b[l*ldb+j].
	tiles func(rows, down, across, k int, a []float32, lda int, b []float32, ldb int, add bool, c []float32, ldc int)

	// dots, if not nil, is the kernel for a transposed B.
	dots *dotKernel
}

// A stripe is down tiles of so many rows, one below the other.
type stripe struct{ rows, down int }

// stripes returns those that make up m rows, of tiles of mr rows and of mr-1. Where m
// is too small for that, rows are left.
func stripes(m, mr int) [2]stripe {
	low := (mr - m%mr) % mr
	if low*(mr-1) > m {
		low = 0
	}
	return [2]stripe{{mr, (m - low*(mr-1)) / mr}, {mr - 1, low}}
}

// Bounds of what a kernel may ask for, and of the blocks.
const (
	maxMR, maxNR = 8, 16
	maxMC        = 64  // rows of A in a block
	maxNC        = 256 // columns of B in a block, where B must be packed
	maxKC        = 512
)

// scratch is the memory of one call of multiply.
type scratch struct {
	a    [maxMC * maxKC]float32 // packed A
	last [maxMR * maxKC]float32 // and its last rows
	b    [maxNC * maxKC]float32 // packed B, or the sums of dots
	c    [maxMR * maxNR]float32
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// batch is count products C = alpha * A * B, or C += alpha * A * B if add is set,
// one after the other. A is m×k, B is k×n and neither of m, n and k is zero. Each
// product is a stride further in each operand than the one before.
type batch struct {
	m, n, k int
	alpha   float32
	a, b    matrix
	add     bool
	c       []float32
	ldc     int

	count                     int
	strideA, strideB, strideC int
}

// one returns product q alone.
func (p batch) one(q int) batch {
	p.a.data = p.a.data[q*p.strideA:]
	p.b.data = p.b.data[q*p.strideB:]
	p.c = p.c[q*p.strideC:]
	p.count = 1
	return p
}

// from returns the products of the columns of A and rows of B from l on.
func (p batch) from(l int) batch {
	p.a, p.b, p.k = p.a.block(0, l), p.b.block(l, 0), p.k-l
	return p
}

// multiply computes the products of p.
func multiply(kern *kernel, p batch) {
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	switch d := kern.dots; {
	case d == nil || !p.b.trans || p.k < d.lanes:
		s.gemm(kern, p)
	case p.strideC == 0 && p.add:
		s.dots(kern, p)
	default:
		for q := range p.count {
			s.dots(kern, p.one(q))
		}
	}
}

// gemm is multiply without dots. Its blocks are those of Goto and van de Geijn,
// "Anatomy of High-Performance Matrix Multiplication" (ACM TOMS 34, 2008).
func (s *scratch) gemm(kern *kernel, p batch) {
	kc, mc := evenly(p.k, kern.kc, 1), evenly(p.m, maxMC/kern.mr*kern.mr, kern.mr)
	for q := range p.count {
		one := p.one(q)
		for l := 0; l < p.k; l += kc {
			kb := min(kc, p.k-l)
			for i := 0; i < p.m; i += mc {
				mb := min(mc, p.m-i)
				a, lda := s.columns(one.a.block(i, l), mb, kb, p.alpha)
				s.rows(kern, mb, p.n, kb, a, lda, one.b.block(l, 0), p.add || l > 0, one.c[i*p.ldc:], p.ldc)
			}
		}
	}
}

// columns returns the columns of alpha * a (m×k), lda apart: where they stand, or
// packed.
func (s *scratch) columns(a matrix, m, k int, alpha float32) (data []float32, lda int) {
	if a.trans && alpha == 1 {
		return a.data, a.stride
	}
	packColumns(s.a[:], m, a, m, k, alpha)
	return s.a[:], m
}

// evenly returns the length of the pieces, a multiple of step, if k is cut into
// as few as possible of at most limit, all of about one length.
func evenly(k, limit, step int) int {
	pieces := (k + limit - 1) / limit
	size := (k + pieces - 1) / pieces
	return (size + step - 1) / step * step
}

// rows computes m rows of C from the columns of A (m×k) and b (k×n).
func (s *scratch) rows(kern *kernel, m, n, k int, a []float32, lda int, b matrix, add bool, c []float32, ldc int) {
	nc := n
	if b.trans {
		nc = maxNC / kern.nr * kern.nr
	}
	for j := 0; j < n; j += nc {
		nb := min(nc, n-j)
		panels := kern.packB(s.b[:], b.block(0, j), k, nb)
		first := 0
		for _, t := range stripes(m, kern.mr) {
			if t.down > 0 {
				s.stripe(kern, t, nb, k, a[first:], lda, panels, add, c[first*ldc+j:], ldc)
				first += t.rows * t.down
			}
		}
		if first < m {
			s.lastRows(kern, m-first, nb, k, matrix{a[first:], lda, true}, panels, add, c[first*ldc+j:], ldc)
		}
	}
}

// stripe computes n columns of the rows of C that t is.
func (s *scratch) stripe(kern *kernel, t stripe, n, k int, a []float32, lda int, b panels, add bool, c []float32, ldc int) {
	nr := kern.nr
	across := n / nr
	switch {
	case across == 0:
	case b.b.trans:
		for j := 0; j < across*nr; j += nr {
			bp, ldb := b.panel(j)
			kern.tiles(t.rows, t.down, 1, k, a, lda, bp, ldb, add, c[j:], ldc)
		}
	default:
		kern.tiles(t.rows, t.down, across, k, a, lda, b.b.data, b.b.stride, add, c, ldc)
	}
	if j := across * nr; j < n {
		for i := 0; i < t.rows*t.down; i += t.rows {
			s.edge(kern, t.rows, t.rows, n-j, k, a[i:], lda, b, j, add, c[i*ldc+j:], ldc)
		}
	}
}

// lastRows computes the rows that are too few for a tile.
func (s *scratch) lastRows(kern *kernel, m, n, k int, a matrix, b panels, add bool, c []float32, ldc int) {
	mr, nr := kern.mr, kern.nr
	packed := s.last[:k*mr]
	clear(packed)
	packColumns(packed, mr, a, m, k, 1)
	for j := 0; j < n; j += nr {
		s.edge(kern, mr, m, min(nr, n-j), k, packed, mr, b, j, add, c[j:], ldc)
	}
}

// edge computes a tile of so many rows that hangs over the edge of C, of which are m
// rows and n columns, from the panel that begins at column j. It is computed
// elsewhere, but from the old C in the same order as others.
func (s *scratch) edge(kern *kernel, rows, m, n, k int, a []float32, lda int, b panels, j int, add bool, c []float32, ldc int) {
	nr := kern.nr
	if add {
		copyTile(m, n, s.c[:], nr, c, ldc)
	}
	bp, ldb := b.panel(j)
	kern.tiles(rows, 1, 1, k, a, lda, bp, ldb, add, s.c[:], nr)
	copyTile(m, n, c, ldc, s.c[:], nr)
}

// copyTile copies m×n numbers from src to dst.
func copyTile(m, n int, dst []float32, ldd int, src []float32, lds int) {
	for i := range m {
		copy(dst[i*ldd:i*ldd+n], src[i*lds:])
	}
}
