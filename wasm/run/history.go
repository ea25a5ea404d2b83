package run

import (
	"slices"

	"digitlab/web/runs"
	"digitlab/web/worker"
)

// history is what a run has told the page, as far as it is to be told again
// when the run is taken up later.
type history struct {
	told  worker.Restored // but for Points and Stride
	curve runs.History
}

const (
	// maxPoints bounds the points of a history, to 2 MB, which are written each
	// time the run is saved.
	maxPoints = 1 << 18
	// maxLines bounds its log.
	maxLines = 500
	// maxSamples bounds its samples.
	maxSamples = 1000
)

func newHistory() history { return history{curve: runs.NewHistory()} }

// addStep takes in a report whose newest loss and accuracy are those of its
// step.
func (h *history) addStep(p *worker.Progress, loss, accuracy float64) {
	h.told.Progress = *p
	h.told.Progress.Losses, h.told.Progress.Accuracies = []float64{loss}, []float64{accuracy}
	h.told.Progress.Log, h.told.Progress.Samples = nil, nil
	h.curve.AddPoint(p.Step, loss, accuracy)
	h.curve = h.curve.Thinned(maxPoints - 1)
}

// addEvaluation takes in one of the run's, without what it says of single digits
// and images.
func (h *history) addEvaluation(e *worker.Evaluation) {
	short := *e
	short.Confusion, short.Scores, short.Calibration, short.Mistakes, short.Images = nil, nil, nil, nil, nil
	h.told.Evaluations = append(h.told.Evaluations, short)
}

func (h *history) addSample(s worker.Sample) {
	h.told.Samples = append(h.told.Samples, s)
	if len(h.told.Samples) > 2*maxSamples {
		h.told.Samples = slices.Clone(h.told.Samples[maxSamples:])
	}
}

func (h *history) addLine(line string) {
	h.told.Log = append(h.told.Log, line)
	if len(h.told.Log) > 2*maxLines {
		h.told.Log = slices.Clone(h.told.Log[maxLines:])
	}
}

// message returns all of it.
func (h *history) message() *worker.Restored {
	m := h.told
	m.Log = m.Log[max(0, len(m.Log)-maxLines):]
	m.Stride = h.curve.Stride
	m.Points = append(worker.PackFloats(h.curve.Loss), worker.PackFloats(h.curve.Accuracy)...)
	return &m
}

// historyOf is the inverse of message.
func historyOf(m *worker.Restored) history {
	h := history{told: *m}
	half := len(m.Points) / 2
	h.curve = runs.History{
		Step:     m.Progress.Step,
		Stride:   m.Stride,
		Loss:     worker.UnpackFloats(nil, m.Points[:half]),
		Accuracy: worker.UnpackFloats(nil, m.Points[half:]),
	}
	h.told.Points = nil
	return h
}
