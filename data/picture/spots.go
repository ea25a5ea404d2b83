package picture

import (
	"image"
	"math/bits"
)

// spot is a connected part of a page.
type spot struct {
	pixels []int32 // offsets into the page
	box    image.Rectangle
	sides  uint // that it reaches, a bit each
}

// cover is the share of its box that the spot covers.
func (s *spot) cover() float64 { return float64(len(s.pixels)) / float64(s.box.Dx()*s.box.Dy()) }

// The bits of spot.sides: the page's sides, and what has been cut out of it.
const (
	leftSide = 1 << iota
	rightSide
	topSide
	bottomSide
	cutSide
)

// sidesAt returns the sides of the page that a box reaches.
func sidesAt(box, page image.Rectangle) (sides uint) {
	for i, reached := range [...]bool{
		box.Min.X == page.Min.X, box.Max.X == page.Max.X,
		box.Min.Y == page.Min.Y, box.Max.Y == page.Max.Y,
	} {
		if reached {
			sides |= 1 << i
		}
	}
	return sides
}

// crosses reports whether the spot reaches two sides of the page or more.
func (s *spot) crosses() bool { return bits.OnesCount(s.sides) >= 2 }

// spots returns the 8-connected spots of depth rim or more that have a pixel of
// depth core or more.
func (m *inkMap) spots(rim, core byte) (spots []spot) {
	f := flood{m, make([]bool, len(m.depth.Pix))}
	for i, v := range m.depth.Pix {
		if v < core || f.taken[i] || !m.counts(i) {
			continue
		}
		var s spot
		f.take(&s, i%m.depth.Stride, i/m.depth.Stride)
		for next := 0; next < len(s.pixels); next++ {
			f.takeAround(&s, s.pixels[next], rim)
		}
		if !m.close {
			s.sides |= sidesAt(s.box, m.depth.Rect)
		}
		spots = append(spots, s)
	}
	return spots
}

// widen adds to the spots what is around them of depth rim or more, as far as
// half a pixel of the image that they make. Their boxes stay, or the ends of
// lines would push them out.
func (m *inkMap) widen(spots []spot, rim byte) {
	f := flood{m, make([]bool, len(m.depth.Pix))}
	for _, s := range spots {
		for _, i := range s.pixels {
			f.taken[i] = true
		}
	}
	steps := max(1, longerSide(boxAround(spots))/(2*boxSide))
	for i := range spots {
		s := &spots[i]
		box, from := s.box, 0
		for range steps {
			edge := s.pixels[from:]
			from = len(s.pixels)
			for _, at := range edge {
				f.takeAround(s, at, rim)
			}
		}
		s.box = box
	}
}

// flood spreads spots over a page.
type flood struct {
	*inkMap
	taken []bool // pixels that belong to a spot
}

// take adds a pixel to a spot.
func (f *flood) take(s *spot, x, y int) {
	i := y*f.depth.Stride + x
	f.taken[i] = true
	s.pixels = append(s.pixels, int32(i))
	s.box = s.box.Union(image.Rect(x, y, x+1, y+1))
}

// takeAround adds the neighbours of a pixel that have depth rim or more, and
// notes whether some have been cut out.
func (f *flood) takeAround(s *spot, at int32, rim byte) {
	size := f.depth.Rect.Size()
	x, y := int(at)%f.depth.Stride, int(at)/f.depth.Stride
	for ny := max(y-1, 0); ny <= min(y+1, size.Y-1); ny++ {
		for nx := max(x-1, 0); nx <= min(x+1, size.X-1); nx++ {
			i := ny*f.depth.Stride + nx
			if !f.counts(i) {
				s.sides |= cutSide
			} else if f.depth.Pix[i] >= rim && !f.taken[i] {
				f.take(s, nx, ny)
			}
		}
	}
}

// boxAround returns the box around the spots.
func boxAround(spots []spot) (box image.Rectangle) {
	for _, s := range spots {
		box = box.Union(s.box)
	}
	return box
}

func longerSide(box image.Rectangle) int { return max(box.Dx(), box.Dy()) }
