// Package ratetest looks for a learning rate by training with one that grows from
// far too small to far too large: the learning rate range test of Smith, "Cyclical
// Learning Rates for Training Neural Networks" (2015), with rates that grow
// exponentially.
package ratetest

import (
	"errors"
	"math"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
)

// The rates of a test. The lowest is below what any optimiser here learns with, the
// highest beyond what all of them, and the slowest of the losses, can take.
const (
	Lowest  = 1e-5
	Highest = 100
	Steps   = 175 // 25 to a decade
)

// RateAt returns the learning rate of a step, the first being 0.
func RateAt(step int) float64 {
	return Lowest * math.Pow(Highest/Lowest, float64(step)/(Steps-1))
}

// Point is one batch of a test.
type Point struct {
	Rate     float64 `json:"rate"`
	Loss     float64 `json:"loss"`     // of the batch, before its step
	Smoothed float64 `json:"smoothed"` // the average of the last losses
}

// Curve is what a test has found.
type Curve struct {
	Points []Point
	// Exploded says that the loss had grown so much, or was no number any more,
	// that the test ended before the highest rate.
	Exploded bool
}

// Run trains a copy of m on the training images of d with growing rates. All else
// is as in the settings, but for the length of the run and what is kept of it. The
// same settings give the same curve with any number of workers. A function that is
// not nil is told of each point, and an error of its ends the test.
func Run(m *nn.Model, d *data.Dataset, s train.Settings, w train.Workers, each func(Point) error) (Curve, error) {
	// Without validation images there is nothing to stop and evaluate for.
	images := new(data.Dataset)
	*images.Images(data.Train) = *d.Images(data.Train)
	s.Schedule, s.EMA, s.KeepBest, s.EarlyStop = train.ScheduleSettings{}, 0, false, 0
	s.Epochs, s.MaxSteps = Steps, Steps
	r, err := train.NewRun(m.Clone(), images, s, w)
	if err != nil {
		return Curve{}, err
	}

	var c Curve
	var average smoother
	var stop error
	err = r.Train(train.Hooks{
		Rate: RateAt,
		BeforeStep: func() error {
			if c.Exploded {
				return train.ErrStopped
			}
			return stop
		},
		AfterStep: func(step train.Step) {
			p := Point{step.LearningRate, step.Loss, average.add(step.Loss)}
			c.Points = append(c.Points, p)
			c.Exploded = exploded(c.Points)
			if each != nil {
				stop = each(p)
			}
		},
	})
	switch {
	case stop != nil:
		return c, stop
	case errors.Is(err, train.ErrDiverged):
		c.Exploded = true
	case err != nil && !c.Exploded:
		return c, err
	}
	return c, nil
}
