package glyph

import (
	"math/rand/v2"

	"digitlab/data"
)

// unit is one, of shares and factors.
const unit = 1024

// Pen draws glyphs. It keeps the room to work in, so each goroutine needs its own.
type Pen struct {
	random rand.PCG
	lines  [][]point // of the drawing, in units of box until it is placed
	joints stroke
	points []point // of the lines
	canvas canvas
}

// Digit draws a digit, 0 to 9, in one of its ways, as follows from the seed.
func (p *Pen) Digit(dst *data.Image, digit int, seed uint64) {
	p.random.Seed(seed, 0)
	p.draw(dst, digits[digit][p.below(len(digits[digit]))])
}

// NoDigit draws a letter, a sign, a scribble or two digits in one, as follows from
// the seed.
func (p *Pen) NoDigit(dst *data.Image, seed uint64) {
	p.random.Seed(seed, 1)
	switch kind := p.below(10); {
	case kind < 7:
		p.draw(dst, others[p.below(len(others))])
	case kind < 8:
		p.scribble(dst)
	default:
		p.pair(dst)
	}
}

// Draw draws a glyph, as follows from the seed.
func (p *Pen) Draw(dst *data.Image, g Glyph, seed uint64) {
	p.random.Seed(seed, 2)
	p.draw(dst, g)
}

func (p *Pen) draw(dst *data.Image, g Glyph) {
	p.clear()
	p.write(g, p.manner())
	p.ink(dst)
}

func (p *Pen) clear() { p.lines, p.points = p.lines[:0], p.points[:0] }

// pair draws two digits side by side, as wide as one.
func (p *Pen) pair(dst *data.Image) {
	p.clear()
	m := p.manner()
	for range 2 {
		before := len(p.lines)
		ways := digits[p.below(data.Classes)]
		p.write(ways[p.below(len(ways))], m)
		if before > 0 {
			beside(p.lines[:before], p.lines[before:], p.between(-box/20, box/4))
		}
	}
	p.ink(dst)
}

// beside moves lines to the right of others, with a gap.
func beside(left, right [][]point, gap int32) {
	_, high := extent(left)
	low, _ := extent(right)
	for _, line := range right {
		for i := range line {
			line[i].x += high.x + gap - low.x
		}
	}
}

// scribble draws a line without a meaning.
func (p *Pen) scribble(dst *data.Image) {
	p.clear()
	p.joints = p.joints[:0]
	for range 5 + p.below(9) {
		p.joints = append(p.joints, joint{point{p.between(0, box), p.between(0, box)}, p.below(4) == 0})
	}
	p.add(p.joints, unit)
	p.ink(dst)
}

// between draws a number from low to high, both included.
func (p *Pen) between(low, high int32) int32 {
	return low + int32(p.random.Uint64()>>32*uint64(high-low+1)>>32)
}

// below draws a number from 0 to n-1.
func (p *Pen) below(n int) int { return int(p.between(0, int32(n)-1)) }
