package picture

import (
	"bytes"
	"errors"
	"flag"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"digitlab/data"
)

var update = flag.Bool("update", false, "rewrite the pictures in testdata")

// page is paper to lay an Image on, each pixel ten pixels wide, with the
// image's first pixel at the given offset.
type page struct {
	paper     *image.Gray
	left, top int
	ink       byte
}

// sheet is paper whose grey depends on the place.
func sheet(w, h int, level func(x, y int) float64) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = byte(max(0, min(255, level(i%w, i/w)+0.5)))
	}
	return img
}

func even(level float64) func(x, y int) float64 {
	return func(_, _ int) float64 { return level }
}

// draw returns the page with the image on it.
func (p page) draw(digit []byte) *image.Gray {
	const enlarged = 10
	img := image.NewGray(p.paper.Rect)
	copy(img.Pix, p.paper.Pix)
	for i := range data.Pixels * enlarged * enlarged {
		x, y := i%(data.Side*enlarged), i/(data.Side*enlarged)
		v := &img.Pix[(p.top+y)*img.Stride+p.left+x]
		*v = over(p.ink, digit[y/enlarged*data.Side+x/enlarged], *v)
	}
	return img
}

// grainy is paper in uneven light: the grey falls by half from corner to
// corner, and each pixel is off by a few levels.
func grainy(x, y int) float64 {
	rng := rand.New(rand.NewPCG(uint64(x), uint64(y)))
	return 230 - 0.15*float64(x) - 0.1*float64(y) + 3*rng.NormFloat64()
}

// throughJPEG saves and loads a picture as a telephone would.
func throughJPEG(t testing.TB, img image.Image) image.Image {
	file := encode(t, func(w io.Writer) error { return jpeg.Encode(w, img, &jpeg.Options{Quality: 75}) })
	img, err := Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// onNothing is a page whose darkness is opacity: ink of one colour, and
// transparent paper.
func onNothing(img *image.Gray, ink color.NRGBA) image.Image {
	out := image.NewNRGBA(img.Rect)
	for i, v := range img.Pix {
		ink.A = 255 - v
		out.SetNRGBA(i%img.Stride, i/img.Stride, ink)
	}
	return out
}

// TestNormalizeMNIST holds that digits of the test set, put on all sorts of
// pages, come back as they were.
func TestNormalizeMNIST(t *testing.T) {
	light := page{paper: sheet(280, 280, even(255)), ink: 0}
	tests := []struct {
		name    string
		page    page
		through func(t testing.TB, img *image.Gray) image.Image
		options Options
		// The bounds are the differences that were measured, plus a tenth.
		// What is measured on a clean page is mostly the pen: strokes that
		// are thinner or thicker than nine in ten of MNIST's are evened out
		// (see evenPen), as measured on the coarse outlines that enlarging
		// gives. Grain, JPEG and the few levels of faint ink add to it at the
		// grey rims.
		mean float64
	}{
		{name: "plain", page: light, options: Options{Plain: true}, mean: 0},
		{name: "dark on light", page: light, mean: 2.25},
		{name: "light on dark", page: page{paper: sheet(280, 280, even(0)), ink: 255}, mean: 2.25},
		{name: "off-white, margins", page: page{paper: sheet(500, 400, even(235)), left: 150, top: 60, ink: 20}, mean: 2.25},
		{name: "faint", page: page{paper: sheet(280, 280, even(245)), ink: 205}, mean: 3.2},
		{name: "big page", page: page{paper: sheet(1500, 1200, even(255)), left: 1100, top: 40, ink: 0}, mean: 2.25},
		{name: "transparent", page: light, mean: 2.25,
			through: func(_ testing.TB, img *image.Gray) image.Image { return onNothing(img, color.NRGBA{20, 40, 60, 0}) }},
		{name: "white on nothing", page: light, mean: 2.25,
			through: func(_ testing.TB, img *image.Gray) image.Image {
				return onNothing(img, color.NRGBA{255, 255, 255, 0})
			}},
		{name: "photograph", page: page{paper: sheet(600, 500, grainy), left: 200, top: 150, ink: 30}, mean: 4,
			through: func(t testing.TB, img *image.Gray) image.Image { return throughJPEG(t, img) }},
	}
	images := mnist(t).Images(data.Test)
	const count = 200
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sum := 0.0
			for i := range count {
				var img image.Image = test.page.draw(images.Image(i))
				if test.through != nil {
					img = test.through(t, img.(*image.Gray))
				}
				got, err := Normalize(img, test.options)
				if err != nil {
					t.Fatalf("image %d: %v", i, err)
				}
				sum += meanDifference(got[:], images.Image(i))
			}
			mean := sum / count
			t.Logf("mean difference %.3f of 255", mean)
			if mean > test.mean {
				t.Errorf("mean difference = %.3f, want at most %.3f", mean, test.mean)
			}
		})
	}
}

