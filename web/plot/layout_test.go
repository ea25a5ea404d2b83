package plot

import (
	"math"
	"slices"
	"strings"
	"testing"

	"digitlab/web/runs"
	"digitlab/web/worker"
)

func TestLayoutOfOneRun(t *testing.T) {
	l := NewPlotter().Layout(figure(testRun("a", "crossentropy", 150)))
	if l.XAxis.High != 200 {
		t.Errorf("the step axis ends at %v, want 200: the next nice number after 150", l.XAxis.High)
	}
	if len(l.Panels) != 2 || l.Panels[0].Loss != "crossentropy" || !l.Panels[1].Accuracy {
		t.Fatalf("panels %+v, want the loss and the accuracy", l.Panels)
	}
	losses := l.Panels[0]
	if losses.YAxis.Low != 0 || losses.YAxis.High != 100 {
		t.Errorf("the loss axis is %v..%v, want 0..100", losses.YAxis.Low, losses.YAxis.High)
	}
	c := losses.Curves[0]
	raw := points(t, c.Raw)
	if len(raw) != 150 {
		t.Fatalf("the path has %d points, want 150", len(raw))
	}
	// A path is written in tenths of a pixel.
	if got, want := raw[99], (point{l.XAxis.At(100), losses.YAxis.At(1)}); math.Abs(got.x-want.x) > .051 || math.Abs(got.y-want.y) > .051 {
		t.Errorf("step 100 is drawn at %v, want %v", got, want)
	}
	if got, want := points(t, c.Valid)[0], (point{l.XAxis.At(100), losses.YAxis.At(50)}); math.Abs(got.x-want.x) > .051 || math.Abs(got.y-want.y) > .051 {
		t.Errorf("the validation is drawn at %v, want %v", got, want)
	}
	accuracies := l.Panels[1]
	smooth := points(t, accuracies.Curves[0].Smooth)
	if first := smooth[0].y; math.Abs(first-accuracies.Bottom) > .051 {
		t.Errorf("an accuracy of 0 is drawn at %v, want the bottom, %v", first, accuracies.Bottom)
	}
	if accuracies.Curves[0].Raw != "" {
		t.Error("the accuracy of each batch is drawn as well")
	}
	if want := []EpochEnd{{l.XAxis.At(100), 1}, {l.XAxis.At(200), 2}}; !slices.Equal(l.EpochEnds, want) {
		t.Errorf("EpochEnds = %v, want %v", l.EpochEnds, want)
	}
}

func TestEachLossHasItsPanel(t *testing.T) {
	l := NewPlotter().Layout(figure(
		testRun("a", "squarederror", 50), testRun("b", "crossentropy", 20), testRun("c", "squarederror", 10)))
	var got []string
	for _, p := range l.Panels {
		name := p.Loss
		if p.Accuracy {
			name = "accuracy"
		}
		for _, c := range p.Curves {
			name += " " + c.Run.ID
		}
		got = append(got, name)
	}
	if want := []string{"squarederror a c", "crossentropy b", "accuracy a b c"}; !slices.Equal(got, want) {
		t.Errorf("panels %q, want %q", got, want)
	}
	for i := 1; i < len(l.Panels); i++ {
		if l.Panels[i].Top <= l.Panels[i-1].Bottom {
			t.Errorf("panel %d begins at %v, above the end of the one before, %v", i, l.Panels[i].Top, l.Panels[i-1].Bottom)
		}
	}
}

func TestAxisEndsWithTheRun(t *testing.T) {
	if l := NewPlotter().Layout(figure(testRun("a", "crossentropy", 250))); l.XAxis.High != 300 {
		t.Errorf("the step axis ends at %v, want 300: the run has no more steps", l.XAxis.High)
	}
	stopped := testRun("a", "crossentropy", 123)
	stopped.State = runs.Stopped
	if l := NewPlotter().Layout(figure(stopped)); l.XAxis.High != 123 {
		t.Errorf("the step axis ends at %v, want 123, where the run was stopped", l.XAxis.High)
	}
}

