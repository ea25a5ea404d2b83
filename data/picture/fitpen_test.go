package picture

import (
	"math"
	"testing"

	"digitlab/data"
)

func TestFitPen(t *testing.T) {
	line := func(length float64) [][]float64 { return [][]float64{{10, 10, 10, 10 + length}} }
	tests := []struct {
		name    string
		strokes [][]float64
		want    float64
	}{
		{"nothing", nil, 24},
		{"dot", [][]float64{{5, 5}}, 24},
		{"dot of an unsteady hand", line(10), 24},
		{"small", line(40), 40 * 2.7 / 17.3},
		{"large", line(200), 24},
		{"not finite", [][]float64{{math.NaN(), math.Inf(1), 1, 2}}, 24},
	}
	for _, test := range tests {
		if got := FitPen(test.strokes, 24); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%s: FitPen = %g, want %g", test.name, got, test.want)
		}
	}
}

// A small drawing makes the same image as a large one.
func TestFitPenKeepsSmallDrawingsReadable(t *testing.T) {
	two := []float64{0, 20, 15, 5, 40, 0, 62, 8, 66, 30, 45, 60, 10, 95, 0, 100, 70, 100}
	normalized := func(scale float64) data.Image {
		stroke := make([]float64, len(two))
		for i, v := range two {
			stroke[i] = 40 + scale*v
		}
		strokes := [][]float64{stroke}
		image, err := Normalize(Rasterize(strokes, 280, FitPen(strokes, 24)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		return image
	}
	large, small := normalized(2), normalized(0.3)
	var difference float64
	for i := range large {
		difference += math.Abs(float64(large[i]) - float64(small[i]))
	}
	// The small one is 30 of 280 across, 21 pixels of the raster: its edges
	// are known to a pixel in 21, and a shift by a pixel of the image may
	// follow: it differs by 11.5. With a pen of 24 the difference is 55.
	if mean := difference / data.Pixels; mean > 14 {
		t.Errorf("a drawing of 0.15 times the size differs by %.1f of 255 a pixel, want at most 14", mean)
	}
}
