package nn

import (
	"digitlab/nn/internal/kernel"
)

// lanes is what the number of samples is rounded up to: the values of a vector
// register. With samples innermost, every row of every layer then is a whole
// number of vectors.
const lanes = 4

// reorder brings samples from (N,C,H,W), the order of images and of PyTorch, to
// (H,C,W,N), in which the convolutions and poolings compute, or back: the samples
// innermost, so that vectors run along samples and need no shuffling, and the
// rows outermost, so that the rows a filter meets lie together. Back, samples can
// be taken as flat vectors (N,D).
type reorder struct {
	Shape
	back bool
}

// InSize returns the number of values in a sample.
func (l *reorder) InSize() int { return l.Size() }

// OutSize returns the number of values in a sample.
func (l *reorder) OutSize() int { return l.Size() }

// Forward computes y from x.
func (l *reorder) Forward(y, x []float32) { l.copy(y, x, l.back) }

// Backward computes dx from dy.
func (l *reorder) Backward(dx, dy, x []float32) {
	if dx != nil {
		l.copy(dx, dy, !l.back)
	}
}

func (l *reorder) copy(dst, src []float32, back bool) {
	channels, height, width := l.image()
	if back {
		toBatchFirst(dst, src, channels, height, width)
	} else {
		toBatchLast(dst, src, channels, height, width)
	}
}

// toBatchLast copies src (N,C,H,W) to dst (H,C,W,N), N being a multiple of lanes.
func toBatchLast(dst, src []float32, channels, height, width int) {
	n, size := kernel.BatchSize(src, channels*height*width), channels*height*width
	for i := 0; i < n; i += lanes {
		for row := range channels * height {
			c, h := row/height, row%height
			r0, r1, r2, r3 := fourRows(src[i*size+row*width:], size, width)
			to := dst[(h*channels+c)*width*n+i:]
			for w, v := range r0 {
				pixel := (*[lanes]float32)(to[w*n:])
				pixel[0], pixel[1], pixel[2], pixel[3] = v, r1[w], r2[w], r3[w]
			}
		}
	}
}

// toBatchFirst copies src (H,C,W,N), N being a multiple of lanes, to dst (N,C,H,W).
func toBatchFirst(dst, src []float32, channels, height, width int) {
	n, size := kernel.BatchSize(src, channels*height*width), channels*height*width
	for i := 0; i < n; i += lanes {
		for row := range channels * height {
			c, h := row/height, row%height
			r0, r1, r2, r3 := fourRows(dst[i*size+row*width:], size, width)
			from := src[(h*channels+c)*width*n+i:]
			for w := range r0 {
				pixel := (*[lanes]float32)(from[w*n:])
				r0[w], r1[w], r2[w], r3[w] = pixel[0], pixel[1], pixel[2], pixel[3]
			}
		}
	}
}

// fourRows returns the row of s of that width and those of the next three samples.
func fourRows(s []float32, size, width int) (r0, r1, r2, r3 []float32) {
	return s[:width], s[size:][:width], s[2*size:][:width], s[3*size:][:width]
}