func TestUnits(t *testing.T) {
	a, b := testRun("a", "crossentropy", 100), testRun("b", "crossentropy", 100)
	a.State, b.State = runs.Finished, runs.Finished
	b.History.Batches = 50
	f := figure(a, b)
	f.X = Epochs
	l := NewPlotter().Layout(f)
	if l.XAxis.High != 2 || len(l.EpochEnds) != 0 {
		t.Errorf("the axis ends with epoch %v, want 2; %d ends of epochs are marked", l.XAxis.High, len(l.EpochEnds))
	}
	last := points(t, l.Panels[0].Curves[0].Raw)[99]
	if want := l.XAxis.At(1); math.Abs(last.x-want) > .051 {
		t.Errorf("the first run ends at %v, want %v, after one epoch", last.x, want)
	}
	f.X = Seconds
	if l := NewPlotter().Layout(f); l.XAxis.High != 50 {
		t.Errorf("the axis ends after %v s, want 50", l.XAxis.High)
	}
}

func TestManyEpochsAreThinned(t *testing.T) {
	// 534 px lie between the margins of a chart that is 600 px wide.
	tests := []struct {
		name   string
		epochs int
		want   []int
	}{
		{"there is room for all", 5, []int{1, 2, 3, 4, 5}},
		{"for every second", 10, []int{2, 4, 6, 8, 10}},
		{"for every fifth", 20, []int{5, 10, 15, 20}},
		{"for every two hundredth", 1000, []int{200, 400, 600, 800, 1000}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := testRun("a", "crossentropy", 0)
			steps := 100 * test.epochs
			r.History.Add(&worker.Progress{Step: steps, Steps: steps, Batches: 100, Losses: []float64{1}})
			l := NewPlotter().Layout(figure(r))
			var got []int
			for _, end := range l.EpochEnds {
				got = append(got, end.Epoch)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("of %d epochs these are marked: %v, want %v", test.epochs, got, test.want)
			}
		})
	}
}

func TestStepTicksAreWhole(t *testing.T) {
	for _, steps := range []int{1, 2, 3, 7} {
		r := testRun("a", "crossentropy", 0)
		r.History.Add(&worker.Progress{Step: 1, Steps: steps, Batches: steps, Losses: []float64{1}})
		for _, tick := range NewPlotter().Layout(figure(r)).XAxis.Ticks {
			if tick != math.Trunc(tick) {
				t.Errorf("a run of %d steps has a tick at %v, want whole numbers alone", steps, tick)
			}
		}
	}
}

func TestLayoutOfNothing(t *testing.T) {
	p := NewPlotter()
	l := p.Layout(figure())
	if len(l.Panels) != 2 || len(l.Panels[0].YAxis.Ticks) < 3 || len(l.XAxis.Ticks) < 3 {
		t.Errorf("Layout of nothing = %+v, want empty axes", l)
	}
	if r := p.Read(l, 5); len(r.Runs) != 0 {
		t.Errorf("there is something to read in nothing: %+v", r)
	}
}

func TestLongRunIsThin(t *testing.T) {
	l := NewPlotter().Layout(figure(testRun("a", "crossentropy", 20_000)))
	if got, most := len(points(t, l.Panels[0].Curves[0].Raw)), 4*534/columnWidth; got > most {
		t.Errorf("the path has %d points, want at most %d", got, most)
	}
}

func TestZoom(t *testing.T) {
	f := figure(testRun("a", "crossentropy", 300))
	f.View = Range{100, 200}
	l := NewPlotter().Layout(f)
	if l.XAxis.Low != 100 || l.XAxis.High != 200 || l.Whole != (Range{0, 300}) {
		t.Errorf("the axis is %v..%v of %v, want 100..200 of 0..300", l.XAxis.Low, l.XAxis.High, l.Whole)
	}
	raw := points(t, l.Panels[0].Curves[0].Raw)
	// A hundred steps, and one or two more on either side to lead the line out.
	if len(raw) < 101 || len(raw) > 106 || raw[0].x > l.XAxis.Start || raw[len(raw)-1].x < l.XAxis.Stop {
		t.Errorf("%d points from %v to %v, want those in view", len(raw), raw[0], raw[len(raw)-1])
	}
	// The losses there are 100/s, and 50 on validation.
	if y := l.Panels[0].YAxis; y.Low > .5 || y.High < 50 || y.High > 60 {
		t.Errorf("the loss axis is %v..%v, want it to fit 0.5..50", y.Low, y.High)
	}
	if y := l.Panels[1].YAxis; y.Low > .5 || y.Low < .3 || y.High != 1 {
		t.Errorf("the accuracy axis is %v..%v, want it to fit 0.5..1", y.Low, y.High)
	}
}

