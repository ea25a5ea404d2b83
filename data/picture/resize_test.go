package picture

import (
	"image"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// areaReference shrinks by cutting each pixel into n parts across and down,
// so that every part lies within one resized pixel of w x h. n is w and h.
func areaReference(src *image.Gray, w, h int) []float64 {
	size := src.Rect.Size()
	sums := make([]float64, w*h)
	for y := range size.Y * h {
		for x := range size.X * w {
			sums[y/size.Y*w+x/size.X] += float64(src.Pix[y/h*src.Stride+x/w])
		}
	}
	for i := range sums {
		sums[i] /= float64(size.X * size.Y)
	}
	return sums
}

func randomGray(w, h int) *image.Gray {
	rng := rand.New(rand.NewPCG(uint64(w), uint64(h)))
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = byte(rng.IntN(256))
	}
	return img
}

func TestResizeShrinks(t *testing.T) {
	tests := []struct{ fromW, fromH, w, h int }{
		{40, 40, 20, 20}, {41, 53, 20, 20}, {200, 30, 20, 3}, {21, 20, 20, 19}, {7, 100, 1, 14}, {100, 101, 28, 28},
	}
	for _, test := range tests {
		src := randomGray(test.fromW, test.fromH)
		got, want := resize(src, test.w, test.h), areaReference(src, test.w, test.h)
		for i := range want {
			// float32 sums of up to 30 rows of 255: errors of 1e-5 at most.
			if math.Abs(float64(got[i])-want[i]) > 1e-3 {
				t.Errorf("resize %v: pixel %d = %v, want %v", test, i, got[i], want[i])
				break
			}
		}
	}
}

func TestResizeEnlarges(t *testing.T) {
	src := image.NewGray(image.Rect(0, 0, 2, 1))
	src.Pix[1] = 80
	// Centres at 0.25, 0.75, 1.25 and 1.75 of the two pixels, whose centres
	// are at 0.5 and 1.5; outside of them their values go on.
	want := []float32{0, 20, 60, 80}
	for y := range 3 {
		for x, v := range resize(src, 4, 3)[4*y:][:4] {
			if v != want[x] {
				t.Errorf("resize of [0 80] to 4x3: (%d, %d) = %v, want %v", x, y, v, want[x])
			}
		}
	}
}

func TestResizeOfPart(t *testing.T) {
	src := randomGray(30, 30)
	part := src.SubImage(image.Rect(3, 5, 17, 29)).(*image.Gray)
	got := resize(part, 14, 24)
	for i, v := range got {
		if want := src.GrayAt(3+i%14, 5+i/14).Y; v != float32(want) {
			t.Fatalf("resize of a part to its own size: pixel %d = %v, want %v", i, v, want)
		}
	}
}

func TestNth(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for size := 1; size < 60; size++ {
		values := make([]float32, size)
		for i := range values {
			values[i] = float32(rng.IntN(20)) // so that some are alike
		}
		sorted := slices.Sorted(slices.Values(values))
		for n, want := range sorted {
			if got := nth(slices.Clone(values), n); got != want {
				t.Fatalf("number %d of %v is %g, want %g", n, values, got, want)
			}
		}
	}
}
