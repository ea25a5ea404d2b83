package augment

import (
	"math/rand/v2"

	"digitlab/data"
	"digitlab/data/glyph"
)

// Augmenter varies images by the Settings. It keeps the room
// to work in, so each goroutine needs its own.
//
// The same settings, seed and image give the same bits on every machine and in
// every build; see fixed.
type Augmenter struct {
	settings Settings
	random   rand.PCG

	shift, rotate, scale, shear, elastic, thickness, pen fixed
	styles, noDigit                                      fixed

	source   frame
	field    elasticField
	redrawer redrawer
	glyphs   glyph.Pen
}

// New returns an Augmenter. It panics if the settings do not pass
// Check.
func New(settings Settings) *Augmenter {
	if err := settings.Check(); err != nil {
		panic("augment: " + err.Error())
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
		styles:    toFixed(settings.Styles),
		noDigit:   toFixed(settings.NoDigit),
	}
}

// Settings returns what the Augmenter was made with.
func (a *Augmenter) Settings() Settings { return a.settings }

// Apply sets dst to a variation of src, an image of the digit label, that follows
// from the seed. They may be the same image. It returns the label of dst: the same,
// or data.NoDigit.
//
// Some digits are drawn in another way, or replaced by what is no digit. The others
// are distorted and moved. They stay inside: where their ink would cross the edge,
// it is moved back, and made smaller if it has no room at all. Then either its
// strokes change their thickness, or a pen draws it anew, unless that would break a
// line, or open or close a loop: a 4 would become a 9.
func (a *Augmenter) Apply(dst, src *data.Image, label byte, seed uint64) byte {
	switch part := partOf(seed); {
	case part < a.noDigit:
		a.glyphs.NoDigit(dst, seed)
		return data.NoDigit
	case part < a.noDigit+a.styles:
		a.glyphs.Digit(dst, int(label), seed)
		return label
	}
	a.vary(dst, src, seed)
	return label
}

// Label returns the label that Apply returns for an image of a label and a seed.
func (a Settings) Label(label byte, seed uint64) byte {
	if a.NoDigit > 0 && partOf(seed) < toFixed(a.NoDigit) {
		return data.NoDigit
	}
	return label
}

// partOf returns where among all images, from 0 to one, that of a seed stands.
func partOf(seed uint64) fixed { return fixed(rand.NewPCG(seed, 1).Uint64() >> 48) }

// vary distorts, moves and redraws.
func (a *Augmenter) vary(dst, src *data.Image, seed uint64) {
	*dst = *src
	if a.settings == (Settings{Styles: a.settings.Styles, NoDigit: a.settings.NoDigit}) {
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
	before := *dst
	if redrawn {
		a.redrawer.redraw(dst, width)
	} else {
		thicken(dst, thicker, &a.source)
	}
	unchanged := *dst == before
	fullInk(dst)
	if unchanged {
		return
	}
	if fullInk(&before); shapeOf(dst) != shapeOf(&before) {
		*dst = before
	}
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
