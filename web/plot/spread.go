package plot

import (
	"digitlab/web/runs"
	"digitlab/web/text"
)

// Spread is how much of runs is the chance of their seeds, in a panel.
type Spread struct {
	Slot  int     // of the first of the runs
	Count int     // of the runs
	Band  string  // SVG path data: one standard deviation to either side of the mean
	Mean  string  // and the mean
	X, Y  float64 // where the mean ends
}

// spreadWidth is the width of the columns in which the spread is computed, px.
const spreadWidth = 4

// addSpreads adds those of runs that differ in nothing but their seeds, as far as all
// of them have come.
func (p *Plotter) addSpreads(l *Layout, panel *Panel) {
	for _, group := range l.Runs.BySeed() {
		if !panel.Accuracy && group[0].Settings.Loss != panel.Loss {
			continue
		}
		if s := p.spread(l, panel, group); s.Mean != "" {
			panel.Spreads = append(panel.Spreads, s)
		}
	}
}

func (p *Plotter) spread(l *Layout, panel *Panel, group runs.List) Spread {
	s := Spread{Slot: group[0].Slot, Count: len(group)}
	averages := make([][]float32, len(group))
	for i := range group {
		averages[i] = p.average(&group[i], panel.Accuracy, l.Smoothing)
	}
	var mean, band polyline
	var lower [][2]float64 // corners of the band, px
	values := make([]float64, len(group))
	for x := l.XAxis.Start; x <= l.XAxis.Stop; x += spreadWidth {
		for i := range group {
			h := &group[i].History
			step := l.X.step(h, l.XAxis.Value(x))
			if step < 0 || step > float64(h.Step) || len(averages[i]) == 0 {
				return s.closed(mean, band, lower)
			}
			values[i] = between(averages[i], step/float64(max(h.Stride, 1))-1)
		}
		middle, deviation := runs.Spread(values)
		s.X, s.Y = x, panel.y(middle)
		mean.lineTo(x, s.Y)
		band.lineTo(x, panel.y(middle+deviation))
		lower = append(lower, [2]float64{x, panel.y(middle - deviation)})
	}
	return s.closed(mean, band, lower)
}

// between returns what values are at a place between two of them, as a line would be.
func between(v []float32, at float64) float64 {
	low := min(max(int(at), 0), len(v)-1)
	high := min(low+1, len(v)-1)
	share := min(max(at-float64(low), 0), 1)
	return (1-share)*float64(v[low]) + share*float64(v[high])
}

// closed returns the spread with the band closed along its lower edge.
func (s Spread) closed(mean, band polyline, lower [][2]float64) Spread {
	for i := len(lower) - 1; i >= 0; i-- {
		band.lineTo(lower[i][0], lower[i][1])
	}
	if len(lower) > 0 {
		band.path.close()
	}
	s.Mean, s.Band = string(mean.path), string(band.path)
	return s
}

// spreadOf reports whether a run's curve is one of a spread.
func (p *Panel) spreadOf(list runs.List, r *runs.Run) bool {
	if len(p.Spreads) == 0 {
		return false
	}
	for _, group := range list.BySeed() {
		if group.Index(r.ID) >= 0 {
			return true
		}
	}
	return false
}

// appendSpreads appends the spreads in a panel, with what they are.
func (l *Layout) appendSpreads(items []Item, p *Panel) []Item {
	area := Area{l.XAxis.Start, p.Top - 1, l.XAxis.Stop, p.Bottom + 1}
	for _, s := range p.Spreads {
		items = append(items,
			Item{Part: PartSpread, Slot: s.Slot, Path: s.Band, Area: area},
			Item{Part: PartMean, Slot: s.Slot, Path: s.Mean, Area: area},
			Item{Part: PartGuideLabel, Text: text.F("mean of %d seeds", s.Count), X: s.X - 4, Y: s.Y - 8, Side: Left})
	}
	return items
}
