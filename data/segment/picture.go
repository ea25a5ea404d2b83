package segment

import (
	"image"

	"digitlab/data/picture"
)

// maxSpots bounds the spots that are looked at one by one: more are a pattern, or a
// page of text.
const maxSpots = 3000

// Picture returns the lattice of a picture, in which picture.Prepare finds the ink:
// candidates are spots of ink that are near each other, and parts of spots that are
// too wide for a digit. If o.Plain, all is one digit.
func Picture(img image.Image, o picture.Options) *Lattice {
	p, err := picture.Prepare(img, o)
	if p.Ink == nil || p.Box.Empty() {
		return Single(p, err)
	}
	size := p.Ink.Rect.Size()
	l := newLattice(float64(size.X), float64(size.Y), func() (picture.Preparation, error) { return p, err })
	l.box = Box{float64(p.Box.Min.X), float64(p.Box.Min.Y), float64(p.Box.Max.X), float64(p.Box.Max.Y)}
	spots := spotsOf(p.Ink)
	if len(spots) > maxSpots {
		return l
	}
	w := &writing{}
	for i := range spots {
		w.pieces = append(w.pieces, spots[i].piece(p.Ink))
	}
	w.measure()
	if parts := cutWide(p.Ink, spots, w.height); len(parts) > len(spots) {
		spots, w.pieces = parts, nil
		for i := range parts {
			w.pieces = append(w.pieces, parts[i].piece(p.Ink))
		}
	}
	w.draw = func(pieces []int) *image.Gray { return drawSpots(p.Ink, spots, pieces) }
	w.addTo(l)
	return l
}

// drawSpots returns a picture of some spots alone.
func drawSpots(ink *image.Gray, spots []spot, some []int) *image.Gray {
	var box image.Rectangle
	for _, i := range some {
		box = box.Union(spots[i].box)
	}
	out := image.NewGray(image.Rect(0, 0, box.Dx(), box.Dy()))
	for _, i := range some {
		for _, at := range spots[i].pixels {
			x, y := int(at)%ink.Stride, int(at)/ink.Stride
			out.Pix[(y-box.Min.Y)*out.Stride+x-box.Min.X] = ink.Pix[at]
		}
	}
	return out
}
