package space

import (
	"math"

	"digitlab/web/view/columns"
	"digitlab/web/worker"
)

// mostCubes is how many are drawn: what is more than that, phones turn no longer without
// a jerk.
const mostCubes = 60_000

// limit returns columns with so few of their maps each that there are at most most cubes,
// or one map of each layer; and how many that is, 0 if they are all there.
func limit(list []columns.Column, most int) (fewer []columns.Column, maps int) {
	cubes := 0
	for i := range list {
		cubes += list[i].Count * list[i].Side * list[i].Side
		maps = max(maps, list[i].Count)
	}
	if cubes <= most {
		return list, 0
	}
	for ; cubes > most && maps > 1; maps-- {
		for i := range list {
			if c := &list[i]; c.Pictures != nil && c.Count == maps {
				area := c.Side * c.Side
				c.Count--
				c.Pictures = c.Pictures[:c.Count*area]
				cubes -= area
			}
		}
	}
	return list, maps
}

// seen returns the colour of a number, which near 0 is a little more like ink: the small
// cubes are to be told from the paper behind them.
func seen(colour, ink [4]byte, value byte) [4]byte {
	const most = .3
	share := most * (1 - (side(value, false)-leastSide)/(largestSide-leastSide))
	for i := range 3 {
		colour[i] = byte(float64(colour[i])*(1-share) + float64(ink[i])*share + .5)
	}
	return colour
}

// valuesOf returns one byte a cube, as worker.Inside has them: ink for the picture, and
// numbers for the rest.
func valuesOf(list []columns.Column, m *worker.Inside) []byte {
	var values []byte
	for i := range list {
		values = append(values, list[i].Pictures...)
	}
	if len(m.Outputs) == 1 {
		return append(values, 255)
	}
	for _, p := range m.Probabilities[:len(m.Outputs)] {
		values = append(values, byte(128.5+127*p))
	}
	return values
}

// Sides of cubes, in shares of the room that each has: of the picture's, and of those of
// numbers, from 0 to the largest. What is 0 is small, for one to see through it.
const inkSide, leastSide, largestSide = .94, .3, .94

// side returns that of a cube with a value, as a share of its room.
func side(value byte, ink bool) float64 {
	if ink {
		return inkSide
	}
	share := math.Abs(float64(value)-128) / 127
	return leastSide + (largestSide-leastSide)*math.Sqrt(min(share, 1))
}

// pick returns the first cube that a ray meets, or, where it meets none as they are drawn,
// the first whose room it meets.
func (s *scene) pick(r ray, values []byte) (found place, hit bool) {
	if found, hit = s.first(r, func(i, cube int) float64 { return side(values[cube], i == 0) }); hit {
		return found, true
	}
	return s.first(r, func(int, int) float64 { return 1 })
}

// first returns the first cube that a ray meets, of sides by the layer and the cube's
// index, in shares of their rooms.
func (s *scene) first(r ray, sideOf func(layer, cube int) float64) (found place, hit bool) {
	nearest := math.Inf(1)
	for i := range s.slabs {
		at := &s.slabs[i]
		for index := range at.Count {
			if _, meets := r.meets(at.mapBox(index)); !meets {
				continue
			}
			for pixel := range at.area() {
				half := at.Cell / 2 * sideOf(i, at.First+index*at.area()+pixel)
				t, meets := r.meets(around(at.centre(index, pixel), half))
				if meets && t < nearest {
					found, nearest, hit = place{columns.Node{Column: i, Index: index}, pixel}, t, true
				}
			}
		}
	}
	return found, hit
}
