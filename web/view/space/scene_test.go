package space

import (
	"math"
	"testing"

	"digitlab/web/view/columns"
)

// shape is what a column is laid out by.
type shape struct{ Count, Side int }

// networks are of one layer, of SimpleNet, of recipes and of odd layers.
var networks = map[string][]shape{
	"linear":    {{1, 28}, {10, 1}},
	"one":       {{1, 28}, {1, 1}},
	"simplenet": {{1, 28}, {20, 28}, {20, 14}, {20, 14}, {20, 7}, {10, 1}},
	"mlp":       {{1, 28}, {100, 1}, {10, 1}},
	"modern":    {{1, 28}, {16, 28}, {16, 28}, {16, 14}, {32, 14}, {32, 14}, {32, 7}, {64, 7}, {10, 1}},
	"sprint":    {{1, 28}, {16, 14}, {24, 12}, {24, 6}, {48, 4}, {10, 1}},
	"odd":       {{1, 28}, {7, 27}, {1, 3}, {13, 2}, {97, 1}, {2, 1}, {10, 1}},
	"large":     {{1, 28}, {100, 28}, {100, 28}, {100, 14}, {10, 1}},
}

// columnsOf has the shapes, with nothing in them.
func columnsOf(shapes []shape) []columns.Column {
	list := make([]columns.Column, len(shapes))
	for i, s := range shapes {
		list[i] = columns.Column{Count: s.Count, All: s.Count, Side: s.Side, Layers: []string{"layer"}}
		if i < len(shapes)-1 {
			list[i].Pictures = make([]byte, s.Count*s.Side*s.Side)
			for k := range list[i].Pictures {
				list[i].Pictures[k] = 128
			}
		}
	}
	list[0].Layers = nil
	return list
}

// Every cube has its own room, and the index of each leads to its place and back.
func TestNoTwoCubesOverlap(t *testing.T) {
	for name, shapes := range networks {
		s := newScene(columnsOf(shapes))
		if !s.sameShape(columnsOf(shapes)) || s.sameShape(columnsOf(shapes[1:])) {
			t.Errorf("%s: its own shape is another one, or another one is its own", name)
		}
		places := s.places()
		if len(places) != 4*s.cubes {
			t.Fatalf("%s: %d numbers for %d cubes", name, len(places), s.cubes)
		}
		for i := range s.slabs {
			at := &s.slabs[i]
			if i > 0 && at.X-s.slabs[i-1].X < (at.Cell+s.slabs[i-1].Cell)/2 {
				t.Errorf("%s: layer %d stands in the one before it", name, i)
			}
			taken := map[[2]int][]int{} // cubes by the square, as large as a cell, that their middles are in
			for cube := at.First; cube < at.First+at.Count*at.area(); cube++ {
				p := s.place(cube)
				if want := at.First + p.Index*at.area() + p.Pixel; p.Column != i || want != cube {
					t.Fatalf("%s: cube %d is at %v", name, cube, p)
				}
				x, y, z := places[4*cube], float64(places[4*cube+1]), float64(places[4*cube+2])
				if float64(x) != float64(float32(at.X)) || places[4*cube+3] != float32(at.Cell) {
					t.Fatalf("%s: cube %d is not in its layer's plane", name, cube)
				}
				row, column := int(math.Floor(y/at.Cell)), int(math.Floor(z/at.Cell))
				for down := -1; down <= 1; down++ {
					for right := -1; right <= 1; right++ {
						for _, other := range taken[[2]int{row + down, column + right}] {
							dy, dz := y-float64(places[4*other+1]), z-float64(places[4*other+2])
							const rounding = 1e-4 // of float32, in a network of hundreds
							if max(math.Abs(dy), math.Abs(dz)) < at.Cell-rounding {
								t.Fatalf("%s: cubes %d and %d overlap", name, cube, other)
							}
						}
					}
				}
				taken[[2]int{row, column}] = append(taken[[2]int{row, column}], cube)
			}
		}
	}
}

// From where one looks at first, all is in the picture and no layer hides the next, in
// wide and in high pictures.
func TestAllIsSeenAtFirst(t *testing.T) {
	for name, shapes := range networks {
		s := newScene(columnsOf(shapes))
		for _, aspect := range []float64{.5, 1, 1.4, 3} {
			c := homeCamera(s.boxes(), aspect)
			m := c.matrix(aspect)
			largest, right := 0., math.Inf(-1)
			for i := range s.slabs {
				low, high := math.Inf(1), math.Inf(-1)
				for _, corner := range s.slabs[i].box().corners() {
					x, y, away := m.project(corner)
					if away <= 0 {
						t.Fatalf("%s: layer %d is behind the camera", name, i)
					}
					largest = max(largest, math.Abs(x), math.Abs(y))
					low, high = min(low, x), max(high, x)
				}
				if low < right-.08 { // the names of what is near look larger
					t.Errorf("%s, %g: layer %d begins at %.2f, the one before it ends at %.2f", name, aspect, i, low, right)
				}
				right = high
			}
			if largest > 1 || largest < .6 {
				t.Errorf("%s, %g: it goes to %.2f of the picture, want nearly 1", name, aspect, largest)
			}
		}
	}
}

func TestMapsStandInFullRows(t *testing.T) {
	for count, want := range map[int]int{1: 1, 2: 1, 4: 2, 7: 2, 10: 3, 16: 4, 20: 4, 24: 4, 32: 4, 64: 8, 100: 10} {
		if got := across(count); got != want {
			t.Errorf("%d maps: %d beside each other, want %d", count, got, want)
		}
	}
}

func TestFewerMapsOfALargeNetwork(t *testing.T) {
	all, maps := limit(columnsOf(networks["simplenet"]), mostCubes)
	if maps != 0 || newScene(all).cubes != 784+20*(784+196+196+49)+10 {
		t.Errorf("SimpleNet has the first %d maps, %d cubes, want all", maps, newScene(all).cubes)
	}
	fewer, maps := limit(columnsOf(networks["large"]), mostCubes)
	s := newScene(fewer)
	if maps < 20 || s.cubes > mostCubes || s.slabs[4].Count != 10 || s.slabs[1].Count != maps || s.slabs[3].Count != maps {
		t.Errorf("a large network has %d cubes, of %d maps and %d answers", s.cubes, maps, s.slabs[4].Count)
	}
	if got := len(fewer[1].Pictures); got != maps*784 {
		t.Errorf("%d pixels of %d maps", got, maps)
	}
	if least, maps := limit(columnsOf(networks["large"]), 1); maps != 1 || least[3].Count != 1 {
		t.Errorf("with no room for any, there are %d maps, want 1", maps)
	}
}
