package space

import "testing"

func TestLabels(t *testing.T) {
	s := newScene(columnsOf(networks["simplenet"]))
	const width, height = 900, 400
	m := homeCamera(s.boxes(), width/height).matrix(width / height)
	labels := labelsOf(s, m, width, height)
	if len(labels) != 6+10 {
		t.Fatalf("%d labels, want those of 6 layers and 10 answers", len(labels))
	}
	for i, l := range labels {
		if !l.Shown || l.X < 0 || l.X > width || l.Y < 0 || l.Y > height {
			t.Errorf("label %d is at %.0f, %.0f, shown: %t", i, l.X, l.Y, l.Shown)
		}
		if i > 0 && i < 6 && l.X <= labels[i-1].X {
			t.Errorf("the name of layer %d is not to the right of the one before it", i)
		}
		if i > 6 && l.Y <= labels[i-1].Y {
			t.Errorf("digit %d is not below %d", i-6, i-7)
		}
	}
	narrow := labelsOf(s, homeCamera(s.boxes(), .6).matrix(.6), 150, 250)
	for i, l := range narrow[:6] {
		for k, other := range narrow[:i] {
			if l.Shown && other.Shown && l.X < other.X+labelRoom && other.X < l.X+labelRoom && l.Y < other.Y+labelRoom && other.Y < l.Y+labelRoom {
				t.Errorf("the names of layers %d and %d are in each other's way", k, i)
			}
		}
	}
}
