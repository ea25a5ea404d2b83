package plot

import (
	"math"
	"testing"
)

// Of runs with other seeds the chart draws the mean, and a band around it, as far as
// all of them have come.
func TestSpread(t *testing.T) {
	a, b := testRun("a", "crossentropy", 200), testRun("b", "crossentropy", 100)
	other := testRun("c", "crossentropy", 200)
	other.Settings.LearningRate = .5
	for i := range b.History.Loss {
		b.History.Loss[i] *= 3 // 100/s and 300/s: the mean is 200/s, the deviation 141.4/s
	}
	b.Settings.Seed = 1
	f := figure(a, b, other)
	f.Smoothing = 0
	if l := NewPlotter().Layout(f); len(l.Panels[0].Spreads) != 0 {
		t.Fatal("runs of no series have a spread")
	}
	for i := range f.Runs {
		f.Runs[i].Group = "g"
	}
	l := NewPlotter().Layout(f)
	panel := &l.Panels[0]
	if len(panel.Spreads) != 1 || panel.Spreads[0].Count != 2 {
		t.Fatalf("the spreads are %+v, want one of two runs", panel.Spreads)
	}
	s := panel.Spreads[0]
	if end := l.XAxis.Value(s.X); end > 100 || end < 90 {
		t.Errorf("the mean ends at step %v, want 100 at most, where the shorter run does", end)
	}
	for _, at := range points(t, s.Mean) {
		step := max(l.XAxis.Value(at.x), 1)
		// Between two steps it is a line; a tenth of a pixel is .13.
		got, low, high := panel.YAxis.Value(at.y), 200/math.Ceil(step+.01), 200/math.Floor(max(step-.01, 1))
		if got < low-.2 || got > high+.2 {
			t.Errorf("at step %v the mean is %v, want %v to %v", step, got, low, high)
		}
	}
	corners := points(t, s.Band)
	upper, lower := corners[40], corners[len(corners)-1-40]
	step := math.Round(l.XAxis.Value(upper.x))
	if upper.x != lower.x {
		t.Fatalf("the band goes back over other places: %v and %v", upper, lower)
	}
	if got, want := panel.YAxis.Value(upper.y)-panel.YAxis.Value(lower.y), 2*100*math.Sqrt2/step; math.Abs(got-want) > .05*want+.5 {
		t.Errorf("at step %v the band is %v wide, want two deviations, %v", step, got, want)
	}
	faint := 0
	for _, item := range l.Items() {
		if item.Faint && item.Part == PartSmooth && item.Slot != 2 {
			faint++
		}
	}
	if faint != 4 { // two runs in two panels
		t.Errorf("%d curves stand back for their mean, want 4", faint)
	}
}
