package data

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"
)

// photograph is a picture of 700x500 pixels with a sample drawn on it, its
// first pixel at (left, top).
type photograph struct {
	left, top int
	under     func(x, y float64) float64 // the grey that the ink is on
	light     func(x, y float64) float64 // on all of it, as a share; nil = 1
	noise     float64                    // standard deviation, in greys
}

// take takes the photograph, with noise and through JPEG.
func (p photograph) take(t testing.TB, sample []byte, rng *rand.Rand) image.Image {
	const enlarged, ink = 8, 0.85
	img := image.NewGray(image.Rect(0, 0, 700, 500))
	for i := range img.Pix {
		x, y := i%700, i/700
		v := p.under(float64(x), float64(y))
		if at := image.Pt(x-p.left, y-p.top).Div(enlarged); x >= p.left && y >= p.top && at.In(image.Rect(0, 0, Side, Side)) {
			v *= 1 - ink*float64(sample[at.Y*Side+at.X])/255
		}
		if p.light != nil {
			v *= p.light(float64(x), float64(y))
		}
		img.Pix[i] = byte(max(0, min(255, v+p.noise*rng.NormFloat64()+0.5)))
	}
	return throughJPEG(t, img)
}

// inkOnly returns a sample without greys: a pen leaves ink or none.
func inkOnly(sample []byte) []byte {
	ink := make([]byte, Pixels)
	for i, v := range sample {
		if v >= 128 {
			ink[i] = 255
		}
	}
	return ink
}

// leastDifference returns the mean difference of two samples, of which one may
// be moved by a pixel: a hair's breadth decides where the centre of mass is.
func leastDifference(a, b *Image) float64 {
	least := math.Inf(1)
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			moved := *b
			(&warp{matrix: identity, shiftX: fixed(dx) * one, shiftY: fixed(dy) * one}).apply(&moved, new(frame))
			least = min(least, meanDifference(a[:], moved[:]))
		}
	}
	return least
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
	split := mnist(t).Split(Eval)
	images := 12
	if testing.Short() {
		images = 2
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, 2))
			if test.noise == 0 {
				test.noise = 2
			}
			for i := range images {
				sample := inkOnly(split.Image(i))
				want, err := Normalize(page{paper: sheet(280, 280, even(255))}.draw(sample), NormalizeOptions{})
				if err != nil {
					t.Fatal(err)
				}
				got, err := Normalize(test.take(t, sample, rng), NormalizeOptions{})
				// Noise moves the digit's edges. Of two different digits, the
				// difference is some 30.
				if d := leastDifference(&got, &want); err != nil || d > 8 {
					t.Errorf("image %d differs by %.1f, %v", i, d, err)
				}
			}
		})
	}
}
