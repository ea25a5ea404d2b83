package reading

import (
	"fmt"
	"image"
	"testing"
)

// TestScans reads small bitmaps, as the collections of digits before MNIST have
// them, made of MNIST's test images: with and without greys, with strokes thick and
// thin, and stretched to a square. A 1 that is upright and so stretched is but a
// square.
func TestScans(t *testing.T) {
	images := testImages(t)
	kinds := []struct {
		name string
		scan func(digit *image.Gray) *image.Gray
		// share is the least that is right.
		share float64
	}{
		{"16x16", func(d *image.Gray) *image.Gray { return square(cut(d, 64), 16) }, 0.93},
		{"16 pixels", func(d *image.Gray) *image.Gray { return fitted(cut(d, 64), 16) }, 0.93},
		{"16 pixels, thick", func(d *image.Gray) *image.Gray { return fitted(cut(thicker(d), 64), 16) }, 0.93},
		{"16x16 bitmap", func(d *image.Gray) *image.Gray { return bilevel(square(cut(d, 64), 16), 128) }, 0.93},
		{"16x16 stretched", func(d *image.Gray) *image.Gray { return stretched(cut(d, 128), 16, 16) }, 0.93},
		{"16x16 stretched bitmap", func(d *image.Gray) *image.Gray { return bilevel(stretched(cut(d, 128), 16, 16), 128) }, 0.93},
		{"32x32 bitmap", func(d *image.Gray) *image.Gray { return bilevel(square(cut(d, 64), 32), 128) }, 0.93},
		{"32x32 bitmap, thin", func(d *image.Gray) *image.Gray { return thinned(square(cut(d, 64), 32), 2) }, 0.93},
		{"32x32 bitmap, thinnest", func(d *image.Gray) *image.Gray { return thinned(square(cut(d, 64), 32), 1) }, 0.93},
	}
	looks := []struct {
		name string
		show func(scan *image.Gray) *image.Gray
	}{
		{"light on dark", func(img *image.Gray) *image.Gray { return img }},
		{"dark on light", inverted},
		{"with a margin", func(img *image.Gray) *image.Gray { return inverted(framed(img, 2)) }},
		{"enlarged", func(img *image.Gray) *image.Gray { return inverted(enlarged(img, 10)) }},
		{"enlarged with a margin", func(img *image.Gray) *image.Gray { return inverted(enlarged(framed(img, 2), 10)) }},
		{"enlarged smoothly", func(img *image.Gray) *image.Gray { return inverted(smooth(img, 8)) }},
	}
	if testing.Short() {
		looks = looks[1:4]
	}
	all := newReader(t)
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			r := newReader(t)
			for i := range 40 {
				scan := kind.scan(drawn(images.Image(i)))
				for _, look := range looks {
					r.read(look.show(scan), images.Label(i), fmt.Sprintf("%d %s", i, look.name))
				}
			}
			r.expect(t, kind.share)
			all.shown, all.right = all.shown+r.shown, all.right+r.right
			all.surelyWrong, all.none = all.surelyWrong+r.surelyWrong, all.none+r.none
		})
	}
	all.expect(t, 0.97)
}

// fitted returns the picture with its longer side so long.
func fitted(img *image.Gray, side int) *image.Gray {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	longer := max(w, h)
	return stretched(img, max(1, (w*side+longer/2)/longer), max(1, (h*side+longer/2)/longer))
}

// square returns the picture fitted into the middle of a square of dark paper.
func square(img *image.Gray, side int) *image.Gray {
	img = fitted(img, side)
	left, top := (side-img.Rect.Dx())/2, (side-img.Rect.Dy())/2
	return window(img, image.Rect(-left, -top, side-left, side-top))
}

// thicker returns the picture with its strokes wider by about a pixel.
func thicker(img *image.Gray) *image.Gray {
	out := image.NewGray(img.Rect)
	for i := range out.Pix {
		x, y := i%img.Stride, i/img.Stride
		out.Pix[i] = max(img.GrayAt(x, y).Y, img.GrayAt(x+1, y).Y, img.GrayAt(x, y+1).Y, img.GrayAt(x+1, y+1).Y)
	}
	return out
}

// thinned returns a picture with strokes of so many pixels, by Zhang and Suen's
// thinning ("A fast parallel algorithm for thinning digital patterns", 1984) of
// what is half ink or more.
func thinned(img *image.Gray, width int) *image.Gray {
	out := bilevel(img, 128)
	ring := [8]image.Point{{0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}}
	for changed := true; changed; {
		changed = false
		for pass := range 2 {
			var gone []int
			for i, v := range out.Pix {
				if v == 0 {
					continue
				}
				var p [9]bool
				neighbours, turns := 0, 0
				for k, d := range ring {
					p[k] = out.GrayAt(i%out.Stride+d.X, i/out.Stride+d.Y).Y > 0
					if p[k] {
						neighbours++
					}
				}
				p[8] = p[0]
				for k := range ring {
					if !p[k] && p[k+1] {
						turns++
					}
				}
				a, b := p[0] && p[2] && p[4], p[2] && p[4] && p[6]
				if pass == 1 {
					a, b = p[0] && p[2] && p[6], p[0] && p[4] && p[6]
				}
				if neighbours >= 2 && neighbours <= 6 && turns == 1 && !a && !b {
					gone = append(gone, i)
				}
			}
			for _, i := range gone {
				out.Pix[i], changed = 0, true
			}
		}
	}
	for range width - 1 {
		out = thicker(out)
	}
	return out
}
