package inside

import (
	"digitlab/web/worker"
)

// pictureGrid lays pictures of one size out in rows, on a canvas.
type pictureGrid struct {
	Columns       int
	Width, Height int // of a picture, in its pixels
	Zoom          int // pixels of the canvas for one of a picture, along each side
	Gap           int // pixels of the canvas between two pictures
}

// gridSide is about how many pixels of the canvas a picture is to have along a
// side, for the gap beside it to look the same in all grids.
const gridSide = 28

// squareGrid lays count square pictures out in rows of about ten, all of them
// full if that can be.
func squareGrid(count, side int) pictureGrid {
	columns := min(count, 10)
	if count > 10 {
		for _, full := range []int{10, 8, 12, 9} {
			if count%full == 0 {
				columns = full
				break
			}
		}
	}
	return pictureGrid{Columns: max(columns, 1), Width: side, Height: side, Zoom: max(1, gridSide/side), Gap: 2}
}

// matrixGrid lays pictures out with a given number of columns, closely.
func matrixGrid(columns, side int) pictureGrid {
	return pictureGrid{Columns: columns, Width: side, Height: side, Zoom: 2, Gap: 1}
}

// wholePicture shows a single picture, pixel by pixel.
func wholePicture(width, height int) pictureGrid {
	return pictureGrid{Columns: 1, Width: width, Height: height, Zoom: 1}
}

// count returns how many pictures there are.
func (g pictureGrid) count(pictures []byte) int { return len(pictures) / max(1, g.Width*g.Height) }

func (g pictureGrid) rows(count int) int { return (count + g.Columns - 1) / g.Columns }

// size returns that of the canvas.
func (g pictureGrid) size(count int) worker.Size {
	extent := func(pictures, side int) int { return max(1, pictures*(side*g.Zoom+g.Gap)-g.Gap) }
	return worker.Size{Width: extent(g.Columns, g.Width), Height: extent(g.rows(count), g.Height)}
}

// box is a part of a canvas, in shares of its width and height.
type box struct{ Left, Top, Width, Height float64 }

// box returns where picture i of count is.
func (g pictureGrid) box(i, count int) box {
	all := g.size(count)
	w, h := float64(all.Width), float64(all.Height)
	width, height := g.Width*g.Zoom, g.Height*g.Zoom
	return box{
		Left:   float64(i%g.Columns*(width+g.Gap)) / w,
		Top:    float64(i/g.Columns*(height+g.Gap)) / h,
		Width:  float64(width) / w,
		Height: float64(height) / h,
	}
}

// at returns the picture at a point, in shares of the canvas's width and height:
// the nearest of count.
func (g pictureGrid) at(x, y float64, count int) int {
	column := max(0, min(g.Columns-1, int(x*float64(g.Columns))))
	row := max(0, min(g.rows(count)-1, int(y*float64(g.rows(count)))))
	return min(row*g.Columns+column, count-1)
}

// paint returns the canvas's pixels, four bytes each, nothing where no picture
// is.
func (g pictureGrid) paint(pictures []byte, colours *palette) []byte {
	count := g.count(pictures)
	all := g.size(count)
	width := all.Width
	pixels := make([]byte, 4*all.Width*all.Height)
	for i := range count {
		left := i % g.Columns * (g.Width*g.Zoom + g.Gap)
		top := i / g.Columns * (g.Height*g.Zoom + g.Gap)
		for y := range g.Height {
			row := pixels[4*((top+y*g.Zoom)*width+left):][:4*g.Width*g.Zoom]
			at := 0
			for _, v := range pictures[(i*g.Height+y)*g.Width:][:g.Width] {
				for range g.Zoom {
					at += copy(row[at:], colours[v][:])
				}
			}
			for k := 1; k < g.Zoom; k++ {
				copy(pixels[4*((top+y*g.Zoom+k)*width+left):], row)
			}
		}
	}
	return pixels
}
