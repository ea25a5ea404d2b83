package simdblas

import "sync"

// A kernel computes tiles of C, mr rows by nr columns, from packed A and a panel
// of B.
type kernel struct {
	name   string
	mr, nr int
	kc     int // longest k: more no longer stays in the caches, less is more calls
	width  int // how often packed A repeats each number

	// packA writes alpha * a (m×k) to dst in the order in which tiles reads it,
	// with zeros in place of rows up to a multiple of mr: mr*k*width numbers for
	// each mr rows.
	packA func(dst []float32, a matrix, m, k int, alpha float32)

	// tiles computes C = A * B, or C += A * B if add is set, for down tiles one
	// below the other, whose rows of A are packed one after the other, and as
	// many more to the right as across says. It uses nothing of c unless add is
	// set. Element (l, j) of B stands at b[l*ldb+j].
	tiles func(down, across, k int, a, b []float32, ldb int, add bool, c []float32, ldc int)

	// dots, if not nil, is the kernel for a transposed B.
	dots *dotKernel
}

// Bounds of what a kernel may ask for, and of the blocks.
const (
	maxMR, maxNR = 8, 16
	maxMC        = 64        // rows of A in a block
	maxNC        = 256       // columns of B in a block, where B must be packed
	maxA         = 64 * 1024 // numbers of packed A: 256 KiB, half an L2 cache
	maxKC        = 512
)

// scratch is the memory of one call of multiply.
type scratch struct {
	a [maxA]float32
	b [maxNC * maxKC]float32 // packed B, or the sums of dots
	c [maxMR * maxNR]float32
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
	kc := evenly(p.k, kern.kc, 1)
	mc := min(maxMC, maxA/(kc*kern.width)) / kern.mr * kern.mr
	rows := (p.m + kern.mr - 1) / kern.mr * kern.mr
	// If all products have the same A, and all of it fits, it is packed once.
	keep := p.strideA == 0 && rows*p.k*kern.width <= maxA
	for q := range p.count {
		one := p.one(q)
		for l := 0; l < p.k; l += kc {
			kb := min(kc, p.k-l)
			for i := 0; i < p.m; i += mc {
				mb, packed := min(mc, p.m-i), s.a[:]
				if keep {
					packed = s.a[(l*rows+i*kb)*kern.width:]
				}
				if q == 0 || !keep {
					kern.packA(packed, one.a.block(i, l), mb, kb, p.alpha)
				}
				s.rows(kern, mb, p.n, kb, packed, one.b.block(l, 0), p.add || l > 0, one.c[i*p.ldc:], p.ldc)
			}
		}
	}
}

// evenly returns the length of the pieces, a multiple of step, if k is cut into
// as few as possible of at most limit, all of about one length.
func evenly(k, limit, step int) int {
	pieces := (k + limit - 1) / limit
	size := (k + pieces - 1) / pieces
	return (size + step - 1) / step * step
}

// rows computes m rows of C from packed A (m×k) and b (k×n).
func (s *scratch) rows(kern *kernel, m, n, k int, a []float32, b matrix, add bool, c []float32, ldc int) {
	nc := n
	if b.trans {
		nc = maxNC / kern.nr * kern.nr
	}
	for j := 0; j < n; j += nc {
		nb := min(nc, n-j)
		s.block(kern, m, nb, k, a, kern.packB(s.b[:], b.block(0, j), k, nb), add, c[j:], ldc)
	}
}

// block computes the product of packed A (m×k) and the panels of B (k×n).
func (s *scratch) block(kern *kernel, m, n, k int, a []float32, b panels, add bool, c []float32, ldc int) {
	mr, nr := kern.mr, kern.nr
	down, across := m/mr, n/nr // tiles that end within C
	switch {
	case down == 0 || across == 0:
	case b.b.trans:
		for j := 0; j < across*nr; j += nr {
			bp, ldb := b.panel(j)
			kern.tiles(down, 1, k, a, bp, ldb, add, c[j:], ldc)
		}
	default:
		kern.tiles(down, across, k, a, b.b.data, b.b.stride, add, c, ldc)
	}
	for j := 0; j < n; j += nr {
		first := 0
		if j < across*nr {
			first = down
		}
		for t := first; t*mr < m; t++ {
			// The tile hangs over the edge of C. It is computed elsewhere, but
			// from the old C in the same order as others.
			rows, cols, cp := min(mr, m-t*mr), min(nr, n-j), c[t*mr*ldc+j:]
			if add {
				copyTile(rows, cols, s.c[:], nr, cp, ldc)
			}
			bp, ldb := b.panel(j)
			kern.tiles(1, 1, k, a[t*mr*k*kern.width:], bp, ldb, add, s.c[:], nr)
			copyTile(rows, cols, cp, ldc, s.c[:], nr)
		}
	}
}

// copyTile copies m×n numbers from src to dst.
func copyTile(m, n int, dst []float32, ldd int, src []float32, lds int) {
	for i := range m {
		copy(dst[i*ldd:i*ldd+n], src[i*lds:])
	}
}
