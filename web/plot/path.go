package plot

import (
	"math"
	"strconv"
)

// path is SVG path data.
type path []byte

// lineTo goes on to (x, y), or begins there. Tenths of a pixel are finer than
// any screen shows.
func (p *path) lineTo(x, y float64) {
	if len(*p) == 0 {
		p.moveTo(x, y)
		return
	}
	p.command('L', x, y)
}

// moveTo begins anew at (x, y).
func (p *path) moveTo(x, y float64) { p.command('M', x, y) }

// close goes back to where the path last began.
func (p *path) close() { *p = append(*p, 'Z') }

func (p *path) command(letter byte, x, y float64) {
	b := append(*p, letter)
	b = appendTenths(b, x)
	b = append(b, ' ')
	*p = appendTenths(b, y)
}

// rectangle adds one with these corners.
func (p *path) rectangle(x1, y1, x2, y2 float64) {
	p.moveTo(x1, y1)
	p.lineTo(x2, y1)
	p.lineTo(x2, y2)
	p.lineTo(x1, y2)
	p.close()
}

// polyline is the path of a curve, which has thousands of corners: each is
// written as its distance from the one before, in half the bytes.
type polyline struct {
	path path
	x, y int64 // of the last corner, in tenths
}

// lineTo goes on to (x, y), or begins there.
func (p *polyline) lineTo(x, y float64) {
	tenX, tenY := tenths(x), tenths(y)
	dx, dy := tenX-p.x, tenY-p.y
	p.x, p.y = tenX, tenY
	letter := byte('l')
	if len(p.path) == 0 {
		letter = 'M'
	}
	b := appendWhole(append(p.path, letter), dx)
	if dy >= 0 { // or else its sign tells the two apart
		b = append(b, ' ')
	}
	p.path = appendWhole(b, dy)
}

// tenths rounds to them. Unlike math.Round, this is one instruction.
func tenths(v float64) int64 { return int64(math.RoundToEven(v * 10)) }

// appendTenths appends v with one decimal, or none.
func appendTenths(b []byte, v float64) []byte { return appendWhole(b, tenths(v)) }

// appendWhole appends a number of tenths. It is most of the work of a path, and
// so done in whole numbers.
func appendWhole(b []byte, tenths int64) []byte {
	if tenths < 0 {
		b = append(b, '-')
		tenths = -tenths
	}
	whole, digit := tenths/10, tenths%10
	if whole > 0 || digit == 0 {
		b = strconv.AppendInt(b, whole, 10)
	}
	if digit > 0 {
		b = append(b, '.', '0'+byte(digit))
	}
	return b
}

// shapes are the marks of evaluations, by the slot of the run, so that runs are
// told apart without their colours.
var shapes = []func(p *path, x, y, r float64){circle, square, triangle, diamond}

// mark adds the shape of a slot around (x, y).
func (p *path) mark(slot int, x, y float64) {
	shapes[slot%len(shapes)](p, x, y, 4)
}

// circle is of four cubic curves, which miss the circle by less than 0.03 % of
// its radius (Riškus, "Approximation of a cubic Bézier curve by circular arcs
// and vice versa", 2006).
func circle(p *path, x, y, r float64) {
	const k = 0.5522847
	curve := func(x1, y1, x2, y2, x3, y3 float64) {
		p.command('C', x+r*x1, y+r*y1)
		p.command(' ', x+r*x2, y+r*y2)
		p.command(' ', x+r*x3, y+r*y3)
	}
	p.moveTo(x+r, y)
	curve(1, k, k, 1, 0, 1)
	curve(-k, 1, -1, k, -1, 0)
	curve(-1, -k, -k, -1, 0, -1)
	curve(k, -1, 1, -k, 1, 0)
	p.close()
}

func square(p *path, x, y, r float64) {
	r *= 0.9
	p.rectangle(x-r, y-r, x+r, y+r)
}

func triangle(p *path, x, y, r float64) {
	r *= 1.2
	p.moveTo(x, y-r)
	p.lineTo(x+.9*r, y+.6*r)
	p.lineTo(x-.9*r, y+.6*r)
	p.close()
}

func diamond(p *path, x, y, r float64) {
	r *= 1.25
	p.moveTo(x, y-r)
	p.lineTo(x+r, y)
	p.lineTo(x, y+r)
	p.lineTo(x-r, y)
	p.close()
}
