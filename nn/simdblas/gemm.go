package simdblas

import "sync"

// A kernel computes tiles of C, mr rows by nr columns, from packed A and a panel
// of B.
type kernel struct {
	name   string
	mr, nr int
	kc     int // longest k: more no longer stays in the caches, less is more calls
	width  int // how often packed A repeats each number
	step   int // only in dots: k must be a multiple of it

	// packA writes alpha * a (m×k) to dst in the order in which tiles reads it,
	// with zeros in place of rows up to a multiple of mr: mr*k*width numbers for
	// each mr rows.
	packA func(dst []float32, a matrix, m, k int, alpha float32)

	// tiles computes C = A * B, or C += A * B if add is set, for count tiles one
	// below the other, whose rows of A are packed one after the other. It uses
	// nothing of c unless add is set. Element (l, j) of B stands at b[l*ldb+j],
	// or at b[j*ldb+l] if the kernel is the dots of another.
	tiles func(count, k int, a, b []float32, ldb int, add bool, c []float32, ldc int)

	// dots, if not nil, is the kernel for a transposed B.
	dots *kernel
}

// Bounds of what a kernel may ask for, and of the blocks.
const (
	maxMR, maxNR = 8, 16
	maxMC        = 64        // rows of A in a block
	maxNC        = 256       // columns of B in a block, where B must be packed
	maxA         = 64 * 1024 // numbers of packed A: 256 KiB, half an L2 cache
	maxKC        = 512
)

// scratch is the memory of one call of gemm.
type scratch struct {
	a [maxA]float32
	b [maxNC * maxKC]float32
	c [maxMR * maxNR]float32
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// multiply computes C = alpha * A * B, or C += alpha * A * B if add is set, where
// A is m×k, B is k×n and neither of m, n and k is zero.
func multiply(kern *kernel, m, n, k int, alpha float32, a, b matrix, add bool, c []float32, ldc int) {
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	if d := kern.dots; d != nil && b.trans && k >= d.step {
		whole := k - k%d.step
		s.gemm(d, m, n, whole, alpha, a, b, add, c, ldc)
		if whole == k {
			return
		}
		a, b, k, add = a.block(0, whole), b.block(whole, 0), k-whole, true
	}
	s.gemm(kern, m, n, k, alpha, a, b, add, c, ldc)
}

// gemm is multiply on one kernel. Its blocks are those of Goto and van de Geijn,
// "Anatomy of High-Performance Matrix Multiplication" (ACM TOMS 34, 2008).
func (s *scratch) gemm(kern *kernel, m, n, k int, alpha float32, a, b matrix, add bool, c []float32, ldc int) {
	kc := evenly(k, kern.kc, max(1, kern.step))
	mc := min(maxMC, maxA/(kc*kern.width)) / kern.mr * kern.mr
	nc := n
	if !kern.inPlace(b) {
		nc = maxNC / kern.nr * kern.nr
	}
	for l := 0; l < k; l += kc {
		kb := min(kc, k-l)
		for i := 0; i < m; i += mc {
			mb := min(mc, m-i)
			kern.packA(s.a[:], a.block(i, l), mb, kb, alpha)
			for j := 0; j < n; j += nc {
				nb := min(nc, n-j)
				bp := kern.packB(s.b[:], b.block(l, j), kb, nb)
				s.block(kern, mb, nb, kb, bp, add, c[i*ldc+j:], ldc)
			}
		}
		add = true
	}
}

// evenly returns the length of the pieces, a multiple of step, if k is cut into
// as few as possible of at most limit, all of about one length.
func evenly(k, limit, step int) int {
	pieces := (k + limit - 1) / limit
	size := (k + pieces - 1) / pieces
	return (size + step - 1) / step * step
}

// block computes the product of packed A (m×k) and the panels of B (k×n).
func (s *scratch) block(kern *kernel, m, n, k int, b panels, add bool, c []float32, ldc int) {
	mr, nr := kern.mr, kern.nr
	whole := m / mr // tiles that end within C
	panelA := mr * k * kern.width
	for j := 0; j < n; j += nr {
		bp, ldb := b.panel(j)
		first := 0
		if j+nr <= n && whole > 0 {
			kern.tiles(whole, k, s.a[:], bp, ldb, add, c[j:], ldc)
			first = whole
		}
		for t := first; t*mr < m; t++ {
			rows, cols, cp := min(mr, m-t*mr), min(nr, n-j), c[t*mr*ldc+j:]
			// The tile hangs over the edge of C. It is computed elsewhere, but
			// from the old C in the same order as others.
			if add {
				copyTile(rows, cols, s.c[:], nr, cp, ldc)
			}
			kern.tiles(1, k, s.a[t*panelA:], bp, ldb, add, s.c[:], nr)
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
