package runs

import (
	"math"
	"sort"

	"digitlab/web/worker"
)

// History holds the curves of one run.
type History struct {
	Step    int `json:"step"`    // of the newest loss
	Steps   int `json:"steps"`   // of the whole run
	Batches int `json:"batches"` // steps in an epoch
	// Loss and Accuracy hold what each Stride-th batch gave before its step:
	// index i belongs to step (i+1)*Stride. They are of one length.
	Loss     []float32 `json:"-"`
	Accuracy []float32 `json:"-"` // 0 to 1
	Stride   int       `json:"stride"`
	// Clock says when steps were done, and Valid what the ends of the epochs
	// gave on the validation images.
	Clock []Tick   `json:"clock"`
	Valid []Result `json:"valid"`
	// Samples say what some of the validation images gave within the epochs, and
	// SampleImages how many these were.
	Samples      []Result `json:"samples,omitempty"`
	SampleImages int      `json:"sample_images,omitempty"`
}

// Tick is a moment of a run: so many steps took so many seconds.
type Tick struct {
	Step    int     `json:"step"`
	Seconds float64 `json:"seconds"`
}

const (
	// MaxPoints bounds the memory of a history: a million points are 8 MB.
	MaxPoints = 1_000_000
	// maxTicks bounds its clock.
	maxTicks = 1000
	// maxSamples bounds its samples.
	maxSamples = 1000
)

// NewHistory returns the history of a run that has not begun.
func NewHistory() History { return History{Stride: 1} }

// Add appends a progress report.
func (h *History) Add(p *worker.Progress) {
	h.Steps, h.Batches = p.Steps, p.Batches
	for i, loss := range p.Losses {
		accuracy := 0.
		if i < len(p.Accuracies) {
			accuracy = p.Accuracies[i]
		}
		h.AddPoint(p.Step-len(p.Losses)+1+i, loss, accuracy)
	}
	h.addTick(Tick{p.Step, p.Seconds})
	h.AddSamples(p.Samples)
}

// AddSamples appends samples of an epoch under way.
func (h *History) AddSamples(samples []worker.Sample) {
	for _, s := range samples {
		if n := len(h.Samples); n > 0 && s.Step <= h.Samples[n-1].Step {
			continue
		}
		r := Result{Step: s.Step, Loss: s.Loss, Accuracy: s.Accuracy}
		if h.Batches > 0 {
			r.Epoch = (s.Step - 1) / h.Batches
		}
		h.Samples, h.SampleImages = append(h.Samples, r), s.Images
		if len(h.Samples) > maxSamples {
			h.Samples = everyOther(h.Samples)
		}
	}
}

// AddPoint appends what the batch of a step gave before it. A loss that is no
// number is left out.
func (h *History) AddPoint(step int, loss, accuracy float64) {
	if step <= h.Step || math.IsNaN(loss) || math.IsInf(loss, 0) {
		return
	}
	h.Step = step
	// Steps may be missing; their places take the next known loss, so that
	// index and step stay in line.
	for (len(h.Loss)+1)*h.Stride <= step {
		h.Loss = append(h.Loss, float32(loss))
		h.Accuracy = append(h.Accuracy, float32(accuracy))
		if len(h.Loss) == MaxPoints {
			h.thin()
		}
	}
}

func (h *History) addTick(t Tick) {
	if n := len(h.Clock); n > 0 && t.Step <= h.Clock[n-1].Step {
		return
	}
	h.Clock = append(h.Clock, t)
	if len(h.Clock) > maxTicks {
		h.Clock = everyOther(h.Clock)
	}
}

// AddValidation appends the evaluation at the end of an epoch.
func (h *History) AddValidation(r Result) {
	if n := len(h.Valid); n > 0 && r.Step <= h.Valid[n-1].Step {
		return
	}
	h.Valid = append(h.Valid, r)
}

// Thinned returns the history with at most so many points.
func (h History) Thinned(points int) History {
	for len(h.Loss) > points {
		h.thin()
	}
	return h
}

// thin drops every other point. It makes new slices, since a chart may still
// be showing the old ones.
func (h *History) thin() {
	h.Loss, h.Accuracy = everyOther(h.Loss), everyOther(h.Accuracy)
	h.Stride *= 2
}

// everyOther keeps the second, the fourth and so on.
func everyOther[T any](v []T) []T {
	half := make([]T, 0, len(v)/2)
	for i := 1; i < len(v); i += 2 {
		half = append(half, v[i])
	}
	return half
}

// Index returns the index of the point nearest to a step, -1 if there are none.
func (h *History) Index(step float64) int {
	i := int(math.Round(step/float64(max(h.Stride, 1)))) - 1
	return min(max(i, 0), len(h.Loss)-1)
}

// SecondsAt returns how long the steps up to one took.
func (h *History) SecondsAt(step float64) float64 {
	i := sort.Search(len(h.Clock), func(i int) bool { return float64(h.Clock[i].Step) >= step })
	var from, to Tick
	switch {
	case len(h.Clock) == 0:
		return 0
	case i == len(h.Clock):
		return h.Clock[i-1].Seconds
	case i > 0:
		from = h.Clock[i-1]
	}
	to = h.Clock[i]
	share := (step - float64(from.Step)) / float64(to.Step-from.Step)
	return from.Seconds + share*(to.Seconds-from.Seconds)
}

// StepAt returns the step that was under way after so many seconds.
func (h *History) StepAt(seconds float64) float64 {
	i := sort.Search(len(h.Clock), func(i int) bool { return h.Clock[i].Seconds >= seconds })
	var from, to Tick
	switch {
	case i == len(h.Clock):
		return float64(h.Step)
	case i > 0:
		from = h.Clock[i-1]
	}
	to = h.Clock[i]
	if to.Seconds == from.Seconds {
		return float64(to.Step)
	}
	share := (seconds - from.Seconds) / (to.Seconds - from.Seconds)
	return float64(from.Step) + share*float64(to.Step-from.Step)
}
