package picture

import "image"

// closed returns the page with everything that is dark, and holds no square of a
// side, as light as what is around it. Squares may reach beyond the page.
func closed(page *image.Gray, side int) *image.Gray {
	size := page.Rect.Size()
	reach := side - 1
	wide := image.NewGray(image.Rect(0, 0, size.X+2*reach, size.Y+2*reach))
	for y := range size.Y {
		copy(wide.Pix[(y+reach)*wide.Stride+reach:], page.Pix[y*page.Stride:][:size.X])
	}
	lightest := transposed(maxima(transposed(maxima(wide, side)), side))
	invert(lightest)
	darkest := transposed(maxima(transposed(maxima(lightest, side)), side))
	invert(darkest)
	return darkest
}

// maxima returns the maximum of each so many pixels next to each other in a row.
// It takes three comparisons for a pixel, whatever their number (van Herk, 1992;
// Gil and Werman, 1993): runs of so many begin at fixed places, and what is asked
// for is the end of one and the beginning of the next.
func maxima(page *image.Gray, count int) *image.Gray {
	size := page.Rect.Size()
	out := image.NewGray(image.Rect(0, 0, size.X-count+1, size.Y))
	ends := make([]byte, size.X) // the maximum from here to the end of the run
	for y := range size.Y {
		row := page.Pix[y*page.Stride:][:size.X]
		for first := 0; first < size.X; first += count {
			most := byte(0)
			for x := min(first+count, size.X) - 1; x >= first; x-- {
				most = max(most, row[x])
				ends[x] = most
			}
		}
		most, dst := byte(0), out.Pix[y*out.Stride:][:out.Stride]
		for x, v := range row {
			if x%count == 0 {
				most = 0
			}
			most = max(most, v)
			if first := x - count + 1; first >= 0 {
				dst[first] = max(ends[first], most)
			}
		}
	}
	return out
}

// transposed returns the picture with rows and columns exchanged.
func transposed(img *image.Gray) *image.Gray {
	size := img.Rect.Size()
	out := image.NewGray(image.Rect(0, 0, size.Y, size.X))
	for y := range size.Y {
		for x, v := range img.Pix[y*img.Stride:][:size.X] {
			out.Pix[x*out.Stride+y] = v
		}
	}
	return out
}
