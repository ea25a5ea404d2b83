// Package dream computes pictures by gradients with respect to what a network reads:
// the picture that a class is likeliest in, and the smallest change that makes a
// picture one of another class.
package dream

import (
	"math/rand/v2"

	"digitlab/nn"
	"digitlab/nn/internal/kernel"
)

const (
	// climb is how far a step goes along the gradient, as root mean square of the
	// change of a pixel.
	climb = 0.1
	// decay is the share of the ink that a step takes away, so that none stays
	// where the class does not ask for it.
	decay = 0.06
	// blur is the share of a pixel that its four neighbours have after a step.
	// Without it, the pictures are noise that no pen would leave.
	blur = 0.2
	// jitter is how many pixels the picture is moved by at most before a step: what
	// holds in one place alone is not what the class looks like.
	jitter = 2
)

// Dream is a picture on its way to the one in which a network finds a class
// likeliest: activation maximisation (Simonyan, Vedaldi and Zisserman, "Deep Inside
// Convolutional Networks", 2014), regularised by decay, blur (Yosinski et al.,
// "Understanding Neural Networks Through Deep Visualization", 2015) and jitter.
type Dream struct {
	model *nn.Model
	class byte
	shape nn.Shape
	rng   *rand.Rand

	picture []float32 // (C,H,W), 0 to 1
	moved   []float32
}

// New returns a dream of a class, which begins with faint noise that seed decides on.
// It uses the model, and sets evaluation mode with each step.
func New(model *nn.Model, class byte, seed uint64) *Dream {
	d := &Dream{model: model, class: class, shape: model.Architecture().Input(), rng: rand.New(rand.NewPCG(seed, uint64(class)))}
	d.picture, d.moved = make([]float32, model.InSize()), make([]float32, model.InSize())
	for i := range d.picture {
		d.picture[i] = 0.1 * d.rng.Float32()
	}
	return d
}

// Picture returns the pixels (C,H,W), 0 to 1. The next step changes them.
func (d *Dream) Picture() []float32 { return d.picture }

// Step goes one step along the gradient.
func (d *Dream) Step() {
	dy, dx := d.rng.IntN(2*jitter+1)-jitter, d.rng.IntN(2*jitter+1)-jitter
	d.move(d.moved, d.picture, dy, dx)
	direction, reach := descent(d.model, d.moved, d.class)
	// A step that reaches its end earlier is a smaller one in all it does, or decay and
	// blur would take back what it has reached.
	share := float32(min(1, reach/climb))
	for i, v := range direction {
		d.moved[i] = (1-share*decay)*d.moved[i] + share*climb*v
	}
	d.move(d.picture, d.moved, -dy, -dx)
	d.soften(share * blur)
	clamp(d.picture)
}

// move copies src moved down and to the right, around the edges, to dst.
func (d *Dream) move(dst, src []float32, down, right int) {
	s := d.shape
	for c := range s.Channels {
		for y := range s.Height {
			from := kernel.Block(src, c*s.Height+(y-down+s.Height)%s.Height, s.Width)
			to := kernel.Block(dst, c*s.Height+y, s.Width)
			for x := range to {
				to[x] = from[(x-right+s.Width)%s.Width]
			}
		}
	}
}

// soften gives each pixel's neighbours a share of it. Outside the picture there is paper.
func (d *Dream) soften(share float32) {
	s := d.shape
	copy(d.moved, d.picture)
	at := func(c, y, x int) float32 {
		if y < 0 || y >= s.Height || x < 0 || x >= s.Width {
			return 0
		}
		return d.moved[(c*s.Height+y)*s.Width+x]
	}
	for i := range d.picture {
		c, y, x := i/(s.Height*s.Width), i/s.Width%s.Height, i%s.Width
		around := at(c, y-1, x) + at(c, y+1, x) + at(c, y, x-1) + at(c, y, x+1)
		d.picture[i] = (1-share)*d.picture[i] + share/4*around
	}
}
