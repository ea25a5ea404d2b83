package data

import "image"

const (
	// coarsest is the grain, of 255, up to which a page is taken as it is, and
	// mostSoftenings how often a coarser one is softened.
	coarsest, mostSoftenings = 12, 3

	// What covers at least these shares of its box, and its box of the page
	// along each axis, is a sheet of paper. Of MNIST's digits one in a thousand
	// covers more than two thirds of its box.
	sheetOfBox, sheetOfPage = 0.7, 0.4

	// inked is where a pixel of a sheet counts as covered.
	inked = 64
)

// inkOf returns the strokes on a page and the box around them. There is no box
// if there is no ink.
//
// Which is paper and which is ink is clear on a page that has no more than
// these. In a photograph the commonest grey may be the table's or a shadow's:
// if what differs from it is no digit, the digit may differ the other way, or
// be on it.
func inkOf(page *image.Gray) (ink *image.Gray, box image.Rectangle) {
	page, paper := calm(page)
	ink, box = paper.inkMap(page).findInk()
	if box.Empty() || alone(ink, box) {
		return ink, box
	}
	page, paper = inverted(page), paper.inverted()
	if ink, box := paper.inkMap(page).findInk(); alone(ink, box) {
		return ink, box
	}
	if isSheet(ink, box) && box != page.Rect {
		if ink, box := inkOf(cropped(page, box)); alone(ink, box) {
			return ink, box
		}
	}
	return ink, box
}

// calm returns a page whose ink is darker than its paper, and whose grain is
// not too coarse: a picture taken in the dark is softened.
func calm(page *image.Gray) (*image.Gray, paper) {
	for softenings := 0; ; softenings++ {
		paper := estimatePaper(page)
		if paper.lightInk(page) {
			page, paper = inverted(page), paper.inverted()
		}
		if paper.inkGrain() <= coarsest || softenings == mostSoftenings {
			return page, paper
		}
		page = softened(page)
	}
}

// alone reports whether the ink can be a digit, and that alone: it is neither a
// sheet of paper nor at two sides of the page.
func alone(ink *image.Gray, box image.Rectangle) bool {
	s := spot{box: box, sides: sidesAt(box, ink.Rect)}
	return !box.Empty() && !s.crosses() && !isSheet(ink, box)
}

func isSheet(ink *image.Gray, box image.Rectangle) bool {
	if float64(box.Dx()) < sheetOfPage*float64(ink.Rect.Dx()) || float64(box.Dy()) < sheetOfPage*float64(ink.Rect.Dy()) {
		return false
	}
	covered := 0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for _, v := range ink.Pix[y*ink.Stride:][box.Min.X:box.Max.X] {
			if v >= inked {
				covered++
			}
		}
	}
	return float64(covered) >= sheetOfBox*float64(box.Dx()*box.Dy())
}

// cropped returns a copy of the part of the page in the box.
func cropped(page *image.Gray, box image.Rectangle) *image.Gray {
	part := image.NewGray(image.Rect(0, 0, box.Dx(), box.Dy()))
	for y := range box.Dy() {
		copy(part.Pix[y*part.Stride:][:box.Dx()], page.Pix[page.PixOffset(box.Min.X, box.Min.Y+y):])
	}
	return part
}
