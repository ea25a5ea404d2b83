package main

import (
	"context"
	"fmt"
	"io"

	"digitlab/nn/train"
	"digitlab/nn/train/ratetest"
)

// findRate looks for a learning rate and prints what it finds. It trains nothing
// and writes no file.
func findRate(o *options, w, notes io.Writer) error {
	from, err := o.origin()
	if err != nil {
		return err
	}
	dataset, err := o.dataset(notes)
	if err != nil {
		return err
	}
	if from, err = from.suited(dataset, o); err != nil {
		return err
	}
	interrupt, stop := interrupts()
	defer stop()
	curve, err := ratetest.Run(from.model, dataset, o.Settings, train.NewGoroutines(o.workers, from.model.Clone), func(ratetest.Point) error {
		if interrupt.Err() != nil {
			return fmt.Errorf("%w: %w", train.ErrStopped, context.Cause(interrupt))
		}
		return nil
	})
	if err != nil {
		return err
	}
	l := newLogger(w, o, nil) // which nothing is judged with
	if !o.json {
		l.print(finalText(fmt.Sprintf("%-10s %-10s %s", "rate", "loss", "smoothed")), nil)
	}
	for _, p := range curve.Points {
		l.print(finalText(fmt.Sprintf("%-10.3g %-10.4f %.4f", p.Rate, p.Loss, p.Smoothed)), p)
	}
	l.print(suggestionText(curve), struct {
		Suggestion *float64 `json:"suggestion"`
		Exploded   bool     `json:"exploded"`
	}{suggestionOf(curve), curve.Exploded})
	return l.err
}

// suggestionOf returns nil where there is none.
func suggestionOf(c ratetest.Curve) *float64 {
	if rate := c.Suggestion(); rate > 0 {
		return &rate
	}
	return nil
}

func suggestionText(c ratetest.Curve) finalText {
	rate := suggestionOf(c)
	if rate == nil {
		return "suggestion: none, no learning rate has lowered the loss clearly"
	}
	return finalText(fmt.Sprintf("suggestion: %g", *rate))
}
