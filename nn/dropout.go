package nn

import (
	"math/rand/v2"

	"digitlab/nn/internal/kernel"
)

// dropout sets a share of the values to 0 in training, drawn anew for each
// seed, and scales the others up so that the mean stays ("inverted" dropout, as
// PyTorch's); Srivastava et al., "Dropout: A Simple Way to Prevent Neural
// Networks from Overfitting" (2014). In evaluation it changes nothing.
type dropout struct {
	Size int     // values in a sample
	Rate float64 // share that is dropped, to a multiple of 1/65536

	stream uint64 // tells the masks of a model's layers apart
	pass   pass
	source rand.PCG
	mask   []float32 // what the values of the last Forward were multiplied by
}

// InSize returns the number of values in a sample.
func (l *dropout) InSize() int { return l.Size }

// OutSize returns the number of values in a sample.
func (l *dropout) OutSize() int { return l.Size }

func (l *dropout) begin(p pass) { l.pass = p }

// Forward computes y (N,D) from x (N,D), in whatever order the values lie.
func (l *dropout) Forward(y, x []float32) {
	if !l.pass.train {
		copy(y, x)
		return
	}
	l.mask = kernel.Reserve(l.mask, len(x))
	l.draw()
	kernel.Multiply(y, x, l.mask)
}

// Backward computes dx (N,D) from dy (N,D).
func (l *dropout) Backward(dx, dy, x []float32) {
	if !l.pass.train {
		copy(dx, dy)
		return
	}
	kernel.Multiply(dx, dy, l.mask)
}

// draw fills the mask from the seed. A random number of 64 bits decides on four
// values, so that masks take little time; they are the same on every machine.
func (l *dropout) draw() {
	const chances = 1 << 16
	dropped := uint64(l.Rate * chances)
	kept := float32(chances) / float32(chances-dropped)
	l.source.Seed(l.pass.seed, l.stream)
	var bits uint64
	for i := range l.mask {
		if i%4 == 0 {
			bits = l.source.Uint64()
		}
		l.mask[i] = 0
		if bits%chances >= dropped {
			l.mask[i] = kept
		}
		bits /= chances
	}
}
