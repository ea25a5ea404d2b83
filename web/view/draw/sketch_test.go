package draw

import (
	"reflect"
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

func TestSketch(t *testing.T) {
	tests := []struct {
		name string
		draw func(s *sketch)
		want []worker.Stroke
	}{
		{"nothing", func(s *sketch) {}, nil},
		{"a dot", func(s *sketch) { s.begin(10, 20); s.end() }, []worker.Stroke{{10, 20}}},
		{"two strokes", func(s *sketch) {
			s.begin(10, 20)
			s.extend(30, 40)
			s.end()
			s.begin(50, 60)
		}, []worker.Stroke{{10, 20, 30, 40}, {50, 60}}},
		{"a move too short", func(s *sketch) { s.begin(10, 20); s.extend(10.5, 20) }, []worker.Stroke{{10, 20}}},
		{"a move without a pen down", func(s *sketch) { s.begin(10, 20); s.end(); s.extend(90, 90) }, []worker.Stroke{{10, 20}}},
		{"outside the pad", func(s *sketch) { s.begin(-1e9, 1e9) }, []worker.Stroke{{-state.PadSide, 2 * state.PadSide}}},
		{"undo", func(s *sketch) { s.begin(1, 2); s.end(); s.begin(3, 4); s.undo() }, []worker.Stroke{{1, 2}}},
		{"undo of nothing", func(s *sketch) { s.undo() }, nil},
		{"clear", func(s *sketch) { s.begin(1, 2); s.clear() }, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var s sketch
			test.draw(&s)
			if got := s.snapshot(); len(got) != len(test.want) || len(got) > 0 && !reflect.DeepEqual(got, test.want) {
				t.Errorf("snapshot() = %v, want %v", got, test.want)
			}
		})
	}
}

func TestSketchSnapshotStays(t *testing.T) {
	var s sketch
	s.begin(1, 1)
	snapshot := s.snapshot()
	for i := range 100 {
		s.extend(float64(10*i), 0)
	}
	s.undo()
	s.begin(5, 5)
	if want := []worker.Stroke{{1, 1}}; !reflect.DeepEqual(snapshot, want) {
		t.Errorf("after drawing on, the snapshot is %v, want %v", snapshot, want)
	}
}

func TestSketchIsBounded(t *testing.T) {
	var s sketch
	s.begin(0, 0)
	for i := range 2 * maxSketch {
		s.extend(float64(100*(i%2)), 50)
	}
	if s.points != maxSketch {
		t.Errorf("after %d moves the sketch has %d points, want %d", 2*maxSketch, s.points, maxSketch)
	}
	s.undo()
	if s.points != 0 {
		t.Errorf("after undo the sketch has %d points, want 0", s.points)
	}
}
