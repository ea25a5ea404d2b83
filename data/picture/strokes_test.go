package picture

import (
	"errors"
	"image"
	"math"
	"slices"
	"testing"
)

// seven is a 7 as drawn on a pad of 400 units: a bar, and a leg that bends.
var seven = [][]float64{{110, 90, 200, 84, 290, 88, 270, 150, 230, 230, 205, 330}}

// inkArea returns the area drawn, in pixels.
func inkArea(page *image.Gray) float64 {
	var sum float64
	for _, v := range page.Pix {
		sum += float64(255-v) / 255
	}
	return sum
}

func TestRasterizeStrokesArea(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	const dot, line = math.Pi * 100, math.Pi*100 + 20*100 // a pen 20 wide, 100 long
	tests := []struct {
		name    string
		strokes [][]float64
		side    float64
		width   float64
		want    float64
	}{
		{name: "nothing", side: rasterSide, width: 20, want: 0},
		{name: "empty stroke", strokes: [][]float64{{}}, side: rasterSide, width: 20, want: 0},
		{name: "half a point", strokes: [][]float64{{140}}, side: rasterSide, width: 20, want: 0},
		{name: "dot", strokes: [][]float64{{140, 140}}, side: rasterSide, width: 20, want: dot},
		{name: "dot twice", strokes: [][]float64{{140, 140, 140, 140}}, side: rasterSide, width: 20, want: dot},
		{name: "dot over the corner", strokes: [][]float64{{0, 0}}, side: rasterSide, width: 20, want: dot / 4},
		{name: "line", strokes: [][]float64{{80, 140, 180, 140}}, side: rasterSide, width: 20, want: line},
		{name: "slanted line", strokes: [][]float64{{100, 100, 160, 180}}, side: rasterSide, width: 20, want: line},
		{name: "there and back", strokes: [][]float64{{80, 140, 180, 140, 90, 140}}, side: rasterSide, width: 20, want: line},
		{name: "two lines on one another", strokes: [][]float64{{80, 140, 180, 140}, {80, 140, 180, 140}}, side: rasterSide, width: 20, want: line},
		{name: "odd length", strokes: [][]float64{{80, 140, 180, 140, 7}}, side: rasterSide, width: 20, want: line},
		{name: "not finite", strokes: [][]float64{{80, 140, nan, 0, 0, inf, -inf, nan, 180, 140}}, side: rasterSide, width: 20, want: line},
		{name: "another unit", strokes: [][]float64{{8, 14, 18, 14}}, side: rasterSide / 10., width: 2, want: line},
		{name: "across the pad", strokes: [][]float64{{-1e300, 140, 1e300, 140}}, side: rasterSide, width: 20, want: rasterSide * 20},
		{name: "outside", strokes: [][]float64{{-50, -50, -50, 400, 1e308, 1e308}}, side: rasterSide, width: 20, want: 0},
		{name: "no width", strokes: [][]float64{{80, 140, 180, 140}}, side: rasterSide, width: 0, want: 100},
		{name: "width not a number", strokes: [][]float64{{80, 140, 180, 140}}, side: rasterSide, width: nan, want: 100},
		{name: "endless width", strokes: [][]float64{{80, 140}}, side: rasterSide, width: inf, want: rasterSide * rasterSide},
		{name: "no side", strokes: seven, side: 0, width: 20, want: 0},
		{name: "negative side", strokes: seven, side: -rasterSide, width: 20, want: 0},
		{name: "side not a number", strokes: seven, side: nan, width: 20, want: 0},
		{name: "endless side", strokes: seven, side: inf, width: 20, want: 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := Rasterize(test.strokes, test.side, test.width)
			if want := image.Rect(0, 0, rasterSide, rasterSide); page.Rect != want {
				t.Fatalf("Rasterize(%v).Rect = %v, want %v", test.strokes, page.Rect, want)
			}
			// Coverage by distance is exact on straight edges along the grid,
			// and off by under half a percent on slanted and round ones.
			if got := inkArea(page); math.Abs(got-test.want) > 0.005*test.want+1 {
				t.Errorf("Rasterize(%v) covers %.1f pixels, want %.1f", test.strokes, got, test.want)
			}
		})
	}
}

