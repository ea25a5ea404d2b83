package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"digitlab/data"
	"digitlab/nn/train"
)

// trainModel trains, evaluates and writes the files, as far as each was asked
// for.
func trainModel(o *options, w, notes io.Writer) error {
	from, err := o.origin()
	if err != nil {
		return err
	}
	dataset, err := data.Open(o.data)
	if err != nil {
		return err
	}
	out, err := newOutput("-out", o.out)
	if err != nil {
		return err
	}
	checkpoint, err := newOutput("-checkpoint", o.checkpoint)
	if err != nil {
		return err
	}
	workers := train.NewGoroutines(o.workers, from.model.Clone)
	r, err := from.begin(dataset, o.Settings, workers)
	if err != nil {
		return err
	}

	l := newLogger(w, o)
	interrupt, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// What went wrong in training does not keep the files from being written.
	trainErr := r.Train(train.Hooks{
		BeforeStep: func() error {
			if interrupt.Err() != nil {
				return train.ErrStopped
			}
			return nil
		},
		AfterStep: func(s train.Step) {
			l.step(s)
			if s.Batch+1 < s.Batches {
				return
			}
			// A full disk may have room again later.
			if err := from.saveCheckpoint(checkpoint, r); err != nil {
				fmt.Fprintf(notes, "train: %v\n", err)
			}
		},
		AfterEpoch: l.epoch,
	})
	// A run that has diverged does so again, but may be of use from before.
	if !errors.Is(trainErr, train.ErrDiverged) {
		if err := from.saveCheckpoint(checkpoint, r); err != nil {
			return err
		}
	}
	if trainErr == nil && o.evaluate {
		e, err := train.Evaluate(from.model, dataset, o.eval, workers)
		if err != nil {
			return err
		}
		l.final(e)
		if o.report {
			l.report(e)
		}
	}
	if err := from.saveWeights(out, o.format); err != nil {
		return err
	}
	return trainErr
}
