package nn

import (
	"digitlab/nn/internal/kernel"
)

// avgPool2D takes the mean of each square window, which do not overlap, on
// samples that lie innermost, (H,C,W,N). The sides of the input are multiples of
// the window's.
type avgPool2D struct {
	C, H, W int // input is (H,C,W,N)
	Side    int // of a window
}

// InSize returns the number of values in an input sample.
func (l *avgPool2D) InSize() int { return l.C * l.H * l.W }

// OutSize returns the number of values in an output sample.
func (l *avgPool2D) OutSize() int { return l.InSize() / (l.Side * l.Side) }

// Forward computes y (H/Side,C,W/Side,N) from x (H,C,W,N).
func (l *avgPool2D) Forward(y, x []float32) {
	clear(y)
	share := 1 / float32(l.Side*l.Side)
	l.pairs(x, y, func(in, out []float32) { kernel.AddScaled(out, in, share) })
}

// Backward computes dx (H,C,W,N) from dy (H/Side,C,W/Side,N).
func (l *avgPool2D) Backward(dx, dy, x []float32) {
	clear(dx)
	share := 1 / float32(l.Side*l.Side)
	l.pairs(dx, dy, func(in, out []float32) { kernel.AddScaled(in, out, share) })
}

// pairs calls f for each pixel of in (H,C,W,N) with that of out
// (H/Side,C,W/Side,N) which it has a share in, (N) both.
func (l *avgPool2D) pairs(in, out []float32, f func(in, out []float32)) {
	n := kernel.BatchSize(in, l.InSize())
	for h := range l.H {
		for c := range l.C {
			inRow := kernel.Block(in, h*l.C+c, l.W*n)
			outRow := kernel.Block(out, h/l.Side*l.C+c, l.W/l.Side*n)
			for w := range l.W {
				f(kernel.Block(inRow, w, n), kernel.Block(outRow, w/l.Side, n))
			}
		}
	}
}