// meanDifference returns the mean absolute difference of pixels.
func meanDifference(a, b []byte) float64 {
	sum := 0
	for i := range a {
		sum += max(int(a[i])-int(b[i]), int(b[i])-int(a[i]))
	}
	return float64(sum) / float64(len(a))
}

// TestNormalizeGolden keeps the images of some drawings as pictures, to be
// looked at when they change.
func TestNormalizeGolden(t *testing.T) {
	drawing := func(width float64) *image.Gray { return Rasterize(seven, 400, width) }
	onDesk := func(img *image.Gray) image.Image {
		out := image.NewGray(image.Rect(0, 0, 500, 400))
		for i := range out.Pix {
			x, y := i%500, i/500
			ink := 0.0
			if p := image.Pt(x-40, y-170); p.In(img.Rect) {
				ink = float64(255-img.GrayAt(p.X, p.Y).Y) / 255
			}
			out.Pix[i] = byte(max(0, min(255, grainy(x, y)*(1-0.7*ink))))
		}
		for _, speck := range []image.Point{{460, 30}, {461, 30}, {300, 380}} {
			out.SetGray(speck.X, speck.Y, color.Gray{10})
		}
		return out
	}
	tests := []struct {
		name    string
		img     image.Image
		options Options
	}{
		{name: "seven", img: drawing(32)},
		{name: "seven-plain", img: drawing(32), options: Options{Plain: true}},
		{name: "seven-thin", img: drawing(4)},
		{name: "seven-thick", img: drawing(75)},
		{name: "seven-photograph", img: onDesk(drawing(24))},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Normalize(test.img, test.options)
			if err != nil {
				t.Fatal(err)
			}
			// Another machine may fuse a multiplication with an addition and
			// round differently, which moves a threshold by a level.
			compareGolden(t, test.name, &image.Gray{Pix: got[:], Stride: data.Side, Rect: image.Rect(0, 0, data.Side, data.Side)}, 3)
		})
	}
	t.Run("strokes", func(t *testing.T) {
		compareGolden(t, "strokes", drawing(32), 1) // rounding alone
	})
}

