package nn

// unrolled computes a convolution as products with the unrolled input: each row
// of the output is one matrix product, of the filters with a window of R rows of
// the input unrolled along the row (see unroll). That is the lowering of
// Chellapilla, Puri and Simard, "High Performance Convolutional Neural Networks
// for Document Processing" (2006), but the windows of neighbouring rows overlap
// in memory, so that the input is copied R times and not R*R.
type unrolled struct {
	conv *Conv2D

	x       []float32 // unrolled input of the last forward
	dy      []float32 // unrolled gradient of the output
	weights []float32 // W in the order of the product, (K,R,R,C)
	dw      []float32 // gradient of weights
	flipped []float32 // W for the gradient of the input, (C,R,R,K)
}

func (u *unrolled) forward(y, x []float32) {
	l := u.conv
	n := batchSize(x, l.InSize())
	u.x = unroll(u.x, x, l.InC, l.InH, l.InW, l.Kernel, l.Padding, n)
	u.weights = u.ordered(u.weights)
	row := l.OutW() * n
	batchGemm(products{
		count: l.OutH(),
		m:     l.OutC, n: row, k: l.fanIn(),
		a: u.weights,
		b: u.x, strideB: l.Kernel * l.InC * row,
		c: y, strideC: l.OutC * row,
		beta: 1,
	})
}

func (u *unrolled) weightGrad(dy []float32) {
	l := u.conv
	row := l.OutW() * batchSize(dy, l.OutSize())
	u.dw = reserve(u.dw, len(l.DW))
	clear(u.dw)
	batchGemm(products{
		count: l.OutH(),
		m:     l.OutC, n: l.fanIn(), k: row,
		a: dy, strideA: l.OutC * row,
		b: u.x, strideB: l.Kernel * l.InC * row, transB: true,
		c:    u.dw,
		beta: 1,
	})
	u.addWeightGrad()
}

// inputGrad is the convolution of dy with the filters turned by half a turn,
// filters and channels exchanged.
func (u *unrolled) inputGrad(dx, dy []float32) {
	l := u.conv
	n := batchSize(dy, l.OutSize())
	u.dy = unroll(u.dy, dy, l.OutC, l.OutH(), l.OutW(), l.Kernel, l.Kernel-1-l.Padding, n)
	u.flipped = u.turned(u.flipped)
	row := l.InW * n
	batchGemm(products{
		count: l.InH,
		m:     l.InC, n: row, k: l.OutC * l.Kernel * l.Kernel,
		a: u.flipped,
		b: u.dy, strideB: l.Kernel * l.OutC * row,
		c: dx, strideC: l.InC * row,
	})
}

// ordered copies W (K,C,R,R) to dst (K,R,R,C), the order of unrolled rows.
func (u *unrolled) ordered(dst []float32) []float32 {
	l := u.conv
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
func (u *unrolled) addWeightGrad() {
	l := u.conv
	area := l.Kernel * l.Kernel
	for k := range l.OutC {
		for c := range l.InC {
			into := sample(l.DW, k*l.InC+c, area)
			for i := range into {
				into[i] += u.dw[(k*area+i)*l.InC+c]
			}
		}
	}
}

// turned copies W (K,C,R,R) to dst (C,R,R,K), each filter turned by half a turn.
func (u *unrolled) turned(dst []float32) []float32 {
	l := u.conv
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
