package data

import "math/rand/v2"

// Augmenter varies images by the settings of an Augmentation. It keeps the room
// to work in, so each goroutine needs its own.
//
// The same settings, seed and image give the same bits on every machine and in
// every build; see fixed.
type Augmenter struct {
	settings Augmentation
	random   rand.PCG

	shift, rotate, scale, shear, elastic, thickness, pen fixed

	source   frame
	field    elasticField
	redrawer redrawer
}

// NewAugmenter returns an Augmenter. It panics if the settings do not pass
// Check.
func NewAugmenter(settings Augmentation) *Augmenter {
	if err := settings.Check(); err != nil {
		panic("data: " + err.Error())
	}
	return &Augmenter{
		settings:  settings,
		shift:     toFixed(settings.Shift),
		rotate:    toFixed(settings.Rotate),
		scale:     toFixed(settings.Scale),
		shear:     toFixed(settings.Shear),
		elastic:   toFixed(settings.Elastic),
		thickness: toFixed(settings.Thickness),
		pen:       toFixed(settings.Pen),
	}
}

// Settings returns what the Augmenter was made with.
func (a *Augmenter) Settings() Augmentation { return a.settings }

// Apply sets dst to a variation of src that follows from the seed. They may be
// the same image.
//
// First the digit is distorted and moved. It stays inside: where its ink would
// cross the edge, it is moved back, and made smaller if it has no room at all.
// Then either its strokes change their thickness, or a pen draws it anew.
func (a *Augmenter) Apply(dst, src *Image, seed uint64) {
	*dst = *src
	if a.settings == (Augmentation{}) {
		return
	}
	a.random.Seed(seed, 0)
	// Each number is drawn whatever the settings, so that changing one effect
	// leaves the others as they were.
	w := a.drawWarp()
	thicker := a.between(-a.thickness, a.thickness)
	redrawn := a.between(0, one-1) < a.pen
	width := a.between(thinnestPen, thickestPen)
	if a.elastic > 0 {
		a.field.draw(&a.random, a.elastic)
		w.field = &a.field
	}
	w.apply(dst, &a.source)
	if redrawn {
		a.redrawer.redraw(dst, width)
	} else {
		thicken(dst, thicker, &a.source)
	}
	fullInk(dst)
}

// drawWarp draws shift, rotation, scale and shear.
func (a *Augmenter) drawWarp() warp {
	x, y := a.between(-a.shift, a.shift), a.between(-a.shift, a.shift)
	degrees := a.between(-a.rotate, a.rotate)
	scaleX, scaleY := one+a.between(-a.scale, a.scale), one+a.between(-a.scale, a.scale)
	shear := a.between(-a.shear, a.shear)
	return warp{matrix: affine(degrees, scaleX, scaleY, shear), shiftX: x, shiftY: y}
}

// between draws a number from low to high, both included.
func (a *Augmenter) between(low, high fixed) fixed {
	return low + fixed(a.random.Uint64()>>32)*(high-low+1)>>32
}