// The average still remembers the high losses before the view.
func TestZoomShowsTheAverage(t *testing.T) {
	f := figure(testRun("a", "crossentropy", 100))
	f.View = Range{50, 60}
	panel := NewPlotter().Layout(f).Panels[0]
	for _, p := range points(t, panel.Curves[0].Smooth) {
		if p.y < panel.Top {
			t.Errorf("the average is at y = %g, above the panel's top at %g", p.y, panel.Top)
		}
	}
}

func TestLogarithmicLosses(t *testing.T) {
	f := figure(testRun("a", "crossentropy", 300))
	f.LogLoss = true
	l := NewPlotter().Layout(f)
	raw := points(t, l.Panels[0].Curves[0].Raw)
	// From step 1 to 10 the loss falls as much, by a factor, as from 10 to 100.
	if first, second := raw[9].y-raw[0].y, raw[99].y-raw[9].y; math.Abs(first-second) > .11 {
		t.Errorf("a fall to a tenth is %v px high, then %v", first, second)
	}
	if l.Panels[1].YAxis.Log {
		t.Error("the accuracy's axis is logarithmic as well")
	}
}

func TestDivergedRunLeavesRoom(t *testing.T) {
	wild := testRun("a", "crossentropy", 3)
	wild.State = runs.Failed
	wild.History.Loss = []float32{2, 50, 1e20}
	calm := testRun("b", "crossentropy", 3)
	calm.History.Loss = []float32{2, 1.5, 1}
	calm.History.Valid, wild.History.Valid = nil, nil
	l := NewPlotter().Layout(figure(wild, calm))
	if high := l.Panels[0].YAxis.High; high != 6 {
		t.Errorf("the axis ends at %v, want 6, three times the first loss", high)
	}
	if got := l.Panels[0]; got.Above != float64(float32(1e20)) || len(points(t, got.Curves[0].Clipped)) != 4 || got.Curves[1].Clipped != "" {
		t.Errorf("above the axis there is %v, marked with %q and %q, want two steps of the first run", got.Above, got.Curves[0].Clipped, got.Curves[1].Clipped)
	}
	if last := points(t, l.Panels[0].Curves[0].Raw)[2]; last.y < l.Panels[0].Top-1000 || last.y > l.Panels[0].Top {
		t.Errorf("the loss of 1e20 is at %v, want it somewhat above the panel", last)
	}
}

func TestFloor(t *testing.T) {
	r := testRun("a", "doublesoftmax", 0)
	r.History.Add(&worker.Progress{Step: 2, Steps: 100, Losses: []float64{2.3, 2.2}})
	l := NewPlotter().Layout(figure(r))
	p := l.Panels[0]
	// 1.4612 is the loss at which the tutorial's curve flattens out.
	if got := p.YAxis.Value(p.Floor); math.Abs(got-1.4612) > 1e-4 {
		t.Errorf("the floor is drawn at a loss of %v, want 1.4612", got)
	}
	if !slices.ContainsFunc(l.Items(), func(i Item) bool { return strings.Contains(i.Text, "1.4612") }) {
		t.Error("no text says where the floor is")
	}
	r.Settings.Loss = "crossentropy"
	if got := NewPlotter().Layout(figure(r)).Panels[0].Floor; got != 0 {
		t.Errorf("cross-entropy has a floor at %v, want none", got)
	}
}

func TestNotes(t *testing.T) {
	f := figure(testRun("a", "squarederror", 0), testRun("b", "crossentropy", 5))
	f.Runs[0].History.Add(&worker.Progress{Step: 1, Steps: 100, Losses: []float64{12}})
	f.Notes = []Note{{Loss: "squarederror", Low: 29, High: 29, Text: "29.0"}}
	l := NewPlotter().Layout(f)
	if high := l.Panels[0].YAxis.High; high < 29 {
		t.Errorf("the axis ends at %v, below the note at 29", high)
	}
	count := 0
	for _, item := range l.Items() {
		if item.Text == "29.0" {
			count++
			if math.Abs(item.Y-l.Panels[0].YAxis.At(29)) > 20 {
				t.Errorf("the note is at %v, want it near 29, at %v", item.Y, l.Panels[0].YAxis.At(29))
			}
		}
	}
	if count != 1 {
		t.Errorf("the note stands there %d times, want once", count)
	}
}

