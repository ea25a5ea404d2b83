package space

import (
	"testing"

	"digitlab/web/view/columns"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// What is seen at the middle of the side of a cube that faces the picture is that cube,
// unless another hides it.
func TestPickFindsCubes(t *testing.T) {
	list := columnsOf(networks["simplenet"])
	s := newScene(list)
	values := make([]byte, s.cubes)
	for i := range values {
		values[i] = 255
	}
	const aspect = 2
	home := homeCamera(s.boxes(), aspect)
	turned := home
	turned.turn(.9, .2)
	turned.zoom(.4, home)
	for _, c := range []camera{home, turned} {
		m, hidden := c.matrix(aspect), 0
		for cube := 0; cube < s.cubes; cube += 61 {
			want := s.place(cube)
			slab := &s.slabs[want.Column]
			at := slab.centre(want.Index, want.Pixel).minus(vector{slab.Cell * .45, 0, 0})
			x, y, _ := m.project(at)
			found, hit := s.pick(c.ray(x, y, aspect), values)
			if !hit {
				t.Fatalf("nothing is seen where %v is", want)
			}
			if found == want {
				continue
			}
			hidden++
			eye := c.eye()
			if s.slabs[found.Column].centre(found.Index, found.Pixel).minus(eye).length() >= at.minus(eye).length() {
				t.Errorf("at %v one presses %v, which is behind it", want, found)
			}
		}
		if c == home && hidden > 0 {
			t.Errorf("%d cubes are hidden at first", hidden)
		}
	}
	if _, hit := s.pick(home.ray(-.99, .99, aspect), values); hit {
		t.Error("there is a cube in the corner")
	}
}

// Beside a small cube one presses what is seen behind it, and it itself if that is nothing.
func TestPickGoesPastSmallCubes(t *testing.T) {
	list := columnsOf(networks["mlp"])
	s := newScene(list)
	values := make([]byte, s.cubes)
	for i := range values {
		values[i] = 128
	}
	number := &s.slabs[1]
	beside := number.centre(44, 0).plus(vector{0, number.Cell * .42, 0})
	r := ray{beside.minus(vector{20, 0, 0}), vector{1, 0, 0}}
	small := place{columns.Node{Column: 1, Index: 44}, 0}
	if found, hit := s.pick(r, values); !hit || found != small {
		t.Errorf("in the room of a small cube one presses %v, %t", found, hit)
	}
	answer := &s.slabs[2]
	r.Along = answer.centre(4, 0).minus(r.From)
	r.From = r.From.plus(r.Along.times((number.X - r.From.X) / r.Along.X)).minus(r.Along.times(.5)) // which is beside it in its plane
	values[answer.First+4] = 255
	if found, hit := s.pick(r, values); !hit || found.Column != 2 {
		t.Errorf("between small cubes one presses %v, not what is behind", found)
	}
	values[answer.First+4] = 128
	r = ray{beside.minus(vector{20, 0, 0}), vector{1, 0, 0}}
	for i := range values {
		values[i] = 1 // as large as can be, below 0
	}
	if found, hit := s.pick(r, values); !hit || found != small {
		t.Errorf("in place of a large cube one presses %v", found)
	}
}

func TestSideFollowsTheValue(t *testing.T) {
	if side(128, false) != leastSide || side(255, false) != largestSide || side(1, false) != largestSide || side(0, false) != largestSide {
		t.Error("0 and the largest numbers have not the least and the largest sides")
	}
	if side(140, false) <= side(135, false) || side(120, false) <= side(125, false) {
		t.Error("a larger number has no larger side")
	}
	if side(0, true) != inkSide || side(255, true) != inkSide {
		t.Error("paper and ink differ in size")
	}
}

func TestValues(t *testing.T) {
	list := columnsOf([]shape{{1, 28}, {3, 1}, {10, 1}})
	list[1].Pictures = []byte{1, 128, 200}
	m := &worker.Inside{Outputs: make([]float64, 10), Probabilities: make([]float64, 10)}
	m.Probabilities[4] = 1
	values := valuesOf(list, m)
	if len(values) != newScene(list).cubes || values[784+2] != 200 || values[784+3+4] != 255 || values[784+3] != 128 {
		t.Errorf("%d values, of numbers and answers %v", len(values), values[784:])
	}
	list = columnsOf([]shape{{1, 28}, {1, 1}})
	if values := valuesOf(list, &worker.Inside{Outputs: []float64{7.1}, Probabilities: m.Probabilities}); len(values) != 785 || values[784] != 255 {
		t.Errorf("%d values with one output", len(values))
	}
}

// Lines go from the chosen cube itself, to the values that lie as it does.
func TestConnections(t *testing.T) {
	list := columns.Of(small())
	s := newScene(list)
	var colours plate.Palette
	colours[255], colours[1] = [4]byte{0, 0, 255, 255}, [4]byte{255, 128, 0, 255}
	chosen := place{columns.Node{Column: 2, Index: 1}, 3*14 + 10} // of the pooled map
	lines := s.connections(list, chosen, &colours)
	if len(lines) != 2 {
		t.Fatalf("%d lines, want one to the map that was pooled and one from that to the picture", len(lines))
	}
	within, picture := s.slabs[1].centre(1, 7*28+21), s.slabs[0].centre(0, 7*28+21)
	if lines[1].From != within || lines[1].To != s.slabs[2].centre(1, 3*14+10) || lines[0].From != picture || lines[0].To != within {
		t.Errorf("the lines go from %v to %v and from %v to %v", lines[0].From, lines[0].To, lines[1].From, lines[1].To)
	}
	if lines[1].Colour != colours[255] || lines[0].Colour != colours[1] {
		t.Errorf("what speaks for it is %v, against it %v", lines[1].Colour, lines[0].Colour)
	}
	if got := len(s.frames(chosen, colours[0])); got != 24 {
		t.Errorf("%d edges around the cube and its map, want 24", got)
	}
	if packed := pack(lines, 2); len(packed) != 2*lineValues || packed[10] != float32(2*lines[0].Width) || packed[9] != float32(lines[0].Opacity) {
		t.Errorf("packed as %v", packed)
	}
}

// small is of a network conv 2 5, pool, linear of 10 outputs, whose second map counts
// against the picture.
func small() (*worker.Inside, *worker.Connections) {
	m := &worker.Inside{Read: true, Outputs: make([]float64, 10), Probabilities: make([]float64, 10), Maps: []worker.Numbers{
		{Layer: "conv1", Text: "conv 2 5", All: 2, Count: 2, Channels: 1, Side: 28, Largest: 4},
		{Layer: "pool1", Text: "pool", All: 2, Count: 2, Channels: 1, Side: 14, Largest: 2},
	}}
	m.Bytes = make([]byte, 4*10+784+2*784+2*196)
	links := &worker.Connections{
		Layers: []worker.LayerConnections{{Layer: "conv1", Out: 2, In: 1}, {Layer: "fc", Out: 10, In: 2}},
		Bytes:  append([]byte{255, 1}, make([]byte, 20)...),
	}
	for i := range 20 {
		links.Bytes[2+i] = 128
	}
	return m, links
}
