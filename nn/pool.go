package nn

import (
	"digitlab/nn/internal/kernel"
)

// maxPool2D takes the largest value of each 2x2 window, stride 2, on samples
// that lie innermost, (H,C,W,N). An odd last row or column is left out.
type maxPool2D struct {
	C, H, W int // input is (H,C,W,N)
}

// OutH returns the height of the output.
func (l *maxPool2D) OutH() int { return l.H / 2 }

// OutW returns the width of the output.
func (l *maxPool2D) OutW() int { return l.W / 2 }

// InSize returns the number of values in an input sample.
func (l *maxPool2D) InSize() int { return l.C * l.H * l.W }

// OutSize returns the number of values in an output sample.
func (l *maxPool2D) OutSize() int { return l.C * l.OutH() * l.OutW() }

// Forward computes y (OutH,C,OutW,N) from x (H,C,W,N).
func (l *maxPool2D) Forward(y, x []float32) {
	n := kernel.BatchSize(x, l.InSize())
	for h := range l.OutH() {
		for c := range l.C {
			upper, lower := l.rows(x, h, c, n)
			kernel.MaxPoolRow(kernel.Block(y, h*l.C+c, l.OutW()*n), upper, lower, n)
		}
	}
}

// Backward computes dx (H,C,W,N) from dy (OutH,C,OutW,N). A window's gradient
// goes to the first of its largest values in reading order, as in PyTorch.
func (l *maxPool2D) Backward(dx, dy, x []float32) {
	n := kernel.BatchSize(x, l.InSize())
	if l.H%2 != 0 || l.W%2 != 0 {
		clear(dx) // the row or column left out
	}
	for h := range l.OutH() {
		for c := range l.C {
			upper, lower := l.rows(x, h, c, n)
			dupper, dlower := l.rows(dx, h, c, n)
			kernel.MaxPoolRowGrad(dupper, dlower, kernel.Block(dy, h*l.C+c, l.OutW()*n), upper, lower, n)
		}
	}
}

// rows returns the two rows of channel c that output row h is made from.
func (l *maxPool2D) rows(x []float32, h, c, n int) (upper, lower []float32) {
	return kernel.Block(x, 2*h*l.C+c, l.W*n), kernel.Block(x, (2*h+1)*l.C+c, l.W*n)
}
