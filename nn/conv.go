package nn

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

// Conv2D is a two-dimensional convolution (in the field's sense: a
// cross-correlation) with square filters and stride 1, on samples that lie
// innermost, (H,C,W,N).
//
// Each row of the output is one matrix product, of the filters with a window of
// R rows of the input unrolled along the row (see unroll). That is the lowering
// of Chellapilla, Puri and Simard, "High Performance Convolutional Neural
// Networks for Document Processing" (2006), but the windows of neighbouring
// rows overlap in memory, so that the input is copied R times and not R*R.
type Conv2D struct {
	InC, InH, InW int // input is (H,C,W,N)
	OutC          int // filters K
	Kernel        int // side of a filter, R
	Padding       int // zeros round the input, on each side

	W  []float32 // (K,C,R,R)
	B  []float32 // (K)
	DW []float32 // gradient of W
	DB []float32 // gradient of B

	x       []float32 // unrolled input of the last Forward
	dy      []float32 // unrolled gradient of the output
	weights []float32 // W in the order of the product, (K,R,R,C)
	dw      []float32 // gradient of weights
	flipped []float32 // W for the gradient of the input, (C,R,R,K)
}

// OutH returns the height of the output.
func (l *Conv2D) OutH() int { return l.InH + 2*l.Padding - l.Kernel + 1 }

// OutW returns the width of the output.
func (l *Conv2D) OutW() int { return l.InW + 2*l.Padding - l.Kernel + 1 }

// InSize returns the number of values in an input sample.
func (l *Conv2D) InSize() int { return l.InC * l.InH * l.InW }

// OutSize returns the number of values in an output sample.
func (l *Conv2D) OutSize() int { return l.OutC * l.OutH() * l.OutW() }

func (l *Conv2D) fanIn() int         { return l.InC * l.Kernel * l.Kernel }
func (l *Conv2D) weightShape() []int { return []int{l.OutC, l.InC, l.Kernel, l.Kernel} }
func (l *Conv2D) biasShape() []int   { return []int{l.OutC} }

func (l *Conv2D) bind(w, b, dw, db []float32) { l.W, l.B, l.DW, l.DB = w, b, dw, db }

// Forward computes y (OutH,K,OutW,N) from x (H,C,W,N).
func (l *Conv2D) Forward(y, x []float32) {
	n := batchSize(x, l.InSize())
	l.x = unroll(l.x, x, l.InC, l.InH, l.InW, l.Kernel, l.Padding, n)
	l.weights = l.ordered(l.weights)
	for k, b := range l.B {
		for h := range l.OutH() {
			fill(sample(y, h*l.OutC+k, l.OutW()*n), b)
		}
	}
	row := l.OutW() * n
	batchGemm(products{
		count: l.OutH(),
		m:     l.OutC, n: row, k: l.fanIn(),
		a: l.weights,
		b: l.x, strideB: l.Kernel * l.InC * row,
		c: y, strideC: l.OutC * row,
	})
}

// Backward computes dx (H,C,W,N) from dy (OutH,K,OutW,N) and adds to DW and DB.
func (l *Conv2D) Backward(dx, dy, x []float32) {
	n := batchSize(x, l.InSize())
	row := l.OutW() * n
	for h := range l.OutH() {
		for k := range l.DB {
			l.DB[k] += sum(sample(dy, h*l.OutC+k, row))
		}
	}
	l.dw = reserve(l.dw, len(l.DW))
	clear(l.dw)
	batchGemm(products{
		count: l.OutH(),
		m:     l.OutC, n: l.fanIn(), k: row,
		a: dy, strideA: l.OutC * row,
		b: l.x, strideB: l.Kernel * l.InC * row, transB: true,
		c: l.dw,
	})
	l.addWeightGrad()
	if dx != nil {
		l.inputGrad(dx, dy, n)
	}
}

// inputGrad computes dx: the convolution of dy with the filters turned by half
// a turn, filters and channels exchanged.
func (l *Conv2D) inputGrad(dx, dy []float32, n int) {
	l.dy = unroll(l.dy, dy, l.OutC, l.OutH(), l.OutW(), l.Kernel, l.Kernel-1-l.Padding, n)
	l.flipped = l.turned(l.flipped)
	row := l.InW * n
	clear(dx)
	batchGemm(products{
		count: l.InH,
		m:     l.InC, n: row, k: l.OutC * l.Kernel * l.Kernel,
		a: l.flipped,
		b: l.dy, strideB: l.Kernel * l.OutC * row,
		c: dx, strideC: l.InC * row,
	})
}

// ordered copies W (K,C,R,R) to dst (K,R,R,C), the order of unrolled rows.
func (l *Conv2D) ordered(dst []float32) []float32 {
	area := l.Kernel * l.Kernel
	dst = reserve(dst, len(l.W))
	for k := range l.OutC {
		for c := range l.InC {
			for i, w := range sample(l.W, k*l.InC+c, area) {
				dst[(k*area+i)*l.InC+c] = w
			}
		}
	}
	return dst
}

// addWeightGrad adds dw (K,R,R,C) to DW (K,C,R,R).
func (l *Conv2D) addWeightGrad() {
	area := l.Kernel * l.Kernel
	for k := range l.OutC {
		for c := range l.InC {
			into := sample(l.DW, k*l.InC+c, area)
			for i := range into {
				into[i] += l.dw[(k*area+i)*l.InC+c]
			}
		}
	}
}

// turned copies W (K,C,R,R) to dst (C,R,R,K), each filter turned by half a turn.
func (l *Conv2D) turned(dst []float32) []float32 {
	area := l.Kernel * l.Kernel
	dst = reserve(dst, len(l.W))
	for k := range l.OutC {
		for c := range l.InC {
			for i, w := range sample(l.W, k*l.InC+c, area) {
				dst[(c*area+area-1-i)*l.OutC+k] = w
			}
		}
	}
	return dst
}

// products are count matrix products c += a*b, each stride further in the
// operands than the one before; a stride of 0 stays. a is (m,k), b is (k,n), or
// (n,k) if transB, and c is (m,n), without gaps.
type products struct {
	count, m, n, k            int
	a, b, c                   []float32
	strideA, strideB, strideC int
	transB                    bool
}

// stridedBatcher is what a BLAS may offer beyond gonum's interface, to compute
// many products at once.
type stridedBatcher interface {
	SgemmStridedBatched(tA, tB blas.Transpose, m, n, k int, alpha float32, a []float32, lda, strideA int, b []float32, ldb, strideB int, beta float32, c []float32, ldc, strideC, count int)
}

// batchGemm computes p in order: products on the same c add up.
func batchGemm(p products) {
	trans, rowsB, colsB := blas.NoTrans, p.k, p.n
	if p.transB {
		trans, rowsB, colsB = blas.Trans, p.n, p.k
	}
	if impl, ok := blas32.Implementation().(stridedBatcher); ok {
		impl.SgemmStridedBatched(blas.NoTrans, trans, p.m, p.n, p.k, 1, p.a, p.k, p.strideA, p.b, colsB, p.strideB, 1, p.c, p.n, p.strideC, p.count)
		return
	}
	for i := range p.count {
		blas32.Gemm(blas.NoTrans, trans,
			1, blas32.General{Rows: p.m, Cols: p.k, Stride: p.k, Data: p.a[i*p.strideA:]},
			blas32.General{Rows: rowsB, Cols: colsB, Stride: colsB, Data: p.b[i*p.strideB:]},
			1, blas32.General{Rows: p.m, Cols: p.n, Stride: p.n, Data: p.c[i*p.strideC:]})
	}
}
