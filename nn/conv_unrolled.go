package nn

import (
	"digitlab/nn/internal/kernel"
)

// unrolled computes a convolution as products with the unrolled input: each row
// of the output is one matrix product, of the filters with a window of R rows of
// the input unrolled along the row (see unroll). That is the lowering of
// Chellapilla, Puri and Simard, "High Performance Convolutional Neural Networks
// for Document Processing" (2006), but the windows of neighbouring rows overlap
// in memory, so that the input is copied R times and not R*R.
type unrolled struct {
	conv *conv2D

	x       []float32 // unrolled input of the last forward
	spread  []float32 // gradient of the output as of stride 1
	dy      []float32 // and unrolled
	weights []float32 // W in the order of the product, (R,R,C,K)
	dw      []float32 // gradient of weights
	flipped []float32 // W for the gradient of the input, (R,R,K,C)
}

func (u *unrolled) Forward(y, x, w, b []float32) {
	l := u.conv
	n := kernel.BatchSize(x, l.InSize())
	v := l.window()
	u.x = v.unroll(u.x, x)
	u.weights = u.ordered(u.weights, w)
	row := l.OutW() * n
	for k, v := range b {
		for h := range l.OutH() {
			kernel.Fill(kernel.Block(y, h*l.OutC+k, row), v)
		}
	}
	kernel.BatchGemm(kernel.Products{
		Count: l.OutH(),
		M:     l.OutC, N: row, K: l.fanIn(),
		A: u.weights, TransA: true,
		B: u.x, StrideB: v.Stride * l.Kernel * l.InC * row,
		C: y, StrideC: l.OutC * row,
		Beta: 1,
	})
}

func (u *unrolled) WeightGrad(dw, dy []float32) {
	l := u.conv
	v := l.window()
	row := l.OutW() * kernel.BatchSize(dy, l.OutSize())
	u.dw = kernel.Reserve(u.dw, len(dw))
	clear(u.dw)
	kernel.BatchGemm(kernel.Products{
		Count: l.OutH(),
		M:     l.OutC, N: l.fanIn(), K: row,
		A: dy, StrideA: l.OutC * row,
		B: u.x, StrideB: v.Stride * l.Kernel * l.InC * row, TransB: true,
		C:    u.dw,
		Beta: 1,
	})
	u.addWeightGrad(dw)
}

// InputGrad is the convolution of dy, with zeros in between for a stride, with the
// filters turned by half a turn, filters and channels exchanged.
func (u *unrolled) InputGrad(dx, dy, w []float32) {
	l := u.conv
	n := kernel.BatchSize(dy, l.OutSize())
	v := l.window()
	if v.Stride > 1 {
		u.spread = v.spread(u.spread, dy, l.OutC)
		dy, v.Stride = u.spread, 1
	}
	u.dy = window{C: l.OutC, H: v.outH(), W: v.outW(), Side: l.Kernel, Padding: l.Kernel - 1 - l.Padding, Stride: 1}.unroll(u.dy, dy)
	u.flipped = u.turned(u.flipped, w)
	row := l.InW * n
	kernel.BatchGemm(kernel.Products{
		Count: l.InH,
		M:     l.InC, N: row, K: l.OutC * l.Kernel * l.Kernel,
		A: u.flipped, TransA: true,
		B: u.dy, StrideB: l.Kernel * l.OutC * row,
		C: dx, StrideC: l.InC * row,
	})
}

// ordered copies w (K,C,R,R) to dst (R,R,C,K), the order of unrolled rows.
func (u *unrolled) ordered(dst, w []float32) []float32 {
	l := u.conv
	area := l.Kernel * l.Kernel
	dst = kernel.Reserve(dst, len(w))
	for k := range l.OutC {
		for c := range l.InC {
			for i, v := range kernel.Block(w, k*l.InC+c, area) {
				dst[(i*l.InC+c)*l.OutC+k] = v
			}
		}
	}
	return dst
}

// addWeightGrad adds u.dw (K,R,R,C) to dw (K,C,R,R).
func (u *unrolled) addWeightGrad(dw []float32) {
	l := u.conv
	area := l.Kernel * l.Kernel
	for k := range l.OutC {
		for c := range l.InC {
			into := kernel.Block(dw, k*l.InC+c, area)
			for i := range into {
				into[i] += u.dw[(k*area+i)*l.InC+c]
			}
		}
	}
}

// turned copies w (K,C,R,R) to dst (R,R,K,C), each filter turned by half a turn.
func (u *unrolled) turned(dst, w []float32) []float32 {
	l := u.conv
	area := l.Kernel * l.Kernel
	dst = kernel.Reserve(dst, len(w))
	for k := range l.OutC {
		for c := range l.InC {
			for i, v := range kernel.Block(w, k*l.InC+c, area) {
				dst[((area-1-i)*l.OutC+k)*l.InC+c] = v
			}
		}
	}
	return dst
}
