package nn

// Conv2D is a two-dimensional convolution (in the field's sense: a
// cross-correlation) with square filters and stride 1, on samples that lie
// innermost, (H,C,W,N). It is computed by Winograd's algorithm where that pays,
// else by products with the unrolled input.
type Conv2D struct {
	InC, InH, InW int // input is (H,C,W,N)
	OutC          int // filters K
	Kernel        int // side of a filter, R
	Padding       int // zeros round the input, on each side

	W  []float32 // (K,C,R,R)
	B  []float32 // (K)
	DW []float32 // gradient of W
	DB []float32 // gradient of B

	method convMethod // chosen by the first Forward
}

// convMethod is a way to compute a convolution.
type convMethod interface {
	// forward adds the products to y (OutH,K,OutW,N), which holds the biases.
	forward(y, x []float32)
	// weightGrad adds to DW what dy (OutH,K,OutW,N) and the x of the last forward
	// give.
	weightGrad(dy []float32)
	// inputGrad computes dx (H,C,W,N).
	inputGrad(dx, dy []float32)
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
	if l.method == nil {
		l.method = l.choose()
	}
	for k, b := range l.B {
		for h := range l.OutH() {
			fill(sample(y, h*l.OutC+k, l.OutW()*n), b)
		}
	}
	l.method.forward(y, x)
}

func (l *Conv2D) choose() convMethod {
	if winogradFits(l) {
		return newWinograd(l)
	}
	return &unrolled{conv: l}
}

// Backward computes dx (H,C,W,N) from dy (OutH,K,OutW,N) and adds to DW and DB.
func (l *Conv2D) Backward(dx, dy, x []float32) {
	n := batchSize(x, l.InSize())
	for h := range l.OutH() {
		for k := range l.DB {
			l.DB[k] += sum(sample(dy, h*l.OutC+k, l.OutW()*n))
		}
	}
	l.method.weightGrad(dy)
	if dx != nil {
		l.method.inputGrad(dx, dy)
	}
}
