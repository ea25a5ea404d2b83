package web

import "math"

// A plot is a history laid out in pixels: all a view has to draw.
type plot struct {
	Width, Height float64
	X, Y, Y2      axis // step; loss; accuracy

	Raw, Smooth   string // SVG path data
	ValidLoss     string
	ValidAccuracy string
	LossDots      []dot
	AccuracyDots  []dot
	EpochEnds     []epochEnd
	Floor         float64 // y of the lowest loss double softmax can reach, 0 if out of sight
}

// dot is the middle of a mark.
type dot struct{ X, Y float64 }

// epochEnd is where an epoch, counted from 1, ends.
type epochEnd struct {
	X     float64
	Epoch int
}

// Margins round the plot's area, in px: they hold the ticks' labels.
const (
	marginLeft   = 46
	marginRight  = 44
	marginTop    = 24
	marginBottom = 40
)

// epochRoom is the least distance between the ends of epochs in px: their labels
// stand side by side.
const epochRoom = 60

// columns is how many columns a path is thinned to: 1000 points a path.
const columns = 250

// doubleSoftmaxFloor is the cross-entropy of a softmax over probabilities that
// are already certain and right: -log(e / (e + 9)).
var doubleSoftmaxFloor = math.Log(math.E+9) - 1

// newPlot lays a history out on width by height pixels.
func newPlot(h history, width, height float64) plot {
	left, right := float64(marginLeft), max(width-marginRight, marginLeft+1)
	top, bottom := float64(marginTop), max(height-marginBottom, marginTop+1)
	low, high := lossRange(h)
	p := plot{
		Width: width, Height: height,
		X:  stepAxis(h, left, right),
		Y:  newAxis(low, high, lossTicks(height), bottom, top),
		Y2: axis{Low: 0, High: 1, Start: bottom, Stop: top, Step: .25, Ticks: []float64{0, .25, .5, .75, 1}},
	}
	p.Raw = p.line(h.Raw, h.Stride)
	p.Smooth = p.line(h.Smooth, h.Stride)
	p.addValidations(h.Valid)
	p.addEpochs(h)
	if h.Loss == "doublesoftmax" && p.Y.Low < doubleSoftmaxFloor && doubleSoftmaxFloor < p.Y.High {
		p.Floor = p.Y.at(doubleSoftmaxFloor)
	}
	return p
}

func lossTicks(height float64) int { return min(max(int(height/55), 3), 6) }

// stepAxis reaches to the next 1, 2 or 5 times a power of ten: the chart is
// always well filled and yet rescales only now and then. It never shows more
// than the run has.
func stepAxis(h history, left, right float64) axis {
	last := nice(float64(max(h.Step, 10)))
	if h.Steps > 0 {
		last = min(last, float64(max(h.Steps, h.Step)))
	}
	count := min(max(int((right-left)/80), 2), 8)
	// There are no steps between whole numbers.
	count = min(count, int(last))
	a := newAxis(0, last, count, left, right)
	// The axis ends with the run, not with a tick.
	a.High = last
	for len(a.Ticks) > 0 && a.Ticks[len(a.Ticks)-1] > last {
		a.Ticks = a.Ticks[:len(a.Ticks)-1]
	}
	return a
}

// lossRange returns the ends of the loss axis. It starts at zero, or at the
// floor of double softmax, below which there is only an empty part.
func lossRange(h history) (low, high float64) {
	for _, v := range h.Raw {
		high = max(high, float64(v))
	}
	for _, v := range h.Valid {
		high = max(high, v.Loss)
	}
	if high == 0 {
		high = 2.5
	}
	if h.Loss == "doublesoftmax" {
		low = doubleSoftmaxFloor
	}
	return low, max(high, low)
}

// line returns the path of v, whose index i belongs to step (i+1)*stride.
func (p *plot) line(v []float32, stride int) string {
	var path []byte
	for _, i := range downsample(nil, v, columns) {
		path = appendPoint(path, p.X.at(float64((i+1)*stride)), p.Y.at(float64(v[i])))
	}
	return string(path)
}

func (p *plot) addValidations(valid []validation) {
	var loss, accuracy []byte
	for _, v := range valid {
		x := p.X.at(float64(v.Step))
		p.LossDots = append(p.LossDots, dot{x, p.Y.at(v.Loss)})
		p.AccuracyDots = append(p.AccuracyDots, dot{x, p.Y2.at(v.Accuracy)})
		loss = appendPoint(loss, x, p.Y.at(v.Loss))
		accuracy = appendPoint(accuracy, x, p.Y2.at(v.Accuracy))
	}
	p.ValidLoss, p.ValidAccuracy = string(loss), string(accuracy)
}

// addEpochs marks the ends of epochs; of every second, fifth, tenth and so on
// where there is no room for all of them.
func (p *plot) addEpochs(h history) {
	if h.Batches <= 0 {
		return
	}
	width := p.X.at(float64(h.Batches)) - p.X.at(0)
	every := int(nice(max(epochRoom/width, 1)))
	for epoch := every; float64(epoch*h.Batches) <= p.X.High; epoch += every {
		p.EpochEnds = append(p.EpochEnds, epochEnd{p.X.at(float64(epoch * h.Batches)), epoch})
	}
}

// chartReading is what the chart says about one step.
type chartReading struct {
	X            float64 // of the step
	Step         int
	Raw, Smooth  float64
	Valid        *validation // of the last epoch that had ended by then
	SmoothHeight float64     // y of the smoothed loss
}

// read returns the point nearest to a pixel column; ok is false while there
// are no points.
func (p plot) read(h history, x float64) (r chartReading, ok bool) {
	if len(h.Raw) == 0 {
		return r, false
	}
	i := h.index(p.X.value(x))
	r.Step = (i + 1) * h.Stride
	r.X = p.X.at(float64(r.Step))
	r.Raw, r.Smooth = float64(h.Raw[i]), float64(h.Smooth[i])
	r.SmoothHeight = p.Y.at(r.Smooth)
	for j := range h.Valid {
		if h.Valid[j].Step <= r.Step {
			r.Valid = &h.Valid[j]
		}
	}
	return r, true
}

// tickLabel writes a tick with as many decimals as its axis needs.
func tickLabel(a axis, v float64) string {
	return decimals(v, a.decimals())
}