// compareGolden compares a picture with the one in testdata, or writes that.
func compareGolden(t *testing.T, name string, got *image.Gray, tolerance int) {
	t.Helper()
	path := filepath.Join("testdata", name+".png")
	if *update {
		file := encode(t, func(w io.Writer) error { return png.Encode(w, got) })
		if err := os.WriteFile(path, file, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	want, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	comparePixels(t, got, want.(*image.Gray), tolerance)
}

func TestNormalizeBlank(t *testing.T) {
	noise := rand.New(rand.NewPCG(1, 2))
	wide := func(level func(x, y int) float64) *image.Gray { return sheet(300, 200, level) }
	grain := wide(func(_, _ int) float64 { return 200 + 8*noise.NormFloat64() })
	specks := wide(even(250))
	specks.Pix[12345], specks.Pix[54321] = 0, 0
	tests := []struct {
		name string
		img  image.Image
	}{
		{"empty rectangle", image.NewGray(image.Rectangle{})},
		{"no height", image.NewRGBA(image.Rect(3, 3, 9, 3))},
		{"one pixel", image.NewGray(image.Rect(0, 0, 1, 1))},
		{"one row", image.NewGray(image.Rect(0, 0, 50, 1))},
		{"one column", image.NewGray(image.Rect(0, 0, 1, 50))},
		{"white", wide(even(255))},
		{"black", wide(even(0))},
		{"grey", wide(even(127))},
		{"transparent", image.NewNRGBA(image.Rect(0, 0, 40, 40))},
		{"transparent, premultiplied", image.NewRGBA(image.Rect(0, 0, 40, 40))},
		{"uneven light", wide(func(x, y int) float64 { return 250 - 0.3*float64(x) - 0.2*float64(y) })},
		{"vignette", wide(func(x, y int) float64 { return 240 - math.Hypot(float64(x-150), float64(y-100))/2 })},
		{"grain", grain},
		{"grain and JPEG", throughJPEG(t, grain)},
		{"grain, uneven light and JPEG", throughJPEG(t, wide(grainy))},
		{"specks", specks},
		{"empty pad", Rasterize(nil, 400, 32)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Normalize(test.img, Options{}); !errors.Is(err, ErrBlank) {
				t.Errorf("Normalize = %v, want ErrBlank", err)
			}
			_, err := Normalize(test.img, Options{Plain: true})
			if empty := test.img.Bounds().Empty(); empty != errors.Is(err, ErrBlank) || !empty && err != nil {
				t.Errorf("Normalize, plain = %v, want ErrBlank only without pixels", err)
			}
		})
	}
}

// TestNormalizeSmall goes through pictures so small that no part of the way
// has room: each either is blank or has a speck.
func TestNormalizeSmall(t *testing.T) {
	for w := 1; w <= 6; w++ {
		for h := 1; h <= 6; h++ {
			for dark := range w * h {
				img := image.NewGray(image.Rect(0, 0, w, h))
				for i := range img.Pix {
					img.Pix[i] = 255
				}
				img.Pix[dark] = 0
				_, err := Normalize(img, Options{})
				if blank := errors.Is(err, ErrBlank) && w*h <= 4; !blank && !errors.Is(err, ErrNoDigit) {
					t.Errorf("Normalize of %dx%d with dark pixel %d = %v, want ErrNoDigit", w, h, dark, err)
				}
			}
		}
	}
}

// TestNormalizePlace holds what MNIST promises: the longer side is 20 pixels,
// and the centre of mass is within half a pixel of index 14 each way.
func TestNormalizePlace(t *testing.T) {
	strokes := map[string][][]float64{
		"seven":         seven,
		"in a corner":   {{10, 10, 60, 10, 40, 60}},
		"over the edge": {{-50, 200, 60, 200}},
		"wide":          {{20, 200, 380, 205}},
		"heavy foot":    {{200, 40, 200, 360}, {180, 340, 220, 340, 220, 360, 180, 360, 200, 350}},
	}
	for name, s := range strokes {
		t.Run(name, func(t *testing.T) {
			got, err := Normalize(Rasterize(s, 400, 30), Options{})
			if err != nil {
				t.Fatal(err)
			}
			var box image.Rectangle
			var sum, sumX, sumY float64
			for i, v := range got {
				if v > 0 {
					box = box.Union(image.Rect(i%data.Side, i/data.Side, i%data.Side+1, i/data.Side+1))
				}
				sum += float64(v)
				sumX += float64(v) * float64(i%data.Side)
				sumY += float64(v) * float64(i/data.Side)
			}
			if longer := max(box.Dx(), box.Dy()); longer != 20 {
				t.Errorf("longer side of %v = %d, want 20", box, longer)
			}
			// Rounding of pixels to bytes may move it a little farther.
			const half = 0.5 + 0.02
			if x, y := sumX/sum, sumY/sum; math.Abs(x-14) > half || math.Abs(y-14) > half {
				t.Errorf("centre of mass = (%.2f, %.2f), want 14 within a half", x, y)
			}
		})
	}
}
