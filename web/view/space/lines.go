package space

import (
	"math"

	"digitlab/web/view/columns"
	"digitlab/web/view/plate"
)

// line is a straight one from one place to another.
type line struct {
	From, To vector
	Colour   [4]byte
	Opacity  float64
	Width    float64 // px
}

// connections returns the lines from what is chosen to what adds most to it, back to the
// picture, and to what it adds most to. In a map they end where the value is that lies as
// the chosen one does in its own.
func (s *scene) connections(list []columns.Column, chosen place, colours *plate.Palette) []line {
	down, right := s.share(chosen)
	anchor := func(n columns.Node) vector {
		if n == chosen.Node {
			return s.slabs[n.Column].centre(chosen.Index, chosen.Pixel)
		}
		at := &s.slabs[n.Column]
		row, column := int(down*float64(at.Side)), int(right*float64(at.Side))
		return at.centre(n.Index, row*at.Side+column)
	}
	links := columns.LinksOf(list, chosen.Node)
	lines := make([]line, 0, len(links))
	for i := len(links) - 1; i >= 0; i-- { // the strongest on top
		l := links[i]
		size := math.Abs(l.Strength)
		colour := colours[255]
		if l.Strength < 0 {
			colour = colours[1]
		}
		lines = append(lines, line{anchor(l.From), anchor(l.To), colour, .25 + .55*size, .6 + 1.8*size})
	}
	return lines
}

// share returns where in its map a value is, from the top and from the left, 0 to 1.
func (s *scene) share(p place) (down, right float64) {
	side := s.slabs[p.Column].Side
	return (float64(p.Pixel/side) + .5) / float64(side), (float64(p.Pixel%side) + .5) / float64(side)
}

// frames returns the lines around what is chosen, and around its map.
func (s *scene) frames(chosen place, colour [4]byte) []line {
	at := &s.slabs[chosen.Column]
	lines := edges(around(at.centre(chosen.Index, chosen.Pixel), at.Cell*.6), colour, 2)
	if at.Side > 1 {
		lines = append(lines, edges(at.mapBox(chosen.Index), colour, 1)...)
	}
	return lines
}

// edges returns the twelve of a box.
func edges(b box, colour [4]byte, width float64) []line {
	corners := b.corners()
	var lines []line
	for from := range corners {
		for _, axis := range []int{1, 2, 4} {
			if from&axis == 0 {
				lines = append(lines, line{corners[from], corners[from|axis], colour, 1, width})
			}
		}
	}
	return lines
}

// lineValues is how many numbers a line is for WebGL.
const lineValues = 11

// pack returns lines as WebGL takes them (Lines,11): from, to, red, green, blue and
// opacity, all three colours times that, and the width in the canvas's pixels.
func pack(lines []line, density float64) []float32 {
	list := make([]float32, 0, lineValues*len(lines))
	for _, l := range lines {
		for _, v := range []vector{l.From, l.To} {
			list = append(list, float32(v.X), float32(v.Y), float32(v.Z))
		}
		for _, channel := range l.Colour[:3] {
			list = append(list, float32(l.Opacity*float64(channel)/255))
		}
		list = append(list, float32(l.Opacity), float32(l.Width*density))
	}
	return list
}
