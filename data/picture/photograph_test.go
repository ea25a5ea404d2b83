package picture

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"digitlab/data"
)

// photograph is a picture of 700x500 pixels with an Image drawn on it, its
// first pixel at (left, top).
type photograph struct {
	left, top int
	under     func(x, y float64) float64 // the grey that the ink is on
	light     func(x, y float64) float64 // on all of it, as a share; nil = 1
	noise     float64                    // standard deviation, in greys
}

// take takes the photograph, with noise and through JPEG.
func (p photograph) take(t testing.TB, digit []byte, rng *rand.Rand) image.Image {
	const enlarged, ink = 8, 0.85
	img := image.NewGray(image.Rect(0, 0, 700, 500))
	for i := range img.Pix {
		x, y := i%700, i/700
		v := p.under(float64(x), float64(y))
		if at := image.Pt(x-p.left, y-p.top).Div(enlarged); x >= p.left && y >= p.top && at.In(image.Rect(0, 0, data.Side, data.Side)) {
			v *= 1 - ink*float64(digit[at.Y*data.Side+at.X])/255
		}
		if p.light != nil {
			v *= p.light(float64(x), float64(y))
		}
		img.Pix[i] = byte(max(0, min(255, v+p.noise*rng.NormFloat64()+0.5)))
	}
	return throughJPEG(t, img)
}

// inkOnly returns an Image without greys: a pen leaves ink or none.
func inkOnly(digit []byte) []byte {
	ink := make([]byte, data.Pixels)
	for i, v := range digit {
		if v >= 128 {
			ink[i] = 255
		}
	}
	return ink
}

// leastDifference returns the mean difference of two images, of which one may
// be moved by a pixel: a hair's breadth decides where the centre of mass is.
func leastDifference(a, b *data.Image) float64 {
	least := math.Inf(1)
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			moved := shifted(b, dx, dy)
			least = min(least, meanDifference(a[:], moved[:]))
		}
	}
	return least
}

// shifted returns the image moved by whole pixels.
func shifted(image *data.Image, dx, dy int) (moved data.Image) {
	for i, v := range image {
		if x, y := i%data.Side+dx, i/data.Side+dy; 0 <= x && x < data.Side && 0 <= y && y < data.Side {
			moved[y*data.Side+x] = v
		}
	}
	return moved
}

// line returns how much of a pixel at a distance from its middle a line covers.
func line(distance, width float64) float64 {
	return max(0, min(1, width/2+0.5-math.Abs(distance)))
}

// ruled is paper with lines, squares if both are given, of some grey.
func ruled(apartX, apartY, grey float64) func(x, y float64) float64 {
	return func(x, y float64) float64 {
		cover := line(math.Mod(y, apartY)-apartY/2, 2)
		if apartX > 0 {
			cover = max(cover, line(math.Mod(x, apartX)-apartX/2, 2))
		}
		return 240 + (grey-240)*cover
	}
}

// TestNormalizePhotographs holds that a digit is found among what else is in a
// picture: it comes out as it does from an empty page.
func TestNormalizePhotographs(t *testing.T) {
	paper := func(_, _ float64) float64 { return 240 }
	// A table of dark wood, and the sheet's edges on it, which are not upright.
	table := func(x, y float64) float64 { return 70 + 8*math.Sin(y/9+3*math.Sin(x/60)) }
	onTable := func(inside func(x, y float64) bool) func(x, y float64) float64 {
		return func(x, y float64) float64 {
			if inside(x, y) {
				return 230
			}
			return table(x, y)
		}
	}
	tests := []struct {
		name string
		photograph
	}{
		{"lines", photograph{left: 250, top: 120, under: ruled(0, 45, 165)}},
		{"squares", photograph{left: 250, top: 120, under: ruled(36, 36, 170)}},
		{"dark squares", photograph{left: 250, top: 120, under: ruled(36, 36, 140)}},
		{"margin line", photograph{left: 250, top: 120, under: func(x, y float64) float64 {
			return ruled(0, 45, 165)(x, y) * (1 - 0.5*line(x-90, 3))
		}}},
		{"frame", photograph{left: 250, top: 120, under: func(x, y float64) float64 {
			edge := min(x-230, y-90, 494-x, 374-y)
			return 240 * (1 - 0.85*line(edge, 5))
		}}},
		{"edge of a table", photograph{left: 250, top: 120, under: onTable(func(x, y float64) bool { return x > 60+0.1*y })}},
		{"corner of a sheet", photograph{left: 250, top: 120, under: onTable(func(x, y float64) bool { return x > 60+0.1*y && y < 440+0.05*x })}},
		{"sheet on a table", photograph{left: 250, top: 120, under: onTable(func(x, y float64) bool {
			return x > 60+0.1*y && y < 440+0.05*x && x < 620+0.1*y && y > 20+0.05*x
		})}},
		{"card before a grey wall", photograph{left: 250, top: 120, under: func(x, y float64) float64 {
			if x > 218 && x < 506 && y > 88 && y < 376 {
				return 236
			}
			return 110
		}}},
		{"edge of a shadow", photograph{left: 250, top: 120, under: paper, light: func(x, y float64) float64 {
			return 0.6 + 0.4*max(0, min(1, (x+0.2*y-380)/6))
		}}},
		{"in a shadow", photograph{left: 60, top: 200, under: paper, light: func(x, y float64) float64 {
			return 0.6 + 0.4*max(0, min(1, (x+0.2*y-400)/6))
		}}},
		{"vignette", photograph{left: 400, top: 220, under: paper, light: func(x, y float64) float64 {
			return 1 - math.Pow(math.Hypot(x-350, y-250)/600, 2)
		}}},
		{"dark", photograph{left: 250, top: 120, under: paper, light: func(_, _ float64) float64 { return 0.3 }, noise: 10}},
	}
	images := mnist(t).Images(data.Test)
	count := 12
	if testing.Short() {
		count = 2
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, 2))
			if test.noise == 0 {
				test.noise = 2
			}
			for i := range count {
				digit := inkOnly(images.Image(i))
				want, err := Normalize(page{paper: sheet(280, 280, even(255))}.draw(digit), Options{})
				if err != nil {
					t.Fatal(err)
				}
				got, err := Normalize(test.take(t, digit, rng), Options{})
				// Noise moves the digit's edges. Of two different digits, the
				// difference is some 30.
				if d := leastDifference(&got, &want); err != nil || d > 8 {
					t.Errorf("image %d differs by %.1f, %v", i, d, err)
				}
			}
		})
	}
}
