package nn

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

// Conv2D is a two-dimensional convolution (in the field's sense: a
// cross-correlation) with square filters and stride 1. It is computed as a
// matrix product with the unrolled input, as by Chellapilla, Puri and Simard,
// "High Performance Convolutional Neural Networks for Document Processing"
// (2006).
type Conv2D struct {
	InC, InH, InW int // input is (N,InC,InH,InW)
	OutC          int // filters K
	Kernel        int // side of a filter, R
	Padding       int // zeros round the input, on each side

	W  []float32 // (K,C,R,R)
	B  []float32 // (K)
	DW []float32 // gradient of W
	DB []float32 // gradient of B

	cols  []float32 // unrolled input of the last Forward, (N,C*R*R,OutH*OutW)
	dcols []float32 // gradient of one sample's cols
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

// weight returns s, W or its gradient, as the (K, C*R*R) matrix of the product.
func (l *Conv2D) weight(s []float32) blas32.General {
	return blas32.General{Rows: l.OutC, Cols: l.fanIn(), Stride: l.fanIn(), Data: s}
}

// plane returns one output sample as a (K, OutH*OutW) matrix.
func (l *Conv2D) plane(s []float32) blas32.General {
	size := l.OutH() * l.OutW()
	return blas32.General{Rows: l.OutC, Cols: size, Stride: size, Data: s}
}

// unrolled returns one sample's cols as a (C*R*R, OutH*OutW) matrix.
func (l *Conv2D) unrolled(s []float32) blas32.General {
	size := l.OutH() * l.OutW()
	return blas32.General{Rows: l.fanIn(), Cols: size, Stride: size, Data: s}
}

// Forward computes y (N,K,OutH,OutW) from x (N,C,H,W).
func (l *Conv2D) Forward(y, x []float32) {
	n := batchSize(x, l.InSize())
	size := l.fanIn() * l.OutH() * l.OutW()
	l.cols = reserve(l.cols, n*size)
	for i := range n {
		cols := sample(l.cols, i, size)
		l.im2col(cols, sample(x, i, l.InSize()))
		yi := sample(y, i, l.OutSize())
		l.fillBias(yi)
		blas32.Gemm(blas.NoTrans, blas.NoTrans, 1, l.weight(l.W), l.unrolled(cols), 1, l.plane(yi))
	}
}

// fillBias sets every pixel of each output channel to the channel's bias, which
// the product then adds to.
func (l *Conv2D) fillBias(y []float32) {
	size := l.OutH() * l.OutW()
	for k, b := range l.B {
		channel := y[k*size : (k+1)*size]
		for i := range channel {
			channel[i] = b
		}
	}
}

// Backward computes dx (N,C,H,W) from dy (N,K,OutH,OutW) and adds to DW and DB.
func (l *Conv2D) Backward(dx, dy, x []float32) {
	n := batchSize(x, l.InSize())
	size := l.fanIn() * l.OutH() * l.OutW()
	l.dcols = reserve(l.dcols, size)
	for i := range n {
		dyi := sample(dy, i, l.OutSize())
		cols := sample(l.cols, i, size)
		blas32.Gemm(blas.NoTrans, blas.Trans, 1, l.plane(dyi), l.unrolled(cols), 1, l.weight(l.DW))
		l.addBiasGrad(dyi)
		if dx == nil {
			continue
		}
		blas32.Gemm(blas.Trans, blas.NoTrans, 1, l.weight(l.W), l.plane(dyi), 0, l.unrolled(l.dcols))
		l.col2im(sample(dx, i, l.InSize()), l.dcols)
	}
}

// addBiasGrad adds the sum of each output channel's gradient to DB.
func (l *Conv2D) addBiasGrad(dy []float32) {
	size := l.OutH() * l.OutW()
	for k := range l.DB {
		var sum float32
		for _, d := range dy[k*size : (k+1)*size] {
			sum += d
		}
		l.DB[k] += sum
	}
}
