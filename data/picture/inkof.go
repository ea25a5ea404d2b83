package picture

import "image"

const (
	// coarsest is the grain, of 255, up to which a page is taken as it is, and
	// maxSoftenings how often a coarser one is softened.
	coarsest, maxSoftenings = 12, 3

	// What covers at least these shares of its box, and its box of the page
	// along each axis, is a sheet of paper. Of MNIST's digits one in a thousand
	// covers more than two thirds of its box.
	sheetOfBox, sheetOfPage = 0.7, 0.4

	// inked is where a pixel of a sheet counts as covered.
	inked = 64
)

// inkOf returns the strokes on a page and the box around them. There is no box
// if there is no ink.
func inkOf(page *image.Gray) (ink *image.Gray, box image.Rectangle) {
	if m, ok := cutClose(page); ok {
		if ink, box := m.findInk(); !box.Empty() && !isFilled(ink, box) {
			return ink, box
		}
	}
	return inkOnPaper(page)
}

// inkOnPaper returns the strokes on a page that has paper around them.
//
// Which is paper and which is ink is clear on a page that has no more than
// these. In a photograph the commonest grey may be the table's or a shadow's:
// if what differs from it is no digit, the digit may differ the other way, or
// be on it.
func inkOnPaper(page *image.Gray) (ink *image.Gray, box image.Rectangle) {
	calmed, paper := calm(page)
	m := paper.inkMap(calmed)
	strokes := m.findStrokes()
	if strokes.outer || !paper.even() && !m.holdDigit(strokes.spots) {
		if ink, box := inShadow(page); !box.Empty() {
			return ink, box
		}
	}
	page = calmed
	ink, box = m.inkOf(strokes)
	if box.Empty() || alone(ink, box) {
		return ink, box
	}
	sheet := isSheet(ink, box)
	page, paper = inverted(page), paper.inverted()
	if on, onBox := paper.inkMap(page).findInk(); alone(on, onBox) && !(sheet && isBolder(on, onBox, ink, box)) {
		return on, onBox
	}
	if sheet && box != page.Rect {
		if on, onBox := inkOnPaper(cropped(page, box)); alone(on, onBox) && !isBolder(on, onBox, ink, box) {
			return pasted(on, box, page.Rect), onBox.Add(box.Min)
		}
	}
	return ink, box
}

// holdDigit reports whether the spots can be a digit with paper on all sides.
func (m *inkMap) holdDigit(spots []spot) bool {
	return len(spots) > 0 && m.mayBeDigit(spots) && sidesAt(boxAround(spots), m.depth.Rect) == 0
}

// calm returns a page whose ink is darker than its paper, and whose grain is
// not too coarse: a picture taken in the dark is softened.
func calm(page *image.Gray) (*image.Gray, paper) {
	for softenings := 0; ; softenings++ {
		paper := estimatePaper(page)
		if paper.lightInk(page) {
			page, paper = inverted(page), paper.inverted()
		}
		if paper.inkGrain() <= coarsest || softenings == maxSoftenings {
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

// isBolder reports whether the strokes in one box are wider for their size than
// those in another one: a bold digit looks like a sheet of paper, but what is
// written on a sheet is finer than the sheet, and the hole in a bold 0 is not.
func isBolder(ink *image.Gray, box image.Rectangle, than *image.Gray, thanBox image.Rectangle) bool {
	return boldness(ink, box) > boldness(than, thanBox)
}

// boldness returns the mean width of the strokes in a box, as they would be in an
// Image.
func boldness(ink *image.Gray, box image.Rectangle) float64 {
	w, h := fitBox(box.Dx(), box.Dy(), fineness*boxSide)
	return strokeWidth(resize(ink.SubImage(box).(*image.Gray), w, h), w, h) / fineness
}

// cropped returns a copy of the part of the page in the box.
func cropped(page *image.Gray, box image.Rectangle) *image.Gray {
	part := image.NewGray(image.Rect(0, 0, box.Dx(), box.Dy()))
	for y := range box.Dy() {
		copy(part.Pix[y*part.Stride:][:box.Dx()], page.Pix[page.PixOffset(box.Min.X, box.Min.Y+y):])
	}
	return part
}

// pasted returns a picture as large as page with nothing but part in the box.
func pasted(part *image.Gray, box, page image.Rectangle) *image.Gray {
	whole := image.NewGray(page)
	for y := range box.Dy() {
		copy(whole.Pix[whole.PixOffset(box.Min.X, box.Min.Y+y):], part.Pix[y*part.Stride:][:box.Dx()])
	}
	return whole
}
