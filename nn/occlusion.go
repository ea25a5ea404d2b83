package nn

import (
	"digitlab/nn/internal/kernel"
)

// Occlusion says what the outputs become when a part of the image is covered.
type Occlusion struct {
	Rows, Columns int       // of places
	Outputs       []float32 // (Rows,Columns,Outputs) of the model
}

// occlusionBatch is the number of covered images computed at a time: more of
// them do not fit the caches.
const occlusionBatch = 16

// Occlude covers the image x (C,H,W) with a blank square of side pixels, in
// places that are step pixels apart, and returns the outputs for each. The
// squares lie around the middles of the steps, and over the image's edges where
// they have to. It sets evaluation mode, and panics if the network takes vectors.
//
// That is occlusion sensitivity (Zeiler and Fergus, "Visualizing and
// Understanding Convolutional Networks", 2014, section 4.2), with paper in place
// of their grey. Gradients, which are cheaper, tell of the slightest changes
// only: a network that is sure of its answer has next to none.
func (m *Model) Occlude(x []float32, side, step int) Occlusion {
	shape := m.architecture.Input()
	if shape.Flat() {
		panic("nn: occlusion of a vector")
	}
	o := Occlusion{Rows: (shape.Height + step - 1) / step, Columns: (shape.Width + step - 1) / step}
	margin := (side - step) / 2
	var images []float32
	var at []int // their places
	for place := range o.Rows * o.Columns {
		n := len(images)
		images = append(images, x...)
		if !shape.cover(images[n:], place/o.Columns*step-margin, place%o.Columns*step-margin, side) {
			images = images[:n] // nothing was there
			continue
		}
		at = append(at, place)
	}

	m.SetEvaluation()
	outputs := m.Loss.Outputs()
	plain := m.Forward(x)
	for range o.Rows * o.Columns {
		o.Outputs = append(o.Outputs, plain...)
	}
	for len(at) > 0 {
		n := min(occlusionBatch, len(at))
		y := m.Forward(images[:n*len(x)])
		for i, place := range at[:n] {
			copy(kernel.Block(o.Outputs, place, outputs), kernel.Block(y, i, outputs))
		}
		images, at = images[n*len(x):], at[n:]
	}
	return o
}

// cover makes a square of the image x blank, as far as it is inside, and reports
// whether it was not before.
func (s Shape) cover(x []float32, top, left, side int) (changed bool) {
	for c := range s.Channels {
		for h := max(top, 0); h < min(top+side, s.Height); h++ {
			row := kernel.Block(x, c*s.Height+h, s.Width)[max(left, 0):min(left+side, s.Width)]
			for i, v := range row {
				changed = changed || v != 0
				row[i] = 0
			}
		}
	}
	return changed
}
