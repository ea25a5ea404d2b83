package augment

import (
	"math"
	"testing"

	"digitlab/data"
)

func TestSinCos(t *testing.T) {
	for degrees := -45.0; degrees <= 45; degrees += 0.37 {
		sin, cos := sinCos(toFixed(degrees))
		// Of the 65536 units in 1; see sinCos.
		const units = 5
		radians := degrees * math.Pi / 180
		if d := math.Abs(float64(sin) - 65536*math.Sin(radians)); d > units {
			t.Errorf("the sine of %g degrees is %.1f units off", degrees, d)
		}
		if d := math.Abs(float64(cos) - 65536*math.Cos(radians)); d > units {
			t.Errorf("the cosine of %g degrees is %.1f units off", degrees, d)
		}
	}
}

// The matrix turns clockwise, slants to the right and scales; y goes down.
func TestAffine(t *testing.T) {
	tests := []struct {
		name                 string
		turn, scaleX, scaleY float64
		shear                float64
		x, y, wantX, wantY   float64
	}{
		{name: "nothing", scaleX: 1, scaleY: 1, x: 3, y: 4, wantX: 3, wantY: 4},
		{name: "turn", turn: 30, scaleX: 1, scaleY: 1, x: 10, y: 0, wantX: 8.660, wantY: 5},
		{name: "scale", scaleX: 1.1, scaleY: 0.8, x: 10, y: -10, wantX: 11, wantY: -8},
		{name: "slant", scaleX: 1, scaleY: 1, shear: 0.2, x: 0, y: -10, wantX: 2, wantY: -10},
		{name: "scale before slant", scaleX: 1, scaleY: 0.5, shear: 0.2, x: 0, y: -10, wantX: 1, wantY: -5},
		{name: "slant before turn", scaleX: 1, scaleY: 1, shear: 1, turn: 30, x: 0, y: -10, wantX: 13.660, wantY: -3.660},
	}
	for _, test := range tests {
		m := affine(toFixed(test.turn), toFixed(test.scaleX), toFixed(test.scaleY), toFixed(test.shear))
		x, y := m.apply(toFixed(test.x), toFixed(test.y))
		if !near(x, test.wantX) || !near(y, test.wantY) {
			t.Errorf("%s: (%v, %v) goes to (%.3f, %.3f), want (%v, %v)", test.name, test.x, test.y,
				float(x), float(y), test.wantX, test.wantY)
		}
		if x, y = m.inverse().apply(x, y); !near(x, test.x) || !near(y, test.y) {
			t.Errorf("%s: (%.3f, %.3f) comes back, want (%v, %v)", test.name, float(x), float(y), test.x, test.y)
		}
	}
}

func float(v fixed) float64 { return float64(v) / float64(one) }

func near(v fixed, want float64) bool { return math.Abs(float(v)-want) < 0.002 }

// A shift by whole pixels copies them, one by half a pixel mixes neighbours.
func TestWarpShifts(t *testing.T) {
	var src data.Image
	src[10*data.Side+12] = 200
	var room frame
	whole := src
	(&warp{matrix: identity, shiftX: 3 * one, shiftY: -2 * one}).apply(&whole, &room)
	if whole[8*data.Side+15] != 200 || ink(&whole) != 200 {
		t.Errorf("a shift by (3, -2) puts %d of 200 at (15, 8)", whole[8*data.Side+15])
	}
	half := src
	(&warp{matrix: identity, shiftX: one / 2}).apply(&half, &room)
	if half[10*data.Side+12] != 100 || half[10*data.Side+13] != 100 || ink(&half) != 200 {
		t.Errorf("a shift by half a pixel gives %d and %d, want 100 and 100", half[10*data.Side+12], half[10*data.Side+13])
	}
}

// However far a digit is to be moved and distorted, its ink stays inside, and
// it is not made smaller unless it must be.
func TestWarpKeepsInkInside(t *testing.T) {
	// Beyond the rim of a pixel, ink is lost. With an elastic field the place
	// of ink is found by looking again and again, and along the outline alone.
	tests := []struct {
		settings string
		beyond   float64 // pixels beyond the rim
		share    float64 // of images with more than that
	}{
		{settings: "shift=8,rotate=45,scale=0.5,shear=0.5", beyond: 0.01},
		{settings: "light", beyond: 0.5},
		{settings: "full", beyond: 1},
		{settings: "shift=8,rotate=45,scale=0.5,shear=0.5,elastic=2", beyond: 1, share: 0.02},
	}
	for _, test := range tests {
		a := newAugmenter(t, test.settings)
		const images = 2000
		outside, smaller := 0, 0
		for i := range images {
			image := trainingImage(t, i)
			a.random.Seed(uint64(i), 0)
			w := a.drawWarp()
			a.field.draw(&a.random, a.elastic)
			w.field = &a.field
			size := w.keepInside(image)
			if size < one {
				smaller++
			}
			if float(w.beyondRim(image, size)) > test.beyond {
				outside++
			}
		}
		if float64(outside) > test.share*images {
			t.Errorf("%s: ink of %d of %d images is more than %v pixels beyond the rim", test.settings, outside, images, test.beyond)
		}
		if test.settings == "light" && smaller > 0 {
			t.Errorf("light: %d of %d images are made smaller", smaller, images)
		}
	}
}

// beyondRim returns how far beyond the rim the farthest ink of the image comes
// to lie.
func (w *warp) beyondRim(image *data.Image, size fixed) (beyond fixed) {
	const low, high = rim, (data.Side-1)*one - rim
	for i, v := range image {
		if v <= faint {
			continue
		}
		x, y := w.matrix.apply(fixed(i%data.Side)*one-middle, fixed(i/data.Side)*one-middle)
		var dx, dy fixed
		for range 20 {
			dx, dy = w.field.at(middle+x-dx, middle+y-dy)
		}
		x = middle + (x - dx).times(size) + w.shiftX
		y = middle + (y - dy).times(size) + w.shiftY
		beyond = max(beyond, low-x, low-y, x-high, y-high)
	}
	return beyond
}

// The field is as strong as it says, the same both ways, and smooth.
func TestElasticField(t *testing.T) {
	a := New(Settings{})
	const rms, draws = 1.5, 500
	var sumXX, sumYY, sumXY, steps float64
	n := 0.0
	for range draws {
		a.field.draw(&a.random, toFixed(rms))
		for node := range a.field.x { // on nodes, between which it is a mean
			x, y := float(a.field.x[node]), float(a.field.y[node])
			sumXX += x * x
			sumYY += y * y
			sumXY += x * y
			n++
		}
		x0, _ := a.field.at(10*one, 14*one)
		x1, _ := a.field.at(11*one, 14*one)
		steps += float(x1-x0) * float(x1-x0)
	}
	if x, y := math.Sqrt(sumXX/n), math.Sqrt(sumYY/n); math.Abs(x-rms) > 0.05 || math.Abs(y-rms) > 0.05 {
		t.Errorf("root mean square = %.3f across and %.3f down, want %v", x, y, rms)
	}
	if correlation := sumXY / n / rms / rms; math.Abs(correlation) > 0.05 {
		t.Errorf("correlation of x and y = %.3f, want 0", correlation)
	}
	// Of a field smoothed by a Gaussian of 4 pixels, neighbours differ by
	// rms/(4 sqrt 2) a pixel.
	if step := math.Sqrt(steps / draws); step > 1.15*rms/(4*math.Sqrt2) {
		t.Errorf("neighbours differ by %.3f, want about %.3f", step, rms/(4*math.Sqrt2))
	}
}
