package segment

import "image"

const (
	// inked is where a pixel joins those beside it; fainter ones belong to the
	// nearest of those. A spot begins where one is dark: in the rim of a line, the
	// paper's grain leaves specks that are inked.
	inked, dark = 64, 128

	// outlineSide is what a spot's outline is sampled with: that of squares of
	// pixels, so many along its longer side.
	outlineSide = 24
)

// spot is a connected part of the ink, or a part of one that was cut.
type spot struct {
	pixels []int32 // offsets into the ink
	box    image.Rectangle
	cut    float64 // see piece
}

// spotsOf returns the spots of ink, from the left.
func spotsOf(ink *image.Gray) (spots []spot) {
	of := make([]int32, len(ink.Pix)) // number of the spot from 1 on
	for _, least := range [2]byte{dark, inked} {
		first := len(spots)
		for i, v := range ink.Pix {
			if v >= least && of[i] == 0 {
				s := spot{cut: -1}
				number := int32(len(spots) + 1)
				s.spread(ink, of, number, []int32{int32(i)}, func(at int32) bool { return ink.Pix[at] >= inked })
				spots = append(spots, s)
			}
		}
		addFaint(spots[first:], first, ink, of)
	}
	return spots
}

// addFaint adds to spots, of which the first has a number, what is fainter: to the one
// that it is beside, a step at a time.
func addFaint(spots []spot, first int, ink *image.Gray, of []int32) {
	edges := make([][]int32, len(spots))
	for i := range spots {
		edges[i] = spots[i].pixels
	}
	for left := len(spots) > 0; left; {
		left = false
		for i := range spots {
			s := &spots[i]
			from := len(s.pixels)
			s.step(ink, of, int32(first+i+1), edges[i], func(at int32) bool { return ink.Pix[at] > 0 })
			edges[i] = s.pixels[from:]
			left = left || len(edges[i]) > 0
		}
	}
}

// spread adds pixels and all that are connected to them.
func (s *spot) spread(ink *image.Gray, of []int32, number int32, pixels []int32, belongs func(at int32) bool) {
	for _, at := range pixels {
		s.add(ink, of, number, at)
	}
	for from := 0; from < len(s.pixels); {
		edge := s.pixels[from:]
		from = len(s.pixels)
		s.step(ink, of, number, edge, belongs)
	}
}

// step adds the pixels around those at the edge that belong to the spot.
func (s *spot) step(ink *image.Gray, of []int32, number int32, edge []int32, belongs func(at int32) bool) {
	size := ink.Rect.Size()
	for _, at := range edge {
		x, y := int(at)%ink.Stride, int(at)/ink.Stride
		for ny := max(y-1, 0); ny <= min(y+1, size.Y-1); ny++ {
			for nx := max(x-1, 0); nx <= min(x+1, size.X-1); nx++ {
				if next := int32(ny*ink.Stride + nx); of[next] == 0 && belongs(next) {
					s.add(ink, of, number, next)
				}
			}
		}
	}
}

func (s *spot) add(ink *image.Gray, of []int32, number, at int32) {
	of[at] = number
	s.pixels = append(s.pixels, at)
	x, y := int(at)%ink.Stride, int(at)/ink.Stride
	s.box = s.box.Union(image.Rect(x, y, x+1, y+1))
}

// piece returns the spot as a piece: its points are pixels of the outline, one for
// each square that has some.
func (s *spot) piece(ink *image.Gray) piece {
	p := piece{
		cut:   s.cut,
		thick: 1, // of an outline from one pixel's middle to the next one's
		box:   Box{float64(s.box.Min.X), float64(s.box.Min.Y), float64(s.box.Max.X), float64(s.box.Max.Y)},
	}
	step := max(1, max(s.box.Dx(), s.box.Dy())/outlineSide)
	columns := s.box.Dx()/step + 1
	taken := make([]bool, columns*(s.box.Dy()/step+1))
	for _, at := range s.pixels {
		x, y := int(at)%ink.Stride, int(at)/ink.Stride
		square := (y-s.box.Min.Y)/step*columns + (x-s.box.Min.X)/step
		if !taken[square] && ink.Pix[at] >= inked && onOutline(ink, x, y) {
			taken[square] = true
			p.points = append(p.points, point{float64(x) + 0.5, float64(y) + 0.5})
		}
	}
	return p
}

// onOutline reports whether a pixel has one beside it that is not inked.
func onOutline(ink *image.Gray, x, y int) bool {
	size := ink.Rect.Size()
	if x == 0 || y == 0 || x == size.X-1 || y == size.Y-1 {
		return true
	}
	at := y*ink.Stride + x
	return ink.Pix[at-1] < inked || ink.Pix[at+1] < inked || ink.Pix[at-ink.Stride] < inked || ink.Pix[at+ink.Stride] < inked
}
