package plot

import (
	"math"

	"digitlab/web/runs"
)

// Layout is a figure in pixels.
type Layout struct {
	Figure
	XAxis  Axis
	Whole  Range   // what XAxis shows when nothing is zoomed
	Panels []Panel // one for each loss, then that of the accuracy
	// EpochEnds are where epochs end, of all runs alike; empty if they differ.
	EpochEnds []EpochEnd
}

// Panel is the part of a layout with a scale of its own.
type Panel struct {
	Accuracy    bool   // its values are accuracies, or else losses
	Loss        string // their name; "" for none
	Top, Bottom float64
	YAxis       Axis
	Floor       float64 // y of the lowest loss there can be, 0 if out of sight
	Above       float64 // the highest loss that lies above it, 0 if none does
	Curves      []Curve
	Spreads     []Spread
}

// Curve is a run in a panel.
type Curve struct {
	Run         *runs.Run
	Averaged    bool   // a spread stands for it and others
	Raw, Smooth string // SVG path data
	Valid       string // a line through the evaluations on the validation images
	Marks       string // a shape for each of them
	Samples     string // a line through those on some of these images
	Test        string // and for that on the test images
	Clipped     string // a line at the upper edge where losses lie above it
}

// EpochEnd is where an epoch, counted from 1, ends.
type EpochEnd struct {
	X     float64
	Epoch int
}

// Margins round the panels, in px: they hold the ticks' labels.
const (
	marginLeft   = 50
	marginRight  = 24
	marginTop    = 26 // of each panel, for its title
	marginBottom = 42
	legendLine   = 20
)

// epochRoom is the least distance between the ends of epochs in px: their labels
// stand side by side.
const epochRoom = 60

// Layout lays a figure out.
func (p *Plotter) Layout(f Figure) *Layout {
	l := &Layout{Figure: f, Whole: f.All()}
	left, right := float64(marginLeft), max(f.Width-marginRight, marginLeft+1)
	view := f.View
	if view.IsZero() {
		view = l.Whole
	}
	count := min(max(int((right-left)/80), 2), 8)
	if f.X == Steps {
		// There are no steps between whole numbers.
		count = min(count, max(int(view.Width()), 1))
	}
	l.XAxis = newExactAxis(view.Low, view.High, count, left, right)
	p.addPanels(l)
	for i := range l.Panels {
		p.addSpreads(l, &l.Panels[i])
		p.addCurves(l, &l.Panels[i])
	}
	p.forgetOthers(f.Runs)
	l.addEpochEnds()
	return l
}

// addPanels shares the height out.
func (p *Plotter) addPanels(l *Layout) {
	bottom := l.Height - marginBottom
	if l.Legend {
		bottom -= float64(len(l.Runs)) * legendLine
	}
	for _, loss := range l.losses() {
		l.Panels = append(l.Panels, Panel{Loss: loss})
	}
	l.Panels = append(l.Panels, Panel{Accuracy: true})
	height := max(bottom/float64(len(l.Panels)), marginTop+20)
	for i := range l.Panels {
		panel := &l.Panels[i]
		panel.Top, panel.Bottom = float64(i)*height+marginTop, float64(i+1)*height-8
		ticks := min(max(int((panel.Bottom-panel.Top)/36), 2), 6)
		if panel.Accuracy {
			panel.YAxis = l.accuracyAxis(ticks, panel.Bottom, panel.Top)
			continue
		}
		panel.YAxis = p.lossAxis(l, panel.Loss, ticks, panel.Bottom, panel.Top)
		if y := panel.YAxis; panel.Loss == doubleSoftmax && y.Low < Floor && Floor < y.High {
			panel.Floor = y.At(Floor)
		}
	}
}

// accuracyAxis reaches from nothing to all. With a part of the runs in view, it
// fits their accuracies.
func (l *Layout) accuracyAxis(count int, bottom, top float64) Axis {
	low := 0.
	if !l.View.IsZero() {
		low = 1
		for i := range l.Runs {
			h := &l.Runs[i].History
			from, to := l.visible(h)
			if from < to {
				lowest, _ := extremes(h.Accuracy[from:to])
				low = min(low, lowest)
			}
			for _, v := range l.visibleResults(&l.Runs[i]) {
				low = min(low, v.Accuracy)
			}
		}
		low = min(low, .98)
	}
	a := NewAxis(low, 1, count, bottom, top)
	a.High = 1
	for len(a.Ticks) > 0 && a.Ticks[len(a.Ticks)-1] > 1+1e-9 {
		a.Ticks = a.Ticks[:len(a.Ticks)-1]
	}
	return a
}

