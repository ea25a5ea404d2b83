package plot

import (
	"fmt"
	"regexp"
	"strconv"
	"testing"

	"digitlab/web/runs"
	"digitlab/web/worker"
)

// testRun returns a run of so many steps out of 300, a hundred in an epoch,
// whose loss at step s is 100/s and whose batches take half a second each.
func testRun(id, loss string, steps int) runs.Run {
	r := runs.Run{
		ID: id, State: runs.Running, Settings: worker.Settings{Loss: loss}, History: runs.NewHistory(),
	}
	for step := 1; step <= steps; step++ {
		r.History.Add(&worker.Progress{
			Step: step, Steps: max(300, steps), Batches: 100, Seconds: float64(step) / 2,
			Losses: []float64{100 / float64(step)}, Accuracies: []float64{1 - 1/float64(step)},
		})
		if step%100 == 0 {
			r.History.AddValidation(runs.Result{Step: step, Epoch: step/100 - 1, Loss: 50, Accuracy: .5})
		}
	}
	return r
}

func figure(list ...runs.Run) Figure {
	f := Figure{Width: 600, Height: 500, X: Steps, Smoothing: .9}
	for i, r := range list {
		r.Slot = i
		f.Runs = append(f.Runs, r)
		f.Names = append(f.Names, "run "+r.ID)
	}
	return f
}

// point is a corner of a path.
type point struct{ x, y float64 }

// corner matches one of a path of straight lines.
var corner = regexp.MustCompile(`([MLl])(-?[\d.]+)[ ]?(-?[\d.]+)`)

// points returns the corners of a path of straight lines.
func points(t *testing.T, path string) []point {
	t.Helper()
	var list []point
	for _, match := range corner.FindAllStringSubmatch(path, -1) {
		x, errX := strconv.ParseFloat(match[2], 64)
		y, errY := strconv.ParseFloat(match[3], 64)
		if errX != nil || errY != nil {
			t.Fatalf("%q is no corner of a path", match[0])
		}
		if match[1] == "l" {
			last := list[len(list)-1]
			x, y = last.x+x, last.y+y
		}
		list = append(list, point{x, y})
	}
	return list
}

func TestTenths(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 1.04: "1", 1.06: "1.1", -2.5: "-2.5", -.04: "0", .3: ".3", -.52: "-.5", 123456.78: "123456.8"} {
		if got := string(appendTenths(nil, v)); got != want {
			t.Errorf("appendTenths(%v) = %q, want %q", v, got, want)
		}
	}
}

// A frame in which everything changes, as while zooming, must leave most of a
// sixtieth of a second to the canvas.
func BenchmarkLayout(b *testing.B) {
	var list []runs.Run
	for i := range 10 {
		list = append(list, testRun(fmt.Sprint(i), "crossentropy", 10_000))
	}
	f := figure(list...)
	p := NewPlotter()
	b.Run("zooming", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			f.View = Range{float64(i % 100), 10_000}
			p.Layout(f)
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		for b.Loop() {
			p.Layout(f)
		}
	})
}
