package digitmap

import "bytes"

// colour is red, green and blue.
type colour [3]byte

// Colours of the map, which is dark in both themes, as the images are. Those of the
// digits are told apart by all, whatever cones they lack.
var (
	ground = colour{0x12, 0x15, 0x1b}
	bright = colour{0xff, 0xff, 0xff}

	digitColours = [10]colour{
		{0xff, 0xe0, 0xff}, {0x68, 0xff, 0x40}, {0xb8, 0xb8, 0xff}, {0xff, 0x68, 0x40}, {0x40, 0x90, 0xff},
		{0xb8, 0xff, 0xb8}, {0xb8, 0x68, 0x90}, {0x90, 0x68, 0xb8}, {0x68, 0x90, 0x68}, {0xe0, 0xff, 0x90},
	}
)

// picture is what is painted, four bytes a pixel: red, green, blue, opacity.
type picture struct {
	width, height int
	pixels        []byte
}

// begin makes all of it the ground.
func (p *picture) begin(width, height int) {
	p.width, p.height = width, height
	if size := 4 * width * height; cap(p.pixels) < size {
		p.pixels = make([]byte, size)
	} else {
		p.pixels = p.pixels[:size]
	}
	row := bytes.Repeat([]byte{ground[0], ground[1], ground[2], 255}, width)
	for y := range height {
		copy(p.pixels[4*y*width:], row)
	}
}

// blend lays a colour over a pixel, opaque with 255.
func (p *picture) blend(at int, c colour, opacity uint32) {
	pixel := p.pixels[4*at : 4*at+3]
	for i, v := range c {
		pixel[i] = byte((uint32(pixel[i])*(255-opacity) + uint32(v)*opacity) / 255)
	}
}

// stamp lays a colour over a square with its upper left corner at a place, as opaque as
// the mask says, of side x side pixels.
func (p *picture) stamp(left, top int, mask []byte, side int, c colour, opacity uint32) {
	from, to := max(0, -left), min(side, p.width-left)
	for y := max(0, -top); y < min(side, p.height-top); y++ {
		at := (top+y)*p.width + left
		for x := from; x < to; x++ {
			if ink := uint32(mask[y*side+x]); ink > 0 {
				p.blend(at+x, c, ink*opacity/255)
			}
		}
	}
}

// ringMask returns the mask of a ring, or of a disc with an inner radius of 0, in pixels,
// and its side.
func ringMask(inner, outer float64) (mask []byte, side int) {
	side = 2*int(outer+1) + 1
	return shape(side, func(dx, dy float64) float64 {
		d := max(dx*dx+dy*dy, 0)
		return min(cover(outer*outer-d, outer), cover(d-inner*inner, inner))
	}), side
}

// diamondMask returns the mask of a square's outline that stands on its corner.
func diamondMask(inner, outer float64) (mask []byte, side int) {
	side = 2*int(outer+1) + 1
	return shape(side, func(dx, dy float64) float64 {
		d := max(dx, -dx) + max(dy, -dy)
		return min(outer-d+.5, d-inner+.5)
	}), side
}

// cover is how much of a pixel lies within a circle of a radius, when the squares of
// radius and distance differ by so much.
func cover(squares, radius float64) float64 {
	if radius == 0 {
		return 1
	}
	return squares/(2*radius) + .5
}

// shape returns a mask of what covers so much of a pixel at a distance from the middle.
func shape(side int, covers func(dx, dy float64) float64) []byte {
	mask := make([]byte, side*side)
	for i := range mask {
		dx, dy := float64(i%side-side/2), float64(i/side-side/2)
		mask[i] = byte(255 * min(max(covers(dx, dy), 0), 1))
	}
	return mask
}
