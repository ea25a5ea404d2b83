package web

import (
	"math"

	"digitlab/web/worker"
)

// A history holds the losses of one run for the chart.
type history struct {
	Loss  string // the loss function's name
	Step  int    // of the newest loss
	Steps int    // of the whole run
	// Batches is the number of steps in an epoch.
	Batches int
	// Raw and Smooth hold the training loss of every Stride-th step, and its
	// average: index i belongs to step (i+1)*Stride.
	Raw, Smooth []float32
	Stride      int
	// Valid holds the evaluations at the ends of the epochs.
	Valid []validation

	average average
}

// validation is the result on the validation images after a step.
type validation struct {
	Step, Epoch    int
	Loss, Accuracy float64
}

// maxPoints bounds the memory of a history: 1,000,000 points are 8 MB.
const maxPoints = 1_000_000

func newHistory(loss string) history {
	return history{Loss: loss, Stride: 1}
}

// add appends the losses of a progress report.
func (h *history) add(p *worker.Progress) {
	h.Steps, h.Batches = p.Steps, p.Batches
	for i, loss := range p.Losses {
		h.addLoss(p.Step-len(p.Losses)+1+i, loss)
	}
}

func (h *history) addLoss(step int, loss float64) {
	if step <= h.Step || math.IsNaN(loss) || math.IsInf(loss, 0) {
		return
	}
	smooth := h.average.add(loss)
	h.Step = step
	// Steps may be missing; their places take the next known loss, so that
	// index and step stay in line.
	for (len(h.Raw)+1)*h.Stride <= step {
		h.Raw = append(h.Raw, float32(loss))
		h.Smooth = append(h.Smooth, float32(smooth))
		if len(h.Raw) == maxPoints {
			h.thin()
		}
	}
}

// thin drops every other point. It makes new slices, since a chart may still
// be showing the old ones.
func (h *history) thin() {
	h.Raw, h.Smooth = everyOther(h.Raw), everyOther(h.Smooth)
	h.Stride *= 2
}

func everyOther(v []float32) []float32 {
	half := make([]float32, 0, maxPoints)
	for i := 1; i < len(v); i += 2 {
		half = append(half, v[i])
	}
	return half
}

// addValidation appends the evaluation at the end of an epoch.
func (h *history) addValidation(e *worker.Evaluation) {
	h.Valid = append(h.Valid, validation{
		Step: e.Step, Epoch: e.Epoch, Loss: e.Loss, Accuracy: e.Accuracy,
	})
}

// index returns the index of the point nearest to a step, -1 if there are none.
func (h *history) index(step float64) int {
	i := int(math.Round(step/float64(max(h.Stride, 1)))) - 1
	return min(max(i, 0), len(h.Raw)-1)
}

// average is an exponential moving average that starts without a bias towards
// zero: it is divided by the weight it has gathered (Kingma and Ba, "Adam: A
// Method for Stochastic Optimization", 2015, section 3).
type average struct {
	sum, weight float64
}

// smoothing is the share of the past: an average over about 10 steps.
const smoothing = 0.9

func (a *average) add(v float64) float64 {
	a.sum = smoothing*a.sum + (1-smoothing)*v
	a.weight = smoothing*a.weight + (1 - smoothing)
	return a.sum / a.weight
}
