package plot

import "digitlab/web/runs"

// Readout is what a figure says about one place on its x axis.
type Readout struct {
	At   float64 // the value
	X    float64 // its pixel
	Runs []RunReadout
}

// RunReadout is what a run says there: its point nearest to it.
type RunReadout struct {
	Run      *runs.Run
	Name     string
	Step     int
	Loss     float64      // of the batch
	Smooth   float64      // the average loss
	Accuracy float64      // the average accuracy in training
	Valid    *runs.Result // of the last epoch that had ended by then, nil before
	Sample   *runs.Result // of some of the images, nil if Valid is newer
	Test     *runs.Result // at its end, nil before
	Ended    bool         // before the place
	Changed  []Change     // the last before the place, all of one step

	// Where the averages are, in px.
	X, LossY, AccuracyY float64
}

// Read returns what the layout says about a value of the x axis. Of runs that
// had ended by then it gives the end; those without a point are not in it.
func (p *Plotter) Read(l *Layout, at float64) Readout {
	reading := Readout{At: at, X: l.XAxis.At(at)}
	accuracies := &l.Panels[len(l.Panels)-1]
	for i := range l.Runs {
		run := &l.Runs[i]
		h := &run.History
		index := h.Index(l.X.step(h, at))
		if index < 0 {
			continue
		}
		r := RunReadout{Run: run, Name: l.Names[i], Step: (index + 1) * h.Stride}
		r.Changed = l.lastChange(i, r.Step)
		r.Loss = float64(h.Loss[index])
		r.Smooth = float64(p.average(run, false, l.Smoothing)[index])
		r.Accuracy = float64(p.average(run, true, l.Smoothing)[index])
		r.X = l.XAxis.At(l.X.at(h, float64(r.Step)))
		r.LossY, r.AccuracyY = l.panelOf(run).y(r.Smooth), accuracies.y(r.Accuracy)
		// The place may lie between the last point and the next.
		r.Ended = run.State != runs.Running && l.X.step(h, at) > float64(h.Step+h.Stride)
		if run.Test != nil && index == len(h.Loss)-1 {
			r.Test = run.Test
		}
		for j := range h.Valid {
			if h.Valid[j].Step <= r.Step {
				r.Valid = &h.Valid[j]
			}
		}
		for j := range h.Samples {
			if s := &h.Samples[j]; s.Step <= r.Step && (r.Valid == nil || s.Step > r.Valid.Step) {
				r.Sample = s
			}
		}
		reading.Runs = append(reading.Runs, r)
	}
	return reading
}

// panelOf returns the panel with the loss of a run.
func (l *Layout) panelOf(r *runs.Run) *Panel {
	for i := range l.Panels {
		if p := &l.Panels[i]; !p.Accuracy && p.Loss == r.Settings.Loss {
			return p
		}
	}
	panic("plot: a run without a panel")
}

// Brush returns what marks the part between two pixels, nothing if they are one.
func (l *Layout) Brush(from, to float64) []Item {
	if from == to {
		return nil
	}
	from, to = min(max(from, l.XAxis.Start), l.XAxis.Stop), min(max(to, l.XAxis.Start), l.XAxis.Stop)
	var items []Item
	for i := range l.Panels {
		var part path
		part.rectangle(from, l.Panels[i].Top, to, l.Panels[i].Bottom)
		items = append(items, Item{Part: PartBand, Path: string(part)})
	}
	return items
}

// Items returns what marks the reading in the chart.
func (r *Readout) Items(l *Layout) []Item {
	var items []Item
	for i := range l.Panels {
		items = append(items, Item{Part: PartCursor, Path: line(r.X, l.Panels[i].Top, r.X, l.Panels[i].Bottom)})
	}
	for _, run := range r.Runs {
		for _, y := range []float64{run.LossY, run.AccuracyY} {
			items = append(items, Item{Part: PartCursorMark, Slot: run.Run.Slot, Path: Mark(run.Run.Slot, run.X, y)})
		}
	}
	return items
}
