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

// toBatchLast copies src (N,C,H,W) to dst (H,C,W,N).
func toBatchLast(dst, src []float32, channels, height, width int) {
	n := kernel.BatchSize(src, channels*height*width)
	for i := range n {
		for c := range channels {
			for h := range height {
				row := kernel.Block(src, (i*channels+c)*height+h, width)
				to := dst[(h*channels+c)*width*n+i:]
				for w, v := range row {
					to[w*n] = v
				}
			}
		}
	}
}

// toBatchFirst copies src (H,C,W,N) to dst (N,C,H,W).
func toBatchFirst(dst, src []float32, channels, height, width int) {
	n := kernel.BatchSize(src, channels*height*width)
	for i := range n {
		for c := range channels {
			for h := range height {
				row := kernel.Block(dst, (i*channels+c)*height+h, width)
				from := src[(h*channels+c)*width*n+i:]
				for w := range row {
					row[w] = from[w*n]
				}
			}
		}
	}
}
