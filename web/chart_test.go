package web

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"digitlab/web/worker"
)

// testHistory returns n steps of a run of 100 steps an epoch, whose loss at step s is
// 100/s.
func testHistory(n int) history {
	h := newHistory("crossentropy")
	for step := 1; step <= n; step++ {
		h.add(&worker.Progress{Step: step, Steps: 300, Batches: 100, Losses: []float64{100 / float64(step)}})
		if step%100 == 0 {
			h.addValidation(&worker.Evaluation{Split: "valid", Step: step, Epoch: step/100 - 1, Loss: 50, Accuracy: .5})
		}
	}
	return h
}

func TestPlot(t *testing.T) {
	h := testHistory(150)
	p := newPlot(h, 600, 300)
	if p.X.High != 200 {
		t.Errorf("the step axis ends at %v, want 200: the next nice number after 150", p.X.High)
	}
	if p.Y.Low != 0 || p.Y.High != 100 {
		t.Errorf("the loss axis is %v..%v, want 0..100", p.Y.Low, p.Y.High)
	}
	points := strings.Split(strings.NewReplacer("M", "", "L", "|").Replace(p.Raw), "|")
	if len(points) != 150 {
		t.Fatalf("the path has %d points, want 150", len(points))
	}
	wantX, wantY := p.X.at(100), p.Y.at(1)
	x, y, _ := strings.Cut(points[99], " ")
	gotX, _ := strconv.ParseFloat(x, 64)
	gotY, _ := strconv.ParseFloat(y, 64)
	// A path is written in tenths of a pixel.
	if math.Abs(gotX-wantX) > .051 || math.Abs(gotY-wantY) > .051 {
		t.Errorf("step 100 is drawn at %v,%v, want %v,%v", gotX, gotY, wantX, wantY)
	}
	if len(p.LossDots) != 1 || p.LossDots[0] != (dot{p.X.at(100), p.Y.at(50)}) {
		t.Errorf("LossDots = %v, want one at step 100, loss 50", p.LossDots)
	}
	if want := (p.Y.Start + p.Y.Stop) / 2; len(p.AccuracyDots) != 1 || p.AccuracyDots[0].Y != want {
		t.Errorf("AccuracyDots = %v, want one at half height, %v", p.AccuracyDots, want)
	}
	if len(p.EpochEnds) != 2 || p.EpochEnds[0] != (epochEnd{p.X.at(100), 1}) {
		t.Errorf("EpochEnds = %v, want steps 100 and 200", p.EpochEnds)
	}
}

func TestPlotEndsWithTheRun(t *testing.T) {
	if p := newPlot(testHistory(250), 600, 300); p.X.High != 300 {
		t.Errorf("the step axis ends at %v, want 300: the run has no more steps", p.X.High)
	}
}

func TestPlotThinsEpochs(t *testing.T) {
	// 510 px lie between the margins of a chart that is 600 px wide.
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
			h := newHistory("crossentropy")
			steps := 100 * test.epochs
			h.add(&worker.Progress{Step: steps, Steps: steps, Batches: 100, Losses: []float64{1}})
			p := newPlot(h, 600, 300)
			var got []int
			for _, end := range p.EpochEnds {
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
		h := newHistory("crossentropy")
		h.add(&worker.Progress{Step: 1, Steps: steps, Batches: steps, Losses: []float64{1}})
		for _, tick := range newPlot(h, 900, 300).X.Ticks {
			if tick != math.Trunc(tick) {
				t.Errorf("a run of %d steps has a tick at %v, want whole numbers alone", steps, tick)
			}
		}
	}
}

func TestPlotOfNothing(t *testing.T) {
	p := newPlot(newHistory(""), 600, 300)
	if p.Raw != "" || len(p.Y.Ticks) < 3 || len(p.X.Ticks) < 3 {
		t.Errorf("newPlot of nothing = %+v, want empty axes", p)
	}
	if _, ok := p.read(newHistory(""), 100); ok {
		t.Error("read of nothing is ok, want not")
	}
}

func TestPlotOfLongRunIsThin(t *testing.T) {
	h := newHistory("crossentropy")
	for step := 1; step <= 20_000; step++ {
		h.addLoss(step, float64(step%7))
	}
	if got := strings.Count(newPlot(h, 600, 300).Raw, " "); got > 4*columns {
		t.Errorf("the path has %d points, want at most %d", got, 4*columns)
	}
}

func TestPlotFloor(t *testing.T) {
	h := newHistory("doublesoftmax")
	h.add(&worker.Progress{Step: 2, Steps: 100, Losses: []float64{2.3, 2.2}})
	p := newPlot(h, 600, 300)
	// 1.4612 is the loss at which the tutorial's curve flattens out.
	if got := p.Y.value(p.Floor); math.Abs(got-1.4612) > 1e-4 {
		t.Errorf("the floor is drawn at a loss of %v, want 1.4612", got)
	}
	h.Loss = "crossentropy"
	if got := newPlot(h, 600, 300).Floor; got != 0 {
		t.Errorf("cross-entropy has a floor at %v, want none", got)
	}
}

func TestPlotRead(t *testing.T) {
	h := testHistory(150)
	p := newPlot(h, 600, 300)
	tests := []struct {
		name  string
		x     float64
		step  int
		valid bool
	}{
		{"left of all", 0, 1, false},
		{"a step", p.X.at(40), 40, false},
		{"between two steps", p.X.at(40.4), 40, false},
		{"after an epoch", p.X.at(120), 120, true},
		{"right of all", 600, 150, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, ok := p.read(h, test.x)
			if !ok || r.Step != test.step || r.Raw != float64(h.Raw[test.step-1]) || (r.Valid != nil) != test.valid {
				t.Errorf("read(%v) = %+v, %v, want step %d, validation %v", test.x, r, ok, test.step, test.valid)
			}
		})
	}
}

// A long run must leave most of a tenth of a second, the time between two
// reports, to the rest of the page.
func BenchmarkPlot(b *testing.B) {
	h := newHistory("crossentropy")
	for step := 1; step < maxPoints; step++ {
		h.addLoss(step, float64(step%7))
	}
	for b.Loop() {
		newPlot(h, 800, 300)
	}
}
