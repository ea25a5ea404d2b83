package digitmap

import "math"

// backOpacity is that of images that stand back.
const backOpacity = 36

// paint paints the images with so many pixels for each of CSS's: those that stand back
// first, mistakes and the visitor's own drawings last.
func (s *scene) paint(p *picture, ratio float64) {
	p.begin(int(math.Round(s.width*ratio)), int(math.Round(s.height*ratio)))
	b := newBrush(s.imageSide(), ratio)
	for _, layer := range []func(i int) bool{
		s.back,
		func(i int) bool { return !s.back(i) && !s.points[i].Wrong() && !s.points[i].Own },
		func(i int) bool { return !s.back(i) && (s.points[i].Wrong() || s.points[i].Own) },
	} {
		for i := range s.points {
			if layer(i) {
				s.paintPoint(p, b, i, ratio)
			}
		}
	}
}

// paintPoint paints an image in the colour of its label, with a ring in that of what it
// is taken for, and a diamond around a drawing of the visitor.
func (s *scene) paintPoint(p *picture, b *brush, i int, ratio float64) {
	left, top := s.pixel(s.place(i))
	x, y := int(math.Round(left*ratio)), int(math.Round(top*ratio))
	if x < -b.room || y < -b.room || x > p.width+b.room || y > p.height+b.room {
		return
	}
	point, opacity := &s.points[i], uint32(255)
	if s.back(i) {
		opacity = backOpacity
	}
	if b.sampler != nil {
		p.stamp(x-b.sampler.side/2, y-b.sampler.side/2, b.sampler.scale(point.Image), b.sampler.side, digitColours[point.Label], opacity)
	} else {
		b.dot.stamp(p, x, y, digitColours[point.Label], opacity)
	}
	if point.Wrong() {
		b.ring.stamp(p, x, y, digitColours[point.Read], opacity)
	}
	if point.Own {
		b.diamond.stamp(p, x, y, bright, opacity)
	}
}

// brush is what images are painted with, in pixels of the canvas.
type brush struct {
	sampler            *sampler // nil for dots
	dot, ring, diamond stencil
	room               int // how far it reaches
}

type stencil struct {
	mask []byte
	side int
}

func newStencil(mask []byte, side int) stencil { return stencil{mask, side} }

func (s stencil) stamp(p *picture, x, y int, c colour, opacity uint32) {
	p.stamp(x-s.side/2, y-s.side/2, s.mask, s.side, c, opacity)
}

// newBrush returns one for images of a side, 0 for dots.
func newBrush(imageSide, ratio float64) *brush {
	b := &brush{}
	around := 2 * dotRadius * ratio
	if imageSide > 0 {
		b.sampler = newSampler(int(math.Round(imageSide * ratio)))
		around = .62 * imageSide * ratio
	} else {
		b.dot = newStencil(ringMask(0, dotRadius*ratio))
	}
	line := 1.4 * ratio
	b.ring = newStencil(ringMask(around-line, around))
	b.diamond = newStencil(diamondMask(1.5*around-line, 1.5*around))
	b.room = b.diamond.side
	return b
}
