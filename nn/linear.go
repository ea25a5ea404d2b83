package nn

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/nn/internal/kernel"
)

// linear is a fully connected layer, y = x W^T + b.
type linear struct {
	In, Out int

	W  []float32 // (Out,In)
	B  []float32 // (Out)
	DW []float32 // gradient of W
	DB []float32 // gradient of B
}

// InSize returns the number of values in an input sample.
func (l *linear) InSize() int { return l.In }

// OutSize returns the number of values in an output sample.
func (l *linear) OutSize() int { return l.Out }

func (l *linear) fanIn() int         { return l.In }
func (l *linear) weightShape() []int { return []int{l.Out, l.In} }
func (l *linear) biasShape() []int   { return []int{l.Out} }

func (l *linear) bind(w, b, dw, db []float32) { l.W, l.B, l.DW, l.DB = w, b, dw, db }

// weight returns s, W or its gradient, as an (Out,In) matrix.
func (l *linear) weight(s []float32) blas32.General {
	return blas32.General{Rows: l.Out, Cols: l.In, Stride: l.In, Data: s}
}

// batch returns n rows of size values as a matrix.
func batch(s []float32, n, size int) blas32.General {
	return blas32.General{Rows: n, Cols: size, Stride: size, Data: s}
}

// Forward computes y (N,Out) from x (N,In).
func (l *linear) Forward(y, x []float32) {
	n := kernel.BatchSize(x, l.In)
	for i := range n {
		copy(kernel.Block(y, i, l.Out), l.B)
	}
	blas32.Gemm(blas.NoTrans, blas.Trans, 1, batch(x, n, l.In), l.weight(l.W), 1, batch(y, n, l.Out))
}

// Backward computes dx (N,In) from dy (N,Out) and adds to DW and DB.
func (l *linear) Backward(dx, dy, x []float32) {
	n := kernel.BatchSize(x, l.In)
	blas32.Gemm(blas.Trans, blas.NoTrans, 1, batch(dy, n, l.Out), batch(x, n, l.In), 1, l.weight(l.DW))
	for i := range n {
		for j, d := range kernel.Block(dy, i, l.Out) {
			l.DB[j] += d
		}
	}
	if dx != nil {
		blas32.Gemm(blas.NoTrans, blas.NoTrans, 1, batch(dy, n, l.Out), l.weight(l.W), 0, batch(dx, n, l.In))
	}
}
