package simdblas

import "sync"

// A kernel computes tiles of C, mr rows by nr columns.
type kernel struct {
	name   string
	mr, nr int

	// copies is how often packed A repeats each element. A kernel whose
	// instruction set multiplies vectors only by vectors finds its factor
	// already spread over one.
	copies int

	// tile computes
	//
	//	c[i*ldc+j] = beta * c[i*ldc+j] + Σ a[(l*mr+i)*copies] * b[l*ldb+j]
	//
	// over 0 ≤ l < k, k > 0, summing in the order of l. If beta is zero it does
	// not read c.
	tile func(k int, a, b []float32, ldb int, beta float32, c []float32, ldc int)
}

// Block sizes, after Goto and van de Geijn, "Anatomy of High-Performance Matrix
// Multiplication" (ACM TOMS 34, 2008). A panel of kc rows of B stays in the L1
// cache while the mc rows of packed A stream past it from L2.
const (
	maxKC = 256
	maxMC = 64  // rounded down to a multiple of the kernel's mr
	maxNC = 256 // rounded down to a multiple of the kernel's nr

	// Bounds of mr, nr and copies over all kernels.
	maxMR, maxNR, maxCopies = 8, 16, 4
)

// scratch is the memory of one call of gemm.
type scratch struct {
	a [maxMC * maxKC * maxCopies]float32
	b [maxNC * maxKC]float32
	c [maxMR * maxNR]float32
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// gemm computes C = alpha * A * B + beta * C, where A is m×k, B is k×n, and
// none of m, n and k is zero.
func gemm(kern *kernel, m, n, k int, alpha float32, a, b matrix, beta float32, c []float32, ldc int) {
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)

	mc := maxMC - maxMC%kern.mr
	nc := maxNC - maxNC%kern.nr
	kc := evenly(k, maxKC)
	for l := 0; l < k; l += kc {
		kb := min(kc, k-l)
		for j := 0; j < n; j += nc {
			nb := min(nc, n-j)
			bp := packB(kern, s.b[:], b.block(l, j), kb, nb)
			for i := 0; i < m; i += mc {
				mb := min(mc, m-i)
				packA(kern, s.a[:], a.block(i, l), mb, kb, alpha)
				block(kern, s, mb, nb, kb, bp, beta, c[i*ldc+j:], ldc)
			}
		}
		beta = 1
	}
}

// evenly returns the length of the pieces if k is cut into as few pieces of at
// most limit as possible, all of about one length.
func evenly(k, limit int) int {
	pieces := (k + limit - 1) / limit
	return (k + pieces - 1) / pieces
}

// block computes the product of packed A (m×k) and the panels of B (k×n).
func block(kern *kernel, s *scratch, m, n, k int, b panels, beta float32, c []float32, ldc int) {
	mr, nr := kern.mr, kern.nr
	for j := 0; j < n; j += nr {
		bp, ldb := b.panel(j, nr, n)
		for i := 0; i < m; i += mr {
			ap := s.a[i*k*kern.copies : (i+mr)*k*kern.copies]
			cp := c[i*ldc+j:]
			if i+mr <= m && j+nr <= n {
				kern.tile(k, ap, bp, ldb, beta, cp, ldc)
				continue
			}
			// The tile hangs over the edge of C.
			kern.tile(k, ap, bp, ldb, 0, s.c[:], nr)
			addTile(min(mr, m-i), min(nr, n-j), s.c[:], nr, beta, cp, ldc)
		}
	}
}

// addTile computes C = beta * C + T for an m×n part of the tile T.
func addTile(m, n int, t []float32, ldt int, beta float32, c []float32, ldc int) {
	for i := range m {
		src, dst := t[i*ldt:i*ldt+n], c[i*ldc:i*ldc+n]
		if beta == 0 {
			copy(dst, src)
			continue
		}
		for j, v := range src {
			dst[j] = beta*dst[j] + v
		}
	}
}
