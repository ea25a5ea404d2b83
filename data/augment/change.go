package augment

import (
	"math"

	"digitlab/data"
)

// Change is one way to draw a digit differently. The zero value leaves it as it
// is; what is beyond a range counts as its end.
type Change struct {
	ShiftX, ShiftY float64 // pixels to the right and downwards, -28 to 28
	Turn           float64 // degrees clockwise, -180 to 180
	Scale          float64 // 0.2 is 1.2 times as large; -0.9 to 4
	Thickness      float64 // pixels that the edges of strokes move outwards, -1 to 1
}

// Apply returns the image, changed. What leaves it is cut off, unlike an
// Augmenter's digits, which stay inside. Strokes get neither thinner nor thicker
// than digits can do with, as there.
func (c Change) Apply(image data.Image) data.Image {
	if c == (Change{}) {
		return image
	}
	var source frame
	if w := c.warp(); w != (warp{matrix: identity}) {
		w.resample(&image, &source, one)
	}
	thicken(&image, toFixed(limited(c.Thickness, -1, 1)), &source)
	fullInk(&image)
	return image
}

func (c Change) warp() warp {
	scale := one + toFixed(limited(c.Scale, -0.9, 4))
	turn := limited(c.Turn, -180, 180)
	quarters := math.Round(turn / 90) // and at most half a quarter more or less
	m := affine(toFixed(turn-90*quarters), scale, scale, 0)
	for range (int(quarters)%4 + 4) % 4 {
		m = matrix{xx: -m.yx, xy: -m.yy, yx: m.xx, yy: m.xy}
	}
	return warp{
		matrix: m,
		shiftX: toFixed(limited(c.ShiftX, -data.Side, data.Side)),
		shiftY: toFixed(limited(c.ShiftY, -data.Side, data.Side)),
	}
}

// limited returns the value nearest to v from low to high.
func limited(v, low, high float64) float64 { return max(low, min(high, v)) }
