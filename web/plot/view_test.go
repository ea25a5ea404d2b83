package plot

import "testing"

func TestRanges(t *testing.T) {
	all := Range{0, 100}
	tests := []struct {
		name      string
		got, want Range
	}{
		{"zoom in", all.Zoom(all, 50, .5), Range{25, 75}},
		{"zoom in at the edge", all.Zoom(all, 0, .5), Range{0, 50}},
		{"zoom in where the pointer is", Range{20, 60}.Zoom(all, 30, .5), Range{25, 45}},
		{"zoom out", Range{40, 60}.Zoom(all, 50, 2), Range{30, 70}},
		{"zoom out at the end", Range{80, 100}.Zoom(all, 80, 2), Range{60, 100}},
		{"zoom out to all", Range{20, 80}.Zoom(all, 50, 2), Range{}},
		{"zoom in no further", Range{5, 5.01}.Zoom(all, 5, .5), Range{5, 5.01}},
		{"move", Range{20, 30}.Move(all, 15), Range{35, 45}},
		{"move to the end", Range{20, 30}.Move(all, 95), Range{90, 100}},
		{"show what is shown", Range{20, 30}.Show(all, 25), Range{20, 30}},
		{"show what is before", Range{20, 30}.Show(all, 15), Range{15, 25}},
		{"show what is behind", Range{20, 30}.Show(all, 38), Range{28, 38}},
		{"between", Between(all, 60, 40), Range{40, 60}},
		{"between, outside", Between(all, -20, 40), Range{0, 60}},
		{"between nothing", Between(all, 40, 40), Range{40, 40.01}},
		{"between all", Between(all, -10, 110), Range{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			near := func(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 }
			if !near(test.got.Low, test.want.Low) || !near(test.got.High, test.want.High) {
				t.Errorf("%v, want %v", test.got, test.want)
			}
		})
	}
}

func TestThrough(t *testing.T) {
	all := Range{0, 100}
	axis := Axis{Low: 0, High: 100, Start: 50, Stop: 250}
	// 40 and 60, which lie 40 px apart, are drawn to the ends.
	got := Through(all, axis, Pin{40, 50}, Pin{60, 250})
	if got != (Range{40, 60}) {
		t.Errorf("%v, want 40..60", got)
	}
	zoomed := Axis{Low: got.Low, High: got.High, Start: 50, Stop: 250}
	if got := Through(all, zoomed, Pin{45, 60}, Pin{55, 70}); !got.IsZero() {
		t.Errorf("pinched to nothing %v, want all", got)
	}
	// Fingers that cross turn nothing round.
	if got := Through(all, zoomed, Pin{45, 100}, Pin{55, 90}); got.Width() < 0 {
		t.Errorf("%v runs backwards", got)
	}
}
