package reading

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"digitlab/data"
)

// TestShadowsThroughDigits reads digits of MNIST on paper of which a straight
// shadow, sharp or nearly so, covers a part, with the digit half in it. A dark line
// may go along the shadow's edge.
func TestShadowsThroughDigits(t *testing.T) {
	images := testImages(t)
	for _, shadow := range []struct{ blur, line, noise, share float64 }{
		{blur: 0, noise: 0, share: 0.98},
		{blur: 0, noise: 3, share: 0.98},
		{blur: 2, noise: 3, share: 0.98},
		{blur: 4, noise: 0, share: 0.98},
		{blur: 4, noise: 3, share: 0.98},
		{blur: 0, line: 8, noise: 0, share: 0.9},
		{blur: 3, line: 5, noise: 2, share: 0.9},
	} {
		t.Run(fmt.Sprintf("blur %g, line %g, noise %g", shadow.blur, shadow.line, shadow.noise), func(t *testing.T) {
			r := newReader(t)
			rng := rand.New(rand.NewPCG(1, 2))
			for i := range pictures(t, 24) {
				img, name := inShadow(drawn(images.Image(i)), shadow.blur, shadow.line, shadow.noise, rng)
				r.read(img, images.Label(i), fmt.Sprintf("%d, %s", i, name))
			}
			r.expect(t, shadow.share)
		})
	}
}

// inShadow draws a digit on a page of 640x480 pixels with a shadow at some angle, and
// perhaps a line of some width along its edge.
func inShadow(digit *image.Gray, blur, line, noise float64, rng *rand.Rand) (*image.Gray, string) {
	enlarged := 5 + 7*rng.Float64()
	left, top := rng.Float64()*(640-data.Side*enlarged), rng.Float64()*(480-data.Side*enlarged)
	angle, light := 2*math.Pi*rng.Float64(), 0.35+0.35*rng.Float64()
	// The shadow's edge passes near the digit's middle.
	x0 := left + (14+6*(rng.Float64()-0.5))*enlarged
	y0 := top + (14+6*(rng.Float64()-0.5))*enlarged
	paper, ink := 170+80*rng.Float64(), 0.65+0.3*rng.Float64()
	cos, sin := math.Cos(angle), math.Sin(angle)
	img := image.NewGray(image.Rect(0, 0, 640, 480))
	for i := range img.Pix {
		x, y := float64(i%640)+0.5, float64(i/640)+0.5
		off := (x-x0)*cos + (y-y0)*sin
		v := paper * (1 - ink*inkAt(digit, x-left, y-top, enlarged, 1))
		lit := light + (1-light)*ramp(off, blur)
		if line > 0 {
			lit *= 1 - ink*ramp(line/2-math.Abs(off), blur)
		}
		img.Pix[i] = grey8(v*lit + noise*rng.NormFloat64())
	}
	return img, fmt.Sprintf("%.0f%% light at %.0f degrees", 100*light, angle*180/math.Pi)
}