// What has not changed is not laid out again, and what has is.
func TestPathsAreKept(t *testing.T) {
	p := NewPlotter()
	f := figure(testRun("a", "crossentropy", 200), testRun("b", "crossentropy", 100))
	before := p.Layout(f).Panels[0].Curves
	f.Runs[1].History.Add(&worker.Progress{Step: 101, Steps: 300, Batches: 100, Losses: []float64{7}})
	after := p.Layout(f).Panels[0].Curves
	if after[0].Raw != before[0].Raw || after[1].Raw == before[1].Raw {
		t.Error("the run that grew is not drawn anew, or the other one is")
	}
	f.Runs[0].Test = &runs.Result{Step: 200, Loss: 1, Accuracy: .9}
	if again := p.Layout(f).Panels[0].Curves; again[0].Test == "" || after[0].Test != "" {
		t.Error("the test's result is not drawn, or was before it came")
	}
	f.Runs, f.Names = f.Runs[:1], f.Names[:1]
	p.Layout(f)
	if len(p.averages) != 2 || len(p.curves) != 2 {
		t.Errorf("%d averages and %d curves are kept of one run, want 2 of each", len(p.averages), len(p.curves))
	}
}

func TestRead(t *testing.T) {
	p := NewPlotter()
	f := figure(testRun("a", "crossentropy", 150), testRun("b", "squarederror", 30))
	f.Runs[0].State, f.Runs[1].State = runs.Finished, runs.Finished
	f.Runs[0].Test = &runs.Result{Step: 150, Accuracy: .5}
	l := p.Layout(f)
	tests := []struct {
		name  string
		at    float64
		steps []int
		valid bool
		ended int // runs that had by then
		test  bool
	}{
		{"before all", -5, []int{1, 1}, false, 0, false},
		{"a step", 20, []int{20, 20}, false, 0, false},
		{"between two steps", 20.4, []int{20, 20}, false, 0, false},
		{"after an epoch, and the end of the other", 120, []int{120, 30}, true, 1, false},
		{"the end", 150, []int{150, 30}, true, 1, true},
		{"after all", 600, []int{150, 30}, true, 2, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := p.Read(l, test.at)
			if len(r.Runs) != 2 {
				t.Fatalf("%d runs, want 2", len(r.Runs))
			}
			for i, got := range r.Runs {
				if got.Step != test.steps[i] || got.Loss != float64(f.Runs[i].History.Loss[test.steps[i]-1]) {
					t.Errorf("run %d: step %d with loss %v, want step %d", i, got.Step, got.Loss, test.steps[i])
				}
			}
			if got := r.Runs[0].Valid != nil; got != test.valid {
				t.Errorf("has a validation: %t, want %t", got, test.valid)
			}
			if got := r.Runs[0].Test != nil; got != test.test {
				t.Errorf("has a test: %t, want %t", got, test.test)
			}
			ended := 0
			for _, run := range r.Runs {
				if run.Ended {
					ended++
				}
			}
			if ended != test.ended {
				t.Errorf("%d runs had ended, want %d", ended, test.ended)
			}
		})
	}
	if r := p.Read(l, 20); r.Runs[0].Name != "run a" || r.Runs[0].X != l.XAxis.At(20) || r.Runs[1].LossY >= l.Panels[1].Bottom || r.Runs[1].LossY <= l.Panels[1].Top {
		t.Errorf("the reading at step 20 is %+v", r)
	}
}

func TestManyRunsAreDrawnByTheirAverages(t *testing.T) {
	var list []runs.Run
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		list = append(list, testRun(id, "crossentropy", 20))
	}
	f := figure(list...)
	f.Focus = "c"
	for _, c := range NewPlotter().Layout(f).Panels[0].Curves {
		if got, want := c.Raw != "", c.Run.ID == "c"; got != want || c.Smooth == "" {
			t.Errorf("run %s is drawn batch by batch: %t, want %t", c.Run.ID, got, want)
		}
	}
	f.Runs = f.Runs[:4]
	for _, c := range NewPlotter().Layout(f).Panels[0].Curves {
		if c.Raw == "" {
			t.Errorf("of four, run %s is not drawn batch by batch", c.Run.ID)
		}
	}
}
