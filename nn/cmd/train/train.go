package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"digitlab/data"
	"digitlab/nn/train"
	"digitlab/nn/train/diagnosis"
)

// trainModel trains, evaluates and writes the files, as far as each was asked
// for.
func trainModel(o *options, w, notes io.Writer) error {
	out, err := o.outputs()
	if err != nil {
		return err
	}
	defer out.close()
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
	if o.evaluate && dataset.Images(o.eval).Len() == 0 {
		return fmt.Errorf("-eval: the dataset has no %s images", o.eval)
	}
	workers := train.NewGoroutines(o.workers, from.model.Clone)
	r, err := from.begin(dataset, o, workers)
	if err != nil {
		return err
	}

	l := newLogger(w, o, diagnosis.New(r.Settings(), from.model, dataset.Images(data.Train)))
	l.health = newHealthLog(o, from.model, dataset, r)
	interrupt, stop := interrupts()
	defer stop()
	trainErr := runToEnd(interrupt, r, l, func() error { return out.saveCheckpoint(r, from) }, notes)
	// Whatever has gone wrong, the rest is done as far as it can be.
	noteEnd(notes, r)
	var judgeErr, evaluateErr error
	if trainErr == nil {
		judgeErr = l.noteDiagnosis(notes, r)
		evaluateErr = l.evaluate(from, dataset, workers)
	}
	failures := []error{trainErr, judgeErr, evaluateErr, l.err}
	// What stands in the files is better than what a run has diverged to, unless it
	// has kept what it was before.
	diverged := errors.Is(trainErr, train.ErrDiverged) || errors.Is(evaluateErr, train.ErrDiverged)
	if !diverged {
		failures = append(failures, out.saveCheckpoint(r, from))
	}
	if !diverged || r.Best().Params != nil {
		failures = append(failures, out.saveWeights(from, o.format))
	}
	return joined(failures...)
}

// runToEnd trains until the run is over or interrupted. A checkpoint is saved
// after each epoch.
func runToEnd(interrupt context.Context, r *train.Run, l *logger, saveCheckpoint func() error, notes io.Writer) error {
	return r.Train(train.Hooks{
		BeforeStep: func() error {
			if interrupt.Err() != nil {
				return fmt.Errorf("%w: %w", train.ErrStopped, context.Cause(interrupt))
			}
			return nil
		},
		AfterStep: func(s train.Step) {
			l.step(s)
			l.health.step(l, s)
			if s.Batch+1 < s.Batches {
				return
			}
			// A full disk may have room again later.
			if err := saveCheckpoint(); err != nil {
				fmt.Fprintf(notes, "train: %v\n", err)
			}
		},
		AfterEpoch:  l.epoch,
		AfterChange: func(c train.Change) { l.print(c, c) },
	})
}
