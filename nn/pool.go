package nn

// MaxPool2D takes the largest value of each 2x2 window, stride 2. An odd last
// row or column is left out.
type MaxPool2D struct {
	C, H, W int // input is (N,C,H,W)
}

// OutH returns the height of the output.
func (l *MaxPool2D) OutH() int { return l.H / 2 }

// OutW returns the width of the output.
func (l *MaxPool2D) OutW() int { return l.W / 2 }

// InSize returns the number of values in an input sample.
func (l *MaxPool2D) InSize() int { return l.C * l.H * l.W }

// OutSize returns the number of values in an output sample.
func (l *MaxPool2D) OutSize() int { return l.C * l.OutH() * l.OutW() }

// Forward computes y (N,C,OutH,OutW) from x (N,C,H,W).
func (l *MaxPool2D) Forward(y, x []float32) {
	outH, outW := l.OutH(), l.OutW()
	for channel := range batchSize(x, l.H*l.W) {
		plane := sample(x, channel, l.H*l.W)
		for h := range outH {
			upper := plane[2*h*l.W:][:2*outW]
			lower := plane[(2*h+1)*l.W:][:2*outW]
			out := y[:outW]
			y = y[outW:]
			for w := range out {
				out[w] = max(upper[2*w], upper[2*w+1], lower[2*w], lower[2*w+1])
			}
		}
	}
}

// Backward computes dx (N,C,H,W) from dy (N,C,OutH,OutW). A window's gradient
// goes to the first of its largest values in reading order, as in PyTorch.
func (l *MaxPool2D) Backward(dx, dy, x []float32) {
	outH, outW := l.OutH(), l.OutW()
	clear(dx)
	for channel := range batchSize(x, l.H*l.W) {
		plane, dplane := sample(x, channel, l.H*l.W), sample(dx, channel, l.H*l.W)
		for h := range outH {
			for w := range outW {
				dplane[l.largest(plane, 2*h*l.W+2*w)] = dy[w]
			}
			dy = dy[outW:]
		}
	}
}

// largest returns the index of the first largest value in the window of plane
// (H,W) whose upper left corner is at index at.
func (l *MaxPool2D) largest(plane []float32, at int) int {
	best := at
	for _, i := range [3]int{at + 1, at + l.W, at + l.W + 1} {
		if plane[i] > plane[best] {
			best = i
		}
	}
	return best
}