// lossAxis starts at zero, or at the floor of double softmax, below which there
// is only an empty part. With a part of the runs in view, it fits their losses.
func (p *Plotter) lossAxis(l *Layout, loss string, count int, bottom, top float64) Axis {
	low, high := p.lossRange(l, loss)
	if l.LogLoss {
		// Losses of nothing, which have no logarithm, lie at the lower end.
		low = max(low, high*1e-6)
		return NewLogAxis(low/1.05, high*1.05, count, bottom, top)
	}
	switch {
	case !l.View.IsZero():
	case loss == doubleSoftmax:
		low = Floor
	default:
		low = 0
	}
	return NewAxis(low, high, count, bottom, top)
}

// lossRange returns the lowest and the highest loss in view, of each run up to its
// limit.
func (p *Plotter) lossRange(l *Layout, loss string) (low, high float64) {
	low = math.Inf(1)
	include := func(v, limit float64) { low, high = min(low, v), max(high, min(v, limit)) }
	for i := range l.Runs {
		r := &l.Runs[i]
		if r.Settings.Loss != loss {
			continue
		}
		limit := l.limit(r)
		from, to := l.visible(&r.History)
		curves := [][]float32{r.History.Loss[from:to]}
		if !l.View.IsZero() { // the average remembers what came before the view
			curves = append(curves, p.average(r, false, l.Smoothing)[from:to])
		}
		for _, v := range curves {
			if len(v) > 0 {
				lowest, highest := extremes(v)
				include(lowest, limit)
				include(highest, limit)
			}
		}
		for _, v := range l.visibleResults(r) {
			include(v.Loss, limit)
		}
	}
	for _, n := range l.Notes {
		if n.Loss == loss && l.View.IsZero() {
			include(n.Low, n.High)
			include(n.High, n.High)
		}
	}
	if high == 0 {
		return 1e-3, 2.5
	}
	return low, high
}

// extremes returns the lowest and the highest of values that are all numbers.
// The builtin min and max of floats are calls in WebAssembly, too slow for whole
// curves.
func extremes(v []float32) (low, high float64) {
	lowest, highest := v[0], v[0]
	for _, x := range v {
		if x < lowest {
			lowest = x
		} else if x > highest {
			highest = x
		}
	}
	return float64(lowest), float64(highest)
}

// visible returns the indices of a history's points that are in view, and one
// more on either side, as a half-open range.
func (l *Layout) visible(h *runs.History) (from, to int) {
	if l.View.IsZero() {
		return 0, len(h.Loss)
	}
	from = int(l.X.step(h, l.View.Low))/h.Stride - 2
	to = int(l.X.step(h, l.View.High))/h.Stride + 2
	from = min(max(from, 0), len(h.Loss))
	return from, min(max(to, from), len(h.Loss))
}

// visibleResults returns the evaluations of a run that are in view.
func (l *Layout) visibleResults(r *runs.Run) (results []runs.Result) {
	all := r.History.Valid
	if r.Test != nil {
		all = append(all[:len(all):len(all)], *r.Test)
	}
	for _, v := range all {
		if x := l.X.at(&r.History, float64(v.Step)); l.View.IsZero() || x >= l.View.Low && x <= l.View.High {
			results = append(results, v)
		}
	}
	return results
}

// addEpochEnds marks the ends of epochs; of every second, fifth, tenth and so on
// where there is no room for all of them.
func (l *Layout) addEpochEnds() {
	if l.X != Steps || len(l.Runs) == 0 {
		return
	}
	batches := l.Runs[0].History.Batches
	for i := range l.Runs {
		if l.Runs[i].History.Batches != batches {
			return
		}
	}
	if batches <= 0 {
		return
	}
	width := l.XAxis.At(float64(batches)) - l.XAxis.At(0)
	every := int(nice(max(epochRoom/width, 1)))
	first := int(l.XAxis.Low) / batches / every * every
	for epoch := max(first, every); float64(epoch*batches) <= l.XAxis.High; epoch += every {
		if x := float64(epoch * batches); x >= l.XAxis.Low {
			l.EpochEnds = append(l.EpochEnds, EpochEnd{l.XAxis.At(x), epoch})
		}
	}
}
