package picture

import (
	"image"

	"digitlab/data"
)

// Preparation is how a picture becomes an Image, step by step. Pictures may
// share their pixels with each other, and with the picture prepared.
type Preparation struct {
	// Page is the whole picture in grey, no side longer than 1000 pixels.
	Page *image.Gray
	// Ink has the strokes alone, light on dark: 0 = paper, 255 = ink. It is as
	// large as the page. Plain has none.
	Ink *image.Gray
	// Box is what is cut out of Ink, empty if there is none.
	Box image.Rectangle
	// Scaled is what was cut out, its longer side 20 pixels; if Plain, the whole
	// page at 28x28, not yet inverted.
	Scaled *image.Gray
	// Image is what Normalize returns.
	Image data.Image
}

// Prepare is Normalize, and returns the pictures on the way as well: up to where
// it fails, if it does.
func Prepare(img image.Image, o Options) (p Preparation, err error) {
	if img.Bounds().Empty() {
		return p, ErrBlank
	}
	p.Page = grey(img, white)
	if o.Plain {
		p.squeeze()
		return p, nil
	}
	p.Ink, p.Box = inkOf(p.Page)
	if p.Box.Empty() && !opaque(img) {
		// White strokes on nothing show on black paper.
		page := grey(img, 0)
		if ink, box := inkOf(page); !box.Empty() {
			p.Page, p.Ink, p.Box = page, ink, box
		}
	}
	if p.Box.Empty() {
		return p, ErrBlank
	}
	return p, p.scale()
}

// scale makes the Image of what is in the box of the ink.
func (p *Preparation) scale() error {
	if longerSide(p.Box) < shapeSide {
		return ErrNoDigit
	}
	strokes := evenPen(p.Ink.SubImage(p.Box).(*image.Gray))
	w, h := fitBox(strokes.Rect.Dx(), strokes.Rect.Dy(), boxSide)
	digit := resize(strokes, w, h)
	if narrow := narrowed(digit, w, h); narrow < w {
		w, digit = narrow, resize(strokes, narrow, h)
	}
	brighten(digit)
	p.Scaled = rounded(digit, w, h)
	if isBlot(digit, w, h) {
		return ErrNoDigit
	}
	p.Image = place(digit, w, h)
	return nil
}

// squeeze makes the whole page an Image, and inverts it.
func (p *Preparation) squeeze() {
	values := resize(p.Page, data.Side, data.Side)
	p.Scaled = rounded(values, data.Side, data.Side)
	for i, v := range values {
		p.Image[i] = byte(255 - v + 0.5)
	}
}

// Thumbnail returns the picture at a size whose longer side is side pixels, or
// the picture itself if it is no larger.
func Thumbnail(img *image.Gray, side int) *image.Gray {
	size := img.Rect.Size()
	if max(size.X, size.Y) <= side {
		return img
	}
	w, h := fitBox(size.X, size.Y, side)
	return rounded(resize(img, w, h), w, h)
}

// rounded returns values of 0 to 255 as a picture of w x h pixels.
func rounded(values []float32, w, h int) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i, v := range values {
		img.Pix[i] = byte(v + 0.5)
	}
	return img
}
