package space

import (
	"math"

	"digitlab/web/view/columns"
	"digitlab/web/worker"
)

// slab is a column of the network in space: its maps beside and above each other, of
// cubes that lie in one plane, or its numbers.
type slab struct {
	First  int     // of its cubes
	Count  int     // of maps or numbers
	Side   int     // of a map in cubes
	Cell   float64 // side of the room that a cube has
	Across int     // maps beside each other
	X      float64 // where its plane is
}

// scene is where everything is.
type scene struct {
	slabs []slab
	cubes int
	box   box // around all
}

// place is one of the cubes.
type place struct {
	columns.Node
	Pixel int // of the map, 0 for a number
}

const (
	// answerCell is the room of an answer.
	answerCell = 14
	// pictureCell is that of a pixel of the picture, which is to be seen from afar.
	pictureCell = 2
	// gapShare is the room between two maps, as a share of their sides.
	gapShare = .16
	// shrinking is the power by which maps get smaller as they have fewer pixels: of
	// 1, their cubes would be of one size, and numbers too small to see.
	shrinking = .6
	// layerGap is the least room between two layers.
	layerGap = 22
	// apartYaw is how far one may look along the layers, in radians, before one hides the
	// next: more than homeYaw, since what is far to the right is seen at a flatter angle.
	apartYaw = homeYaw + .12
)

// mapWidth returns the side of a map of so many pixels along a side.
func mapWidth(side int) float64 {
	return worker.ImageSide * math.Pow(float64(side)/worker.ImageSide, shrinking)
}

// across returns how many of count maps are beside each other: about as many as above
// each other, in full rows if that can be.
func across(count int) int {
	root := max(1, int(math.Sqrt(float64(count))))
	for n := root; n*n*2 >= count; n-- {
		if count%n == 0 {
			return n
		}
	}
	return root
}

func (s *slab) pitch() float64 { return float64(s.Side) * s.Cell * (1 + gapShare) }
func (s *slab) rows() int      { return (s.Count + s.Across - 1) / s.Across }
func (s *slab) area() int      { return s.Side * s.Side }

// width returns that from the left of the maps to the right.
func (s *slab) width() float64 { return float64(s.Across) * s.pitch() }

// newScene places the columns one behind the other, so far apart that from where one
// looks at first none hides the next.
func newScene(list []columns.Column) *scene {
	s := &scene{slabs: make([]slab, len(list))}
	for i := range list {
		c, at := &list[i], &s.slabs[i]
		*at = slab{First: s.cubes, Count: c.Count, Side: c.Side, Across: across(c.Count)}
		at.Cell = mapWidth(c.Side) / float64(c.Side)
		switch {
		case i == 0:
			at.Cell = pictureCell
		case c.Pictures == nil:
			at.Cell, at.Across = answerCell, 1
		}
		if i > 0 {
			before := s.slabs[i-1]
			at.X = before.X + (before.width()+at.width())/2*math.Tan(apartYaw) + layerGap
		}
		s.cubes += at.Count * at.area()
		if i == 0 {
			s.box = at.box()
		}
		s.box = s.box.with(at.box())
	}
	return s
}

// sameShape reports whether columns would be placed as these are.
func (s *scene) sameShape(list []columns.Column) bool {
	if len(list) != len(s.slabs) {
		return false
	}
	for i := range list {
		if list[i].Count != s.slabs[i].Count || list[i].Side != s.slabs[i].Side {
			return false
		}
	}
	return true
}

// mapCentre returns the middle of a map, or of a number.
func (s *slab) mapCentre(index int) vector {
	column, row := index%s.Across, index/s.Across
	return vector{s.X, (float64(s.rows()-1)/2 - float64(row)) * s.pitch(), (float64(column) - float64(s.Across-1)/2) * s.pitch()}
}

// centre returns the middle of a cube.
func (s *slab) centre(index, pixel int) vector {
	middle := float64(s.Side-1) / 2
	from := vector{0, middle - float64(pixel/s.Side), float64(pixel%s.Side) - middle}
	return s.mapCentre(index).plus(from.times(s.Cell))
}

// mapBox returns the room of a map, as thick as its cubes.
func (s *slab) mapBox(index int) box {
	centre, half := s.mapCentre(index), float64(s.Side)*s.Cell/2
	d := vector{s.Cell / 2, half, half}
	return box{centre.minus(d), centre.plus(d)}
}

// box returns the room of all maps.
func (s *slab) box() box {
	b := s.mapBox(0)
	for i := 1; i < s.Count; i++ {
		b = b.with(s.mapBox(i))
	}
	return b
}

// boxes returns the room of each layer.
func (s *scene) boxes() []box {
	list := make([]box, len(s.slabs))
	for i := range list {
		list[i] = s.slabs[i].box()
	}
	return list
}

// place returns that of a cube, by its index among all.
func (s *scene) place(cube int) place {
	i := len(s.slabs) - 1
	for cube < s.slabs[i].First {
		i--
	}
	at := &s.slabs[i]
	cube -= at.First
	return place{columns.Node{Column: i, Index: cube / at.area()}, cube % at.area()}
}

// places returns, of each cube, x, y and z of its middle and the side of its room
// (Cubes,4).
func (s *scene) places() []float32 {
	list := make([]float32, 0, 4*s.cubes)
	for i := range s.slabs {
		at := &s.slabs[i]
		for index := range at.Count {
			for pixel := range at.area() {
				c := at.centre(index, pixel)
				list = append(list, float32(c.X), float32(c.Y), float32(c.Z), float32(at.Cell))
			}
		}
	}
	return list
}
