package plot

import "digitlab/web/runs"

// Plotter lays figures out, one after another. It keeps what the next one is
// likely to need again, so that a run that has not changed costs nothing.
type Plotter struct {
	averages map[seriesKey]*smoothed
	curves   map[seriesKey]keptCurve
	indices  []int // scratch
	path     path  // scratch
}

// seriesKey names a curve.
type seriesKey struct {
	run      string
	accuracy bool // or else the loss
}

// keptCurve is a curve and all that it follows from.
type keptCurve struct {
	from  curveKey
	curve Curve
	above float64 // as in Panel
}

type curveKey struct {
	points, stride, ticks, results int
	samples                        int
	tested                         bool
	smoothing                      float64
	unit                           XUnit
	x, y                           axisKey
	slot                           int
	raw                            bool
	columns                        int
}

type axisKey struct {
	low, high, start, stop float64
	log                    bool
}

func (a Axis) key() axisKey { return axisKey{a.Low, a.High, a.Start, a.Stop, a.Log} }

// NewPlotter returns a Plotter that has laid out nothing yet.
func NewPlotter() *Plotter {
	return &Plotter{averages: map[seriesKey]*smoothed{}, curves: map[seriesKey]keptCurve{}}
}

// forgetOthers drops what is kept of runs that are not in the list.
func (p *Plotter) forgetOthers(list runs.List) {
	for key := range p.averages {
		if list.Index(key.run) < 0 {
			delete(p.averages, key)
			delete(p.curves, key)
		}
	}
}

// average returns the smoothed curve of a run: its accuracy or its loss.
func (p *Plotter) average(r *runs.Run, accuracy bool, smoothing float64) []float32 {
	key := seriesKey{r.ID, accuracy}
	s := p.averages[key]
	if s == nil {
		s = &smoothed{}
		p.averages[key] = s
	}
	points := r.History.Loss
	if accuracy {
		points = r.History.Accuracy
	}
	return s.of(points, smoothing, r.History.Stride)
}

// addCurves adds the runs that belong in a panel.
func (p *Plotter) addCurves(l *Layout, panel *Panel) {
	for i := range l.Runs {
		r := &l.Runs[i]
		if !panel.Accuracy && r.Settings.Loss != panel.Loss {
			continue
		}
		c := p.curve(l, panel, r)
		c.Run, c.Averaged = r, panel.spreadOf(l.Runs, r)
		panel.Curves = append(panel.Curves, c)
	}
}

// curve returns a run's paths in a panel.
func (p *Plotter) curve(l *Layout, panel *Panel, r *runs.Run) Curve {
	h := &r.History
	from := curveKey{
		points: len(h.Loss), stride: h.Stride, ticks: len(h.Clock), results: len(h.Valid), samples: len(h.Samples), tested: r.Test != nil,
		smoothing: l.Smoothing, unit: l.X, x: l.XAxis.key(), y: panel.YAxis.key(), slot: r.Slot,
		raw: l.showsRaw(panel, r), columns: l.columns(),
	}
	key := seriesKey{r.ID, panel.Accuracy}
	average := p.average(r, panel.Accuracy, l.Smoothing)
	if kept, ok := p.curves[key]; ok && kept.from == from {
		panel.Above = max(panel.Above, kept.above)
		return kept.curve
	}
	others := panel.Above
	panel.Above = 0
	c := Curve{Run: r, Smooth: p.line(l, panel, r, average)}
	if from.raw {
		c.Raw = p.line(l, panel, r, h.Loss)
	}
	c.addResults(l, panel)
	c.Clipped = l.clipped(panel, r)
	p.curves[key] = keptCurve{from, c, panel.Above}
	panel.Above = max(panel.Above, others)
	return c
}

// mostRaw is how many runs can be drawn batch by batch without covering each
// other's averages.
const mostRaw = 4

// showsRaw reports whether a run is drawn batch by batch, and not only its
// average. The accuracy of one batch says little: a hundred images make a
// hundred steps, and the curve a carpet.
func (l *Layout) showsRaw(panel *Panel, r *runs.Run) bool {
	return !panel.Accuracy && l.Smoothing > 0 && (len(l.Runs) <= mostRaw || r.ID == l.Focus)
}

// line returns the path of a run's values v, thinned to the columns there are.
func (p *Plotter) line(l *Layout, panel *Panel, r *runs.Run, v []float32) string {
	from, to := l.visible(&r.History)
	p.indices = downsample(p.indices[:0], v[from:to], l.columns())
	line := polyline{path: p.path[:0]}
	for _, i := range p.indices {
		step := float64((from + i + 1) * r.History.Stride)
		line.lineTo(l.XAxis.At(l.X.at(&r.History, step)), panel.y(float64(v[from+i])))
	}
	p.path = line.path
	return string(line.path)
}

// Width of the columns that a curve is thinned to, px. A line is about as wide.
const (
	columnWidth       = 2
	movingColumnWidth = 4
)

func (l *Layout) columns() int {
	width := columnWidth
	if l.Moving {
		width = movingColumnWidth
	}
	return max(int(l.XAxis.Stop-l.XAxis.Start)/width, 1)
}

// y returns the pixel of a value, not too far outside of the panel for a
// canvas to draw a line to.
func (p *Panel) y(v float64) float64 {
	const far = 1000
	y := p.YAxis.At(v)
	switch { // as min and max do, which are slow: see extremes
	case y < p.Top-far:
		return p.Top - far
	case y > p.Bottom+far:
		return p.Bottom + far
	}
	return y
}

// addResults draws what was found on images that the run has not seen.
func (c *Curve) addResults(l *Layout, panel *Panel) {
	var line, marks, test, samples path
	h := &c.Run.History
	at := func(v runs.Result) (x, y float64) {
		value := v.Loss
		if panel.Accuracy {
			value = v.Accuracy
		}
		return l.XAxis.At(l.X.at(h, float64(v.Step))), panel.y(value)
	}
	for _, v := range h.Valid {
		line.lineTo(at(v))
	}
	for _, v := range h.Samples {
		samples.lineTo(at(v))
	}
	for _, v := range l.visibleResults(c.Run) {
		x, y := at(v)
		if c.Run.Test != nil && v == *c.Run.Test {
			test.mark(c.Run.Slot, x, y)
		} else {
			marks.mark(c.Run.Slot, x, y)
		}
	}
	c.Valid, c.Marks, c.Test, c.Samples = string(line), string(marks), string(test), string(samples)
}
