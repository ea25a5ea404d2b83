package main

import (
	"slices"

	"digitlab/web/worker"
)

// chronicle is what a run has told the page, as far as it is to be told again
// when the run is taken up later.
type chronicle struct {
	told   worker.Restored // but for Points
	losses []float32       // of every Stride-th step
	rights []float32       // accuracies on the same batches
}

const (
	// mostPoints bounds the points of a chronicle, to 2 MB, which are written
	// each time the run is kept.
	mostPoints = 1 << 18
	// mostLines bounds its log.
	mostLines = 500
)

// addStep takes in a report whose newest loss and accuracy are those of its
// step.
func (c *chronicle) addStep(p *worker.Progress, loss, accuracy float64) {
	c.told.Progress = *p
	c.told.Progress.Losses, c.told.Progress.Accuracies = []float64{loss}, []float64{accuracy}
	c.told.Progress.Log = nil
	c.told.Stride = max(c.told.Stride, 1)
	if p.Step%c.told.Stride != 0 {
		return
	}
	c.losses = append(c.losses, float32(loss))
	c.rights = append(c.rights, float32(accuracy))
	if len(c.losses) == mostPoints {
		c.losses, c.rights = everyOther(c.losses), everyOther(c.rights)
		c.told.Stride *= 2
	}
}

// everyOther returns the second of each pair, in the place of the pairs.
func everyOther(values []float32) []float32 {
	for i := range len(values) / 2 {
		values[i] = values[2*i+1]
	}
	return values[:len(values)/2]
}

// addEvaluation takes in one of the run's, without what it says of single digits
// and images.
func (c *chronicle) addEvaluation(e *worker.Evaluation) {
	short := *e
	short.Confusion, short.Scores, short.Calibration, short.Mistakes, short.Images = nil, nil, nil, nil, nil
	c.told.Evaluations = append(c.told.Evaluations, short)
}

func (c *chronicle) addLine(line string) {
	c.told.Log = append(c.told.Log, line)
	if len(c.told.Log) > 2*mostLines {
		c.told.Log = slices.Clone(c.told.Log[mostLines:])
	}
}

// message returns all of it.
func (c *chronicle) message() *worker.Restored {
	m := c.told
	m.Log = m.Log[max(0, len(m.Log)-mostLines):]
	m.Points = append(worker.PackFloats(c.losses), worker.PackFloats(c.rights)...)
	return &m
}

// chronicleOf is the inverse of message.
func chronicleOf(m *worker.Restored) chronicle {
	c := chronicle{told: *m}
	half := len(m.Points) / 2
	c.losses = worker.UnpackFloats(nil, m.Points[:half])
	c.rights = worker.UnpackFloats(nil, m.Points[half:])
	c.told.Points = nil
	return c
}
