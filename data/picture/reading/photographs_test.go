package reading

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"testing"

	"digitlab/data"
	"digitlab/data/picture"
)

// TestPhotographs reads digits of MNIST as written with a pen on paper that may be
// ruled, and photographed in bad light: dark, uneven, with a shadow, out of focus,
// with noise, saved as JPEG.
func TestPhotographs(t *testing.T) {
	if testing.Short() {
		t.Skip("makes large pictures")
	}
	r := newReader(t)
	rng := rand.New(rand.NewPCG(1, 2))
	images := testImages(t)
	for i := range 60 {
		img, name := photographed(drawn(images.Image(i)), rng)
		var file bytes.Buffer
		if err := jpeg.Encode(&file, img, &jpeg.Options{Quality: 60 + rng.IntN(30)}); err != nil {
			t.Fatal(err)
		}
		decoded, err := picture.Decode(&file)
		if err != nil {
			t.Fatal(err)
		}
		r.read(decoded, images.Label(i), fmt.Sprint(i, name))
	}
	r.expect(t, 0.95)
}

// photographed draws a digit on a page of 640x480 pixels in bad light.
func photographed(digit *image.Gray, rng *rand.Rand) (*image.Gray, string) {
	between := func(low, high float64) float64 { return low + (high-low)*rng.Float64() }
	enlarged := between(4, 13)
	left, top := rng.Float64()*(640-data.Side*enlarged), rng.Float64()*(480-data.Side*enlarged)
	ink, blur, noise := between(0.45, 0.9), between(1, 4), between(1, 7)
	exposure := between(90, 240)
	// The light falls off from a point, and a hand throws a soft shadow from one side.
	lampX, lampY, fall := between(0, 640), between(0, 480), between(0, 1)/700
	angle, shade, soft := between(0, 2*math.Pi), between(0.45, 1), between(2, 120)
	cos, sin := math.Cos(angle), math.Sin(angle)
	edge := between(-200, 200)
	lines, grey := 0.0, 0.0
	if rng.IntN(3) == 0 {
		lines, grey = between(24, 60), between(0.1, 0.35)
	}
	img := image.NewGray(image.Rect(0, 0, 640, 480))
	for i := range img.Pix {
		x, y := float64(i%640)+0.5, float64(i/640)+0.5
		v := exposure * math.Exp(-fall*math.Hypot(x-lampX, y-lampY))
		v *= shade + (1-shade)*ramp((x-320)*cos+(y-240)*sin-edge, soft)
		if lines > 0 && math.Mod(y+0.02*x, lines) < 2 {
			v *= 1 - grey
		}
		v *= 1 - ink*inkAt(digit, x-left, y-top, enlarged, blur)
		img.Pix[i] = grey8(v + noise*rng.NormFloat64())
	}
	return img, fmt.Sprintf(" ink %.2f, exposure %.0f, shade %.2f soft %.0f, noise %.1f, lines %.0f of %.2f, %.0f pixels",
		ink, exposure, shade, soft, noise, lines, grey, 20*enlarged)
}
