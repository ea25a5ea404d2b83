package augment

import (
	"digitlab/data"
)

// Strokes are not made thinner, or thicker, than these widths in pixels: they
// would fall apart, or close the loops of a 6 and an 8.
const thinnestStroke, thickestStroke = 3 * one / 2, 5 * one

// thicken moves the edges of the strokes outwards by a part of a pixel, or
// inwards if by is negative: a pixel goes that part of the way to the brightest,
// or the darkest, around it.
func thicken(image *data.Image, by fixed, source *frame) {
	if by == 0 {
		return
	}
	source.fill(image)
	// The width changes at both edges.
	width := source.strokeWidth()
	if by > 0 {
		source.grow(image, min(by, max(0, (thickestStroke-width)/2)), 0)
	} else {
		source.grow(image, min(-by, max(0, (width-thinnestStroke)/2)), 255)
	}
}

// strokeWidth estimates the mean width of strokes, as the other strokeWidth
// does. Here the outline is pi/4 of the changes from pixel to pixel along both
// axes, by Crofton's formula.
func (f *frame) strokeWidth() fixed {
	area, changes := 0, 0
	for at := frameSide; at < len(f); at++ {
		v := int(f[at])
		area += v
		changes += max(v-int(f[at-1]), int(f[at-1])-v) + max(v-int(f[at-frameSide]), int(f[at-frameSide])-v)
	}
	if changes == 0 {
		return 0
	}
	const perChange = 2 * 4 * one * 113 / 355 // 2 / (pi/4)
	return perChange * fixed(area) / fixed(changes)
}

// grow sets the image to the framed one with bright areas, or, with all bits
// flipped by 255, the dark ones, wider by a part of a pixel. The brightest
// around a pixel is taken half among its four neighbours and half among all
// eight, which is about as far along diagonals as along axes.
func (f *frame) grow(image *data.Image, by fixed, flip byte) {
	for y := range data.Side {
		above := f[framed(-1, y-1):][:frameSide]
		row := f[framed(-1, y):][:frameSide]
		below := f[framed(-1, y+1):][:frameSide]
		out := image[y*data.Side:][:data.Side]
		left := max(above[0]^flip, row[0]^flip, below[0]^flip)
		column := max(above[1]^flip, row[1]^flip, below[1]^flip)
		for x := range out {
			right := max(above[x+2]^flip, row[x+2]^flip, below[x+2]^flip)
			four := max(column, row[x]^flip, row[x+2]^flip)
			v := row[x+1] ^ flip
			far := fixed(four) + fixed(max(left, column, right)) - 2*fixed(v)
			out[x] = (v + byte((far*by+one)>>17)) ^ flip
			left, column = column, right
		}
	}
}
