package picture

import "image"

const (
	// blotSide is the side of a square of ink, in pixels of an Image, that is
	// no line: those of MNIST's 70,000 digits have up to 10.
	blotSide = 11

	// inkHalf is where a pixel of a digit counts as ink.
	inkHalf = 128

	// shapeSide is the least longer side of ink, in pixels of the page, that
	// has a shape.
	shapeSide = 6
)

// isBlot reports whether a digit of w x h pixels is none, but a dot or an area
// filled with ink.
func isBlot(digit []float32, w, h int) bool {
	// squares holds the sides of the largest squares of ink that end at the
	// pixels of the row above, and so far of this one.
	squares := make([]int, w+1)
	for y := range h {
		diagonal := 0
		for x := range w {
			above := squares[x+1]
			if digit[y*w+x] < inkHalf {
				squares[x+1] = 0
			} else if squares[x+1] = 1 + min(squares[x], above, diagonal); squares[x+1] >= blotSide {
				return true
			}
			diagonal = above
		}
	}
	return false
}

// isFilled reports whether what is in the box would be a blot in an Image.
func isFilled(ink *image.Gray, box image.Rectangle) bool {
	w, h := fitBox(box.Dx(), box.Dy(), boxSide)
	return isBlot(resize(ink.SubImage(box).(*image.Gray), w, h), w, h)
}
