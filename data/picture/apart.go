package picture

import "image"

// apartSide is the longer side in pixels of the picture that DrawApart draws: the
// one at which widths of lines are measured.
const apartSide = fineness * boxSide

// DrawApart draws a part of a drawing as large as it can be measured, whatever its
// size: light on dark, as Preparation.Ink. Strokes and width are as for Rasterize;
// the lines are no thicker for their size than FitPen says.
func DrawApart(strokes [][]float64, width float64) *image.Gray {
	width = FitPen(strokes, width)
	left, across := reach(strokes, 0)
	top, down := reach(strokes, 1)
	scale := (apartSide - 1) / max(across+width, down+width, minApart)
	w, h := 1+int(scale*(across+width)+0.5), 1+int(scale*(down+width)+0.5)
	page := blankPage(w, h)
	moved := make([][]float64, len(strokes))
	for i, stroke := range strokes {
		moved[i] = make([]float64, len(stroke))
		for k := 0; k+1 < len(stroke); k += 2 {
			moved[i][k], moved[i][k+1] = stroke[k]-left+width/2, stroke[k+1]-top+width/2
		}
	}
	newPen(page, width*scale).drawAll(moved, scale)
	invert(page)
	return page
}

// minApart is the least size, in the unit of the points, that is enlarged.
const minApart = 1e-6

// PrepareInk is Prepare for ink that has been found already, as Preparation.Ink
// has it, and from which other ink has been left out.
func PrepareInk(ink *image.Gray) (p Preparation, err error) {
	p.Ink, p.Box = ink, inkBox(ink)
	if p.Box.Empty() {
		return p, ErrBlank
	}
	return p, p.scale()
}
