package nn

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

// Linear is a fully connected layer, y = x W^T + b.
type Linear struct {
	In, Out int

	W  []float32 // (Out,In)
	B  []float32 // (Out)
	DW []float32 // gradient of W
	DB []float32 // gradient of B
}

// InSize returns the number of values in an input sample.
func (l *Linear) InSize() int { return l.In }

// OutSize returns the number of values in an output sample.
func (l *Linear) OutSize() int { return l.Out }

func (l *Linear) fanIn() int         { return l.In }
func (l *Linear) weightShape() []int { return []int{l.Out, l.In} }
func (l *Linear) biasShape() []int   { return []int{l.Out} }

func (l *Linear) bind(w, b, dw, db []float32) { l.W, l.B, l.DW, l.DB = w, b, dw, db }

// weight returns s, W or its gradient, as an (Out,In) matrix.
func (l *Linear) weight(s []float32) blas32.General {
	return blas32.General{Rows: l.Out, Cols: l.In, Stride: l.In, Data: s}
}

// batch returns n rows of size values as a matrix.
func batch(s []float32, n, size int) blas32.General {
	return blas32.General{Rows: n, Cols: size, Stride: size, Data: s}
}

// Forward computes y (N,Out) from x (N,In).
func (l *Linear) Forward(y, x []float32) {
	n := batchSize(x, l.In)
	for i := range n {
		copy(sample(y, i, l.Out), l.B)
	}
	blas32.Gemm(blas.NoTrans, blas.Trans, 1, batch(x, n, l.In), l.weight(l.W), 1, batch(y, n, l.Out))
}

// Backward computes dx (N,In) from dy (N,Out) and adds to DW and DB.
func (l *Linear) Backward(dx, dy, x []float32) {
	n := batchSize(x, l.In)
	blas32.Gemm(blas.Trans, blas.NoTrans, 1, batch(dy, n, l.Out), batch(x, n, l.In), 1, l.weight(l.DW))
	for i := range n {
		for j, d := range sample(dy, i, l.Out) {
			l.DB[j] += d
		}
	}
	if dx != nil {
		blas32.Gemm(blas.NoTrans, blas.NoTrans, 1, batch(dy, n, l.Out), l.weight(l.W), 0, batch(dx, n, l.In))
	}
}
