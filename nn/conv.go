package nn

import (
	"digitlab/nn/internal/kernel"
	"digitlab/nn/internal/winograd"
)

// conv2D is a two-dimensional convolution (in the field's sense: a
// cross-correlation) with square filters, on samples that lie innermost,
// (H,C,W,N). It is computed by Winograd's algorithm where that pays, else by
// products with the unrolled input.
type conv2D struct {
	InC, InH, InW int // input is (H,C,W,N)
	OutC          int // filters K
	Kernel        int // side of a filter, R
	Padding       int // zeros round the input, on each side
	Stride        int // pixels from one place of a filter to the next; 0 = 1

	W  []float32 // (K,C,R,R)
	B  []float32 // (K)
	DW []float32 // gradient of W
	DB []float32 // gradient of B

	method convMethod // chosen by the first Forward
}

// convMethod is a way to compute a convolution.
type convMethod interface {
	// Forward computes y (OutH,K,OutW,N) with filters w (K,C,R,R) and biases b (K).
	Forward(y, x, w, b []float32)
	// WeightGrad adds to dw what dy (OutH,K,OutW,N) and the x of the last Forward
	// give.
	WeightGrad(dw, dy []float32)
	// InputGrad computes dx (H,C,W,N).
	InputGrad(dx, dy, w []float32)
}

// OutH returns the height of the output.
func (l *conv2D) OutH() int { return l.window().outH() }

// OutW returns the width of the output.
func (l *conv2D) OutW() int { return l.window().outW() }

func (l *conv2D) window() window {
	return window{C: l.InC, H: l.InH, W: l.InW, Side: l.Kernel, Padding: l.Padding, Stride: max(1, l.Stride)}
}

// InSize returns the number of values in an input sample.
func (l *conv2D) InSize() int { return l.InC * l.InH * l.InW }

// OutSize returns the number of values in an output sample.
func (l *conv2D) OutSize() int { return l.OutC * l.OutH() * l.OutW() }

func (l *conv2D) fanIn() int         { return l.InC * l.Kernel * l.Kernel }
func (l *conv2D) weightShape() []int { return []int{l.OutC, l.InC, l.Kernel, l.Kernel} }
func (l *conv2D) biasShape() []int   { return []int{l.OutC} }

func (l *conv2D) bind(w, b, dw, db []float32) { l.W, l.B, l.DW, l.DB = w, b, dw, db }

// Forward computes y (OutH,K,OutW,N) from x (H,C,W,N).
func (l *conv2D) Forward(y, x []float32) {
	if l.method == nil {
		l.method = l.choose()
	}
	l.method.Forward(y, x, l.W, l.B)
}

func (l *conv2D) choose() convMethod {
	if s := l.winogradShape(); l.Stride <= 1 && s.Fits() {
		return winograd.New(s)
	}
	return &unrolled{conv: l}
}

func (l *conv2D) winogradShape() winograd.Shape {
	return winograd.Shape{Side: l.Kernel, InC: l.InC, InH: l.InH, InW: l.InW, OutC: l.OutC, Padding: l.Padding}
}

// Backward computes dx (H,C,W,N) from dy (OutH,K,OutW,N) and adds to DW and DB.
func (l *conv2D) Backward(dx, dy, x []float32) {
	n := kernel.BatchSize(x, l.InSize())
	for h := range l.OutH() {
		for k := range l.DB {
			l.DB[k] += kernel.Sum(kernel.Block(dy, h*l.OutC+k, l.OutW()*n))
		}
	}
	l.method.WeightGrad(l.DW, dy)
	if dx != nil {
		l.method.InputGrad(dx, dy, l.W)
	}
}
