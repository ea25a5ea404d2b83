package picture

import (
	"image"
	"image/color"
)

// oriented shows a picture turned and mirrored as an Exif orientation says. It
// is a view: a camera's picture is large, and turning it is cheaper once it is
// small and grey.
type oriented struct {
	stored      image.Image
	orientation int // 1 to 8
}

// ColorModel returns that of the picture as stored.
func (o *oriented) ColorModel() color.Model { return o.stored.ColorModel() }

// Bounds returns a rectangle at the origin; width and height change places if
// the picture lies on its side.
func (o *oriented) Bounds() image.Rectangle {
	size := o.stored.Bounds().Size()
	if o.orientation >= 5 {
		size.X, size.Y = size.Y, size.X
	}
	return image.Rectangle{Max: size}
}

// At returns the colour at a point of the upright picture.
func (o *oriented) At(x, y int) color.Color {
	if !(image.Pt(x, y).In(o.Bounds())) {
		return color.Transparent
	}
	p := o.source(x, y)
	return o.stored.At(p.X, p.Y)
}

// source returns the stored point behind a point of the upright picture. The
// tag's eight values name the sides of the upright picture that the stored
// row 0 and column 0 are on.
func (o *oriented) source(x, y int) image.Point {
	b := o.stored.Bounds()
	right, bottom := b.Dx()-1, b.Dy()-1 // of the stored picture
	var p image.Point
	switch o.orientation {
	case 2: // top, right: mirrored
		p = image.Pt(right-x, y)
	case 3: // bottom, right: upside down
		p = image.Pt(right-x, bottom-y)
	case 4: // bottom, left
		p = image.Pt(x, bottom-y)
	case 5: // left, top
		p = image.Pt(y, x)
	case 6: // right, top: to be turned clockwise
		p = image.Pt(y, bottom-x)
	case 7: // right, bottom
		p = image.Pt(right-y, bottom-x)
	case 8: // left, bottom: to be turned counter-clockwise
		p = image.Pt(right-y, x)
	default: // top, left: as it is
		p = image.Pt(x, y)
	}
	return p.Add(b.Min)
}
