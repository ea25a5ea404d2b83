package nn

import (
	"digitlab/nn/internal/kernel"
)

// window is what the filters of a convolution meet on images (H,C,W,N).
type window struct {
	C, H, W int
	Side    int // of a filter, R
	Padding int // zeros round the image, on each side
	Stride  int // pixels from one place of a filter to the next
}

// outH and outW are the numbers of places.
func (v window) outH() int { return (v.H+2*v.Padding-v.Side)/v.Stride + 1 }
func (v window) outW() int { return (v.W+2*v.Padding-v.Side)/v.Stride + 1 }

// unroll copies x (H,C,W,N) to dst (H+2P,R,C,outW,N) and returns dst: for each
// of the R columns s of a filter, each row of x with P zeros on either side, every
// pixel of a stride from its pixel s on. All that the filter meets while it moves
// along one row of the output then lies in one matrix, of R*R*C rows (r,s,c) and
// outW*N columns, which begins at that row of dst where the filter does.
func (v window) unroll(dst, x []float32) []float32 {
	n := kernel.BatchSize(x, v.C*v.H*v.W)
	outW := v.outW()
	size := v.C * outW * n
	dst = kernel.Reserve(dst, (v.H+2*v.Padding)*v.Side*size)
	to := dst
	for h := range v.H + 2*v.Padding {
		for s := range v.Side {
			inH := h - v.Padding
			switch {
			case inH < 0 || inH >= v.H:
				clear(to[:size])
			case v.Stride == 1:
				shift(to[:size], kernel.Block(x, inH, v.C*v.W*n), v.C, v.W*n, outW*n, (s-v.Padding)*n)
			default:
				v.pick(to[:size], kernel.Block(x, inH, v.C*v.W*n), s-v.Padding, n)
			}
			to = to[size:]
		}
	}
	return dst
}

// shift copies rows of length from, moved by offset to the left, to rows of
// length into, with zeros where the source has nothing.
func shift(dst, src []float32, rows, from, into, offset int) {
	first := min(max(0, -offset), into)        // entries of dst before the source
	last := max(first, min(into, from-offset)) // and up to its end
	for range rows {
		clear(dst[:first])
		copy(dst[first:last], src[max(0, offset):])
		clear(dst[last:into])
		dst, src = dst[into:], src[from:]
	}
}

// pick copies every pixel of a stride, from one on, of rows src (C,W,N) to dst
// (C,outW,N), with zeros where the source has nothing.
func (v window) pick(dst, src []float32, from, n int) {
	outW := v.outW()
	for c := range v.C {
		row := kernel.Block(src, c, v.W*n)
		for w := range outW {
			pixel := kernel.Block(dst, c*outW+w, n)
			if at := from + w*v.Stride; at >= 0 && at < v.W {
				copy(pixel, kernel.Block(row, at, n))
			} else {
				clear(pixel)
			}
		}
	}
}

// spread copies dy (outH,K,outW,N), of so many filters, to dst, with zeros in
// between, such that it is that of stride 1.
func (v window) spread(dst, dy []float32, filters int) []float32 {
	n := kernel.BatchSize(dy, filters*v.outH()*v.outW())
	all := v
	all.Stride = 1
	dst = kernel.Reserve(dst, all.outH()*filters*all.outW()*n)
	clear(dst)
	for h := range v.outH() {
		for k := range filters {
			from := kernel.Block(dy, h*filters+k, v.outW()*n)
			to := kernel.Block(dst, h*v.Stride*filters+k, all.outW()*n)
			for w := range v.outW() {
				copy(kernel.Block(to, w*v.Stride, n), kernel.Block(from, w, n))
			}
		}
	}
	return dst
}
