package plot

import (
	"math"

	"digitlab/web/runs"
)

// Figure says what is to be drawn.
type Figure struct {
	Width, Height float64 // px
	Runs          runs.List
	Names         []string   // of the runs
	Changes       [][]Change // of the runs, each in the order of their steps; nil for none
	X             XUnit
	View          Range   // of the x axis; zero for all there is
	LogLoss       bool    // a logarithmic axis for losses
	Smoothing     float64 // share of the past in the smoothed curves, 0 to 1
	Focus         string  // ID of the run that the others stand back for, "" for none
	Notes         []Note
	Legend        bool   // names the runs under the chart
	Empty         string // said where there is no run
	// Moving says that more figures follow at once: curves are drawn from fewer
	// points, and in thin lines, which browsers paint several times as fast.
	Moving bool
}

// Note is a value of a loss to compare with, and where it comes from.
type Note struct {
	Loss      string  // its name
	Low, High float64 // may be one value
	Text      string
}

// XUnit is what the x axis counts.
type XUnit string

// What an x axis may count.
const (
	Steps   XUnit = "steps"
	Epochs  XUnit = "epochs"
	Seconds XUnit = "seconds" // of training, without pauses
)

// at returns where a step of a run is on the axis.
func (u XUnit) at(h *runs.History, step float64) float64 {
	switch u {
	case Epochs:
		return step / float64(max(h.Batches, 1))
	case Seconds:
		return h.SecondsAt(step)
	}
	return step
}

// step is the inverse of at.
func (u XUnit) step(h *runs.History, x float64) float64 {
	switch u {
	case Epochs:
		return x * float64(max(h.Batches, 1))
	case Seconds:
		return h.StepAt(x)
	}
	return x
}

// All returns the range of the x axis that shows every run.
func (f *Figure) All() Range {
	var all Range
	for i := range f.Runs {
		all.High = max(all.High, f.end(&f.Runs[i]))
	}
	if all.High == 0 {
		all.High = 10
	}
	return all
}

// end returns where a run ends on the axis. That of one under way reaches to
// the next 1, 2 or 5 times a power of ten: the chart is always well filled and
// yet rescales only now and then. It never shows more than the run has.
func (f *Figure) end(r *runs.Run) float64 {
	h := &r.History
	if r.State != runs.Running {
		return f.X.at(h, float64(h.Step))
	}
	if f.X == Seconds {
		return nice(max(h.SecondsAt(float64(h.Step)), 1))
	}
	last := nice(float64(max(h.Step, 10)))
	if h.Steps > 0 {
		last = min(last, float64(max(h.Steps, h.Step)))
	}
	return f.X.at(h, last)
}

// losses returns the names of the losses in the figure, in the order of the
// runs.
func (f *Figure) losses() (names []string) {
	seen := map[string]bool{}
	for i := range f.Runs {
		if name := f.Runs[i].Settings.Loss; !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return []string{""}
	}
	return names
}

// doubleSoftmax is the name of the loss that has a floor.
const doubleSoftmax = "doublesoftmax"

// Floor is the lowest loss double softmax can reach, the cross-entropy of a
// softmax over probabilities that are already certain and right:
// -log(e / (e + 9)).
var Floor = math.Log(math.E+9) - 1