// TestRasterizeStrokesPlace checks that pixels mean what the doc says: the
// origin is at the top left, and a pixel is a square of side/rasterSide.
func TestRasterizeStrokesPlace(t *testing.T) {
	page := Rasterize([][]float64{{100, 50, 150, 50}}, rasterSide, 20)
	tests := []struct {
		x, y int
		want byte
	}{
		{125, 49, 0}, {125, 50, 0}, {125, 40, 0}, {125, 59, 0}, // rows 40 to 59 are the pen's
		{125, 39, 255}, {125, 60, 255},
		{92, 50, 0}, {157, 50, 0}, // the caps
		{88, 50, 255}, {161, 50, 255}, {91, 41, 255}, // the corner that a round cap leaves
	}
	for _, test := range tests {
		if got := page.GrayAt(test.x, test.y).Y; got != test.want {
			t.Errorf("pixel (%d, %d) = %d, want %d", test.x, test.y, got, test.want)
		}
	}
}

func TestRasterizeStrokesAllocations(t *testing.T) {
	// The image and its pixels.
	if got := testing.AllocsPerRun(10, func() { Rasterize(seven, 400, 32) }); got > 2 {
		t.Errorf("Rasterize allocates %v times, want 2", got)
	}
}

func FuzzRasterizeStrokes(f *testing.F) {
	f.Add(110.0, 90.0, 290.0, 88.0, 205.0, 330.0, 400.0, 32.0)
	f.Add(math.NaN(), 1.0, math.Inf(1), 2.0, 3.0, math.Inf(-1), 280.0, 20.0)
	f.Add(1e308, -1e308, -1e308, 1e308, 5e-324, 0.0, 1e-300, 1e300)
	f.Add(0.0, 0.0, 1.0, 1.0, 2.0, 0.0, -1.0, -1.0)
	f.Fuzz(func(t *testing.T, x0, y0, x1, y1, x2, y2, side, width float64) {
		strokes := [][]float64{{x0, y0, x1, y1, x2, y2}}
		page := Rasterize(strokes, side, width)
		reversed := Rasterize([][]float64{{x2, y2, x1, y1, x0, y0}}, side, width)
		// A line is the same from either end, but for rounding.
		const rounding = 1
		for i, v := range page.Pix {
			if d := int(v) - int(reversed.Pix[i]); d < -rounding || d > rounding {
				t.Fatalf("Rasterize(%v, %v, %v) pixel %d = %d, want %d as when reversed",
					strokes, side, width, i, v, reversed.Pix[i])
			}
		}
		if _, err := Normalize(page, Options{}); err != nil && !errors.Is(err, ErrNoDigit) && slices.Contains(page.Pix, 0) && !coversHalf(page) {
			t.Fatalf("Normalize(strokes %v, %v, %v) = %v, want an Image", strokes, side, width, err)
		}
	})
}

// coversHalf reports whether the page is so full that ink may pass for paper.
func coversHalf(page *image.Gray) bool {
	return inkArea(page) > float64(len(page.Pix))/4
}

// scribble is a drawing of 300 segments, as long as a visitor's longest.
func scribble() [][]float64 {
	var stroke []float64
	for i := range 301 {
		a := float64(i) / 300 * 6 * math.Pi
		stroke = append(stroke, 200+(40+0.3*float64(i))*math.Cos(a), 200+(40+0.3*float64(i))*math.Sin(a))
	}
	return [][]float64{stroke}
}

func BenchmarkRasterizeStrokes(b *testing.B) {
	strokes := scribble()
	for b.Loop() {
		Rasterize(strokes, 400, 32)
	}
}

// BenchmarkPad is what each move of the pen costs.
func BenchmarkPad(b *testing.B) {
	for _, bench := range []struct {
		name    string
		strokes [][]float64
		width   float64
	}{{"seven", seven, 32}, {"thin", seven, 6}, {"scribble", scribble(), 16}} {
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Normalize(Rasterize(bench.strokes, 400, bench.width), Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
