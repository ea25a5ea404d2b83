package reading

import (
	"fmt"
	"image"
	"math/rand/v2"
	"testing"

	"digitlab/data"
)

// TestDigitsThatTouchTheEdges reads MNIST's test images cut to their ink, as large as
// they are and enlarged, dark on light and light on dark.
func TestDigitsThatTouchTheEdges(t *testing.T) {
	images := testImages(t)
	for _, size := range []struct {
		name    string
		enlarge func(*image.Gray, int) *image.Gray
		times   int
	}{{"1x", enlarged, 1}, {"10x", enlarged, 10}, {"10x smooth", smooth, 10}} {
		for _, noise := range []float64{0, 6} {
			for _, lightInk := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, noise %g, light ink %t", size.name, noise, lightInk), func(t *testing.T) {
					r := newReader(t)
					rng := rand.New(rand.NewPCG(1, 2))
					for i := range pictures(t, 200) {
						img := size.enlarge(cut(drawn(images.Image(i)), 1), size.times)
						if !lightInk {
							img = inverted(img)
						}
						r.read(noisy(img, noise, rng), images.Label(i), fmt.Sprint(i))
					}
					r.expect(t, 0.99)
				})
			}
		}
	}
}

// TestDigitsThatTouchSomeEdges reads the same with paper left at some of the
// sides.
func TestDigitsThatTouchSomeEdges(t *testing.T) {
	images := testImages(t)
	for _, times := range []int{1, 4} {
		for _, noise := range []float64{0, 6} {
			t.Run(fmt.Sprintf("%dx, noise %g", times, noise), func(t *testing.T) {
				r := newReader(t)
				rng := rand.New(rand.NewPCG(1, 2))
				for i := range pictures(t, 200) {
					digit := cut(drawn(images.Image(i)), 1)
					box := digit.Rect
					for _, side := range []*int{&box.Min.X, &box.Min.Y} {
						*side -= rng.IntN(2) * rng.IntN(16)
					}
					for _, side := range []*int{&box.Max.X, &box.Max.Y} {
						*side += rng.IntN(2) * rng.IntN(16)
					}
					img := smooth(window(digit, box), times)
					if i%2 == 0 {
						img = inverted(img)
					}
					r.read(noisy(img, noise, rng), images.Label(i), fmt.Sprint(i, box))
				}
				r.expect(t, 0.98)
			})
		}
	}
}

// TestNumbersThatTouchTheEdges reads rows of digits cut to their ink.
func TestNumbersThatTouchTheEdges(t *testing.T) {
	images := testImages(t)
	for _, length := range []int{2, 3, 5} {
		t.Run(fmt.Sprint(length, " digits"), func(t *testing.T) {
			r := newReader(t)
			for first := 0; first < pictures(t, 200); first += length {
				row := image.NewGray(image.Rect(0, 0, 24*length+4, data.Side))
				want := ""
				for i := range length {
					digit := drawn(images.Image(first + i))
					for k, v := range digit.Pix {
						row.Pix[k/data.Side*row.Stride+24*i+k%data.Side] |= v
					}
					want += fmt.Sprint(images.Label(first + i))
				}
				r.readNumber(inverted(smooth(cut(row, 1), 4)), want, fmt.Sprint(first))
				r.readNumber(inverted(smooth(framed(cut(row, 1), 6), 4)), want, fmt.Sprint(first, " with a margin"))
			}
			r.expect(t, 0.8)
		})
	}
}
