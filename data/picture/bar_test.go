package picture

import (
	"errors"
	"image"
	"testing"
)

// A bar that was stretched to a square becomes as narrow as a 1 again, and what is
// no bar stays as it was.
func TestNarrowed(t *testing.T) {
	leaning := func(x, y int) float64 { // from the lower left to the upper right
		if left := 80 - y*80/160; x >= left && x < left+80 {
			return 0
		}
		return 255
	}
	tests := []struct {
		name string
		img  *image.Gray
		want image.Point // the size of what was scaled
		err  error
	}{
		{"leaning bar", page160(leaning, 40), image.Pt(6, 20), nil},
		{"leaning bar, cut close", page160(leaning, 0), image.Pt(6, 20), nil},
		{"disc, cut close", page160(func(x, y int) float64 {
			if (x-80)*(x-80)+(y-80)*(y-80) < 79*79 {
				return 0
			}
			return 255
		}, 0), image.Pt(20, 20), ErrNoDigit},
		{"square", page160(even(0), 40), image.Pt(20, 20), ErrNoDigit},
		{"cross", page160(func(x, y int) float64 {
			if max(x-y, y-x) < 20 || max(x+y-159, 159-x-y) < 20 {
				return 0
			}
			return 255
		}, 40), image.Pt(20, 20), nil},
	}
	for _, test := range tests {
		p, err := Prepare(test.img, Options{})
		if !errors.Is(err, test.err) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.err)
		} else if got := p.Scaled.Rect.Size(); got != test.want {
			t.Errorf("%s: scaled to %v, want %v", test.name, got, test.want)
		}
	}
}

// page160 has greys for a square of 160 pixels with so much white paper on each side.
func page160(level func(x, y int) float64, margin int) *image.Gray {
	return sheet(160+2*margin, 160+2*margin, func(x, y int) float64 {
		if at := image.Pt(x-margin, y-margin); at.In(image.Rect(0, 0, 160, 160)) {
			return level(at.X, at.Y)
		}
		return 255
	})
}
