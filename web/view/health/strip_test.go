package health

import (
	"math"
	"testing"

	"digitlab/web/worker"
)

// No value is lost or made on the way to the pixels, and each is at its height.
func TestSpread(t *testing.T) {
	for _, test := range []struct {
		name      string
		h         worker.Histogram
		low, high float64
		top, last int // the first and the last pixel that is not empty
	}{
		{"whole height", worker.Histogram{Low: -1, High: 1, Counts: []int{3, 0, 0, 5}}, -1, 1, 0, stripHeight - 1},
		{"upper half", worker.Histogram{Low: 0, High: 1, Counts: []int{3, 1, 7}}, -1, 1, 0, stripHeight/2 - 1},
		{"lower quarter", worker.Histogram{Low: -1, High: -0.5, Counts: []int{1, 1}}, -1, 1, stripHeight * 3 / 4, stripHeight - 1},
		{"finer than a pixel", worker.Histogram{Low: 0, High: 0.001, Counts: []int{4, 4, 4, 4}}, 0, 1, stripHeight - 1, stripHeight - 1},
		{"one value", worker.Histogram{Low: 1, High: 1, Counts: []int{9, 0}}, -1, 1, 0, 0},
		{"one value alone", worker.Histogram{Low: 2, High: 2, Counts: []int{9, 0}}, 2, 2, stripHeight / 2, stripHeight / 2},
	} {
		column := spread(test.h, test.low, test.high)
		var sum, want float64
		top, last := -1, -1
		for y, n := range column {
			sum += n
			if n > 1e-9 {
				if top < 0 {
					top = y
				}
				last = y
			}
		}
		for _, n := range test.h.Counts {
			want += float64(n)
		}
		if math.Abs(sum-want) > 1e-6 || top != test.top || last != test.last {
			t.Errorf("%s: %v values from pixel %d to %d, want %v from %d to %d", test.name, sum, top, last, want, test.top, test.last)
		}
	}
}

func TestPixels(t *testing.T) {
	list := []worker.Histogram{{Low: 0, High: 1, Counts: []int{0, 4}}, {Low: -1, High: 0, Counts: []int{4, 1}}}
	rgba := pixels(list)
	at := func(x, y int) byte { return rgba[4*(y*2+x)+3] }
	if len(rgba) != 4*2*stripHeight || at(0, 0) != 255 || at(0, stripHeight-1) != 0 || at(1, stripHeight-1) != 255 || at(1, 0) != 0 {
		t.Errorf("the pixels are %v", rgba)
	}
	if some := at(1, stripHeight*5/8); some != 127 {
		t.Errorf("a quarter of the most values has opacity %d, want 127", some)
	}
}
