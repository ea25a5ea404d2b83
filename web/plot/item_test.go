package plot

import "testing"

func TestLooks(t *testing.T) {
	smooth := Item{Part: PartSmooth, Slot: Colours / 2}
	if look := smooth.Look(); look.Width != 2 || len(look.Dash) == 0 || look.Alpha != 1 || look.Stroke != RunInk {
		t.Errorf("the curve of a run looks like %+v, want a dashed line of its colour", look)
	}
	smooth.Thin, smooth.Dim = true, true
	if look := smooth.Look(); look.Width != 1 || look.Dash != nil || look.Alpha >= .5 {
		t.Errorf("a thin curve that stands back looks like %+v", look)
	}
	if (&Item{Part: PartSmooth, Slot: 0}).Look().Dash != nil {
		t.Error("the first run's curve is dashed")
	}
}

func TestMovingFigureIsCoarse(t *testing.T) {
	f := figure(testRun("a", "crossentropy", 20_000))
	p := NewPlotter()
	fine := p.Layout(f)
	f.Moving = true
	coarse := p.Layout(f)
	a, b := len(points(t, fine.Panels[0].Curves[0].Raw)), len(points(t, coarse.Panels[0].Curves[0].Raw))
	if b > 4*526/movingColumnWidth || b >= a {
		t.Errorf("a moving curve has %d points, one at rest %d; want half as many", b, a)
	}
	for _, item := range coarse.Items() {
		if item.Part == PartSmooth && item.Look().Width != 1 {
			t.Errorf("a moving curve is %v px wide, want 1", item.Look().Width)
		}
	}
}
