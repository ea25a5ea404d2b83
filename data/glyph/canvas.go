package glyph

import (
	"math"
	"slices"

	"digitlab/data"
)

const (
	// grain is the number of units of the canvas along a pixel's side.
	grain = 256

	// digitSide is the longer side of the ink in pixels, as picture.Normalize
	// makes it.
	digitSide = 20

	// Widths of the pen: what drawings on the pad have after Normalize.
	thinnest, thickest = 17 * grain / 10, 33 * grain / 10

	// dotsEvery is how far the dots of a line lie apart: a quarter of the thinnest
	// pen, so that no edge shows them.
	dotsEvery = thinnest / 4
)

// canvas is where a pen leaves ink: for each pixel how far inside the nearest edge
// of the ink it lies, plus half a pixel.
type canvas [data.Pixels]int32

// ink draws the lines with a pen of a random width, as large as Normalize makes
// digits, and with the centre of mass in the middle.
func (p *Pen) ink(dst *data.Image) {
	width := p.between(thinnest, thickest)
	change := p.between(-width/6, width/6) // of the width, from a stroke's start to its end
	low, high := extent(p.lines)
	room := digitSide*grain - width
	size := max(high.x-low.x, high.y-low.y, 1)
	clear(p.canvas[:])
	for _, line := range p.lines {
		for i := range line {
			line[i].x = scaled(line[i].x-low.x, room, size) + width/2 - grain/2
			line[i].y = scaled(line[i].y-low.y, room, size) + width/2 - grain/2
		}
		p.canvas.line(line, width, change)
	}
	p.canvas.centre(dst)
}

func scaled(v, room, size int32) int32 { return int32(int64(v) * int64(room) / int64(size)) }

// line draws a line whose width changes by change on its way.
func (c *canvas) line(line []point, width, change int32) {
	c.dot(line[0], reach(width-change/2))
	for i := range len(line) - 1 {
		from, to := line[i], line[i+1]
		steps := root(to.x-from.x, to.y-from.y)/dotsEvery + 1
		here := reach(width - change/2 + change*int32(i)/int32(len(line)))
		for k := int32(1); k <= steps; k++ {
			c.dot(point{from.x + (to.x-from.x)*k/steps, from.y + (to.y-from.y)*k/steps}, here)
		}
	}
}

// reach is how far from the middle of a line there is ink in a pixel.
func reach(width int32) int32 { return width/2 + grain/2 }

func (c *canvas) dot(at point, reach int32) {
	left, right := pixelsWithin(at.x, reach)
	top, bottom := pixelsWithin(at.y, reach)
	for y := top; y <= bottom; y++ {
		row := c[y*data.Side:][:data.Side]
		dy := y*grain - at.y
		for x := left; x <= right; x++ {
			dx := x*grain - at.x
			if away := dx*dx + dy*dy; away < reach*reach {
				row[x] = max(row[x], reach-int32(math.Sqrt(float64(away))))
			}
		}
	}
}

// pixelsWithin returns the first and the last pixel whose middle is within reach
// of a coordinate.
func pixelsWithin(v, reach int32) (first, last int32) {
	return max(0, (v-reach+grain-1)/grain), min(data.Side-1, (v+reach)/grain)
}

// centre makes an image of the canvas, moved by whole pixels so that the centre of
// mass is in the middle. The ink begins at the top left, and stays inside. Where it
// is deepest it is full ink, though the pen be too thin to fill a pixel.
func (c *canvas) centre(dst *data.Image) {
	full := min(grain, slices.Max(c[:]))
	var sum, sumX, sumY, right, bottom int
	for i, v := range c {
		c[i] = min(255, 255*v/full)
		v, x, y := int(c[i]), i%data.Side, i/data.Side
		sum += v
		sumX += v * x
		sumY += v * y
		if v > 0 {
			right, bottom = max(right, x), max(bottom, y)
		}
	}
	left := max(0, min(data.Side-1-right, data.Side/2-(sumX+sum/2)/sum))
	top := max(0, min(data.Side-1-bottom, data.Side/2-(sumY+sum/2)/sum))
	*dst = data.Image{}
	for y := range bottom + 1 {
		for x := range right + 1 {
			dst[(top+y)*data.Side+left+x] = byte(c[y*data.Side+x])
		}
	}
}
