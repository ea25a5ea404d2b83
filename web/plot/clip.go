package plot

import (
	"math"

	"digitlab/web/runs"
)

// roomAbove is how many times its first loss a run gets on the axis. One that has
// diverged, or whose loss shot up for a few steps, goes far above all others, and
// would leave them a flat line.
const roomAbove = 3

// untrained is about what networks begin with, by loss: of runs that were thinned
// the first loss is not known.
func untrained(loss string) float64 {
	if loss == "squarederror" {
		return 28.5 // mean square of the digits
	}
	return math.Log(10)
}

// limit returns the highest loss that the axis has to reach for a run. Who zooms in
// sees all there is of one that went on.
func (l *Layout) limit(r *runs.Run) float64 {
	h := &r.History
	switch {
	case len(h.Loss) == 0 || r.State != runs.Failed && !l.View.IsZero():
		return math.Inf(1)
	case h.Stride > 1:
		return roomAbove * untrained(r.Settings.Loss)
	}
	return roomAbove * float64(h.Loss[0])
}

// clipped returns a line along the upper edge of a panel where a run's losses lie
// above it, "" if they do not.
func (l *Layout) clipped(panel *Panel, r *runs.Run) string {
	h := &r.History
	from, to := l.visible(h)
	if panel.Accuracy || from == to {
		return ""
	}
	_, highest := extremes(h.Loss[from:to])
	if highest <= panel.YAxis.High {
		return ""
	}
	panel.Above = max(panel.Above, highest)
	const widest = 2 // px, of a step that is narrower
	var edge path
	drawn := math.Inf(-1)
	for i, v := range h.Loss[from:to] {
		if float64(v) <= panel.YAxis.High {
			continue
		}
		x := l.XAxis.At(l.X.at(h, float64((from+i+1)*h.Stride)))
		if x-drawn < widest {
			continue
		}
		edge.moveTo(x-widest/2, panel.Top)
		edge.lineTo(x+widest/2, panel.Top)
		drawn = x
	}
	return string(edge)
}
