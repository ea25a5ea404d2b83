package picture

import (
	"bytes"
	"image"
	"math/rand/v2"
	"testing"
)

// naiveClosed looks at all squares that hold a pixel, and at all that they hold.
func naiveClosed(page *image.Gray, side int) *image.Gray {
	out := image.NewGray(page.Rect)
	for i := range out.Pix {
		x, y := i%out.Stride, i/out.Stride
		darkest := byte(255)
		for top := y - side + 1; top <= y; top++ {
			for left := x - side + 1; left <= x; left++ {
				square := image.Rect(left, top, left+side, top+side).Intersect(page.Rect)
				lightest := byte(0)
				for v := range square.Dx() * square.Dy() {
					lightest = max(lightest, page.GrayAt(square.Min.X+v%square.Dx(), square.Min.Y+v/square.Dx()).Y)
				}
				darkest = min(darkest, lightest)
			}
		}
		out.Pix[i] = darkest
	}
	return out
}

func TestClosed(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, size := range []image.Point{{17, 11}, {4, 9}, {1, 1}} {
		for side := 1; side <= 6; side++ {
			page := sheet(size.X, size.Y, func(_, _ int) float64 { return float64(rng.IntN(256)) })
			if got, want := closed(page, side), naiveClosed(page, side); got.Rect != want.Rect || !bytes.Equal(got.Pix, want.Pix) {
				t.Errorf("closing %v pixels by squares of %d differs from looking at all squares", size, side)
			}
		}
	}
}

// A straight edge stays where it is, whatever its direction, and a line on either
// side of it is gone.
func TestClosedKeepsEdges(t *testing.T) {
	for _, slope := range []float64{-1.5, -0.5, 0, 0.3, 1} {
		edge := func(x, y int) float64 {
			if float64(x-60) > slope*float64(y-60) {
				return 200
			}
			return 80
		}
		page := sheet(120, 120, func(x, y int) float64 {
			if y >= 58 && y < 62 {
				return edge(x, y) / 4
			}
			return edge(x, y)
		})
		want := sheet(120, 120, edge)
		got := closed(page, 20)
		off := 0
		for i, v := range got.Pix {
			if v != want.Pix[i] {
				off++
			}
		}
		// Where the line crosses the edge, its lit end may be taken for shadow.
		if off > 16 {
			t.Errorf("slope %g: %d pixels are not as without the line", slope, off)
		}
	}
}

func BenchmarkShadow(b *testing.B) {
	page := sheet(1000, 750, func(x, y int) float64 {
		v := 220.
		if x+y/3 > 600 {
			v = 110
		}
		if (x-500)*(x-500)+(y-300)*(y-300) < 80*80 && (x-500)*(x-500)+(y-300)*(y-300) > 70*70 {
			v /= 5
		}
		return v
	})
	for b.Loop() {
		if _, err := Normalize(page, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
