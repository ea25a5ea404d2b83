package augment

import (
	"math"
	"testing"

	"digitlab/data"
)

// Strokes get thicker and thinner by what is asked for at both edges. They were
// drawn with a pen, so that their width is known.
func TestThicken(t *testing.T) {
	var room frame
	var pen redrawer
	tests := []struct{ pen, by, want float64 }{
		{pen: 3.3, by: -0.6, want: -1.2},
		{pen: 3.3, by: -0.3, want: -0.6},
		{pen: 3, by: 0.3, want: 0.6},
		{pen: 3, by: 0.6, want: 1.2},
		{pen: 3, by: 0, want: 0},
		{pen: 1.5, by: -0.8, want: 0}, // thin as it is
	}
	for _, test := range tests {
		var change, length float64
		for i := range 300 {
			image := *trainingImage(t, i)
			pen.redraw(&image, toFixed(test.pen))
			before := ink(&image)
			thicken(&image, toFixed(test.by), &room)
			change += float64(ink(&image) - before)
			length += float64(before) / test.pen
		}
		// Lines cross and end, and a pixel goes to its neighbours' greys in a
		// straight line.
		if got := change / length; math.Abs(got-test.want) > 0.2 {
			t.Errorf("edges moved by %v make strokes of %v wider by %.2f, want %v", test.by, test.pen, got, test.want)
		}
	}
}

// Lines made thinner, and those moved by parts of a pixel, keep a core of full
// ink.
func TestFullInk(t *testing.T) {
	a := newAugmenter(t, "shift=1.5,thickness=0.5")
	for i := range 500 {
		var image data.Image
		a.Apply(&image, trainingImage(t, i), 0, uint64(i))
		inked, full := 0, 0
		for _, v := range image {
			if v > 0 {
				inked++
			}
			if v == 255 {
				full++
			}
		}
		if full < inked/10 {
			t.Errorf("image %d: %d of %d inked pixels are full, want a tenth", i, full, inked)
		}
	}
}
