package plate

import (
	"digitlab/web/worker"
)

// Grid lays pictures of one size out in rows, on a canvas.
type Grid struct {
	Columns       int
	Width, Height int // of a picture, in its pixels
	Zoom          int // pixels of the canvas for one of a picture, along each side
	Gap           int // pixels of the canvas between two pictures
}

// gridSide is about how many pixels of the canvas a picture is to have along a
// side, for the gap beside it to look the same in all grids.
const gridSide = 28

// Square lays count square pictures out in rows of about ten, all of them
// full if that can be.
func Square(count, side int) Grid {
	columns := min(count, 10)
	if count > 10 {
		for _, full := range []int{10, 8, 12, 9} {
			if count%full == 0 {
				columns = full
				break
			}
		}
	}
	return Grid{Columns: max(columns, 1), Width: side, Height: side, Zoom: max(1, gridSide/side), Gap: 2}
}

// Matrix lays pictures out with a given number of columns, closely.
func Matrix(columns, side int) Grid {
	return Grid{Columns: columns, Width: side, Height: side, Zoom: 2, Gap: 1}
}

// Whole shows a single picture, pixel by pixel.
func Whole(width, height int) Grid {
	return Grid{Columns: 1, Width: width, Height: height, Zoom: 1}
}

// Count returns how many pictures there are.
func (g Grid) Count(pictures []byte) int { return len(pictures) / max(1, g.Width*g.Height) }

func (g Grid) rows(count int) int { return (count + g.Columns - 1) / g.Columns }

// Size returns that of the canvas.
func (g Grid) Size(count int) worker.Size {
	extent := func(pictures, side int) int { return max(1, pictures*(side*g.Zoom+g.Gap)-g.Gap) }
	return worker.Size{Width: extent(g.Columns, g.Width), Height: extent(g.rows(count), g.Height)}
}

// Box is a part of a canvas, in shares of its width and height.
type Box struct{ Left, Top, Width, Height float64 }

// Box returns where picture i of count is.
func (g Grid) Box(i, count int) Box {
	all := g.Size(count)
	w, h := float64(all.Width), float64(all.Height)
	width, height := g.Width*g.Zoom, g.Height*g.Zoom
	return Box{
		Left:   float64(i%g.Columns*(width+g.Gap)) / w,
		Top:    float64(i/g.Columns*(height+g.Gap)) / h,
		Width:  float64(width) / w,
		Height: float64(height) / h,
	}
}

// At returns the picture at a point, in shares of the canvas's width and height:
// the nearest of count.
func (g Grid) At(x, y float64, count int) int {
	column := max(0, min(g.Columns-1, int(x*float64(g.Columns))))
	row := max(0, min(g.rows(count)-1, int(y*float64(g.rows(count)))))
	return min(row*g.Columns+column, count-1)
}

// paint returns the canvas's pixels, four bytes each, nothing where no picture
// is.
func (g Grid) paint(pictures []byte, colours *Palette) []byte {
	count := g.Count(pictures)
	all := g.Size(count)
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
