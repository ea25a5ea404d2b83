package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
)

// trainModel trains, evaluates and writes the weights, as far as each was
// asked for.
func trainModel(o *options, w io.Writer) error {
	m, err := o.model()
	if err != nil {
		return err
	}
	dataset, err := data.Open(o.data)
	if err != nil {
		return err
	}
	out, err := createOutput(o.out)
	if err != nil {
		return err
	}
	defer out.discard()
	workers := train.NewGoroutines(o.workers, m.Clone)
	r, err := train.NewRun(m, dataset, o.Settings, workers)
	if err != nil {
		return err
	}

	l := newLogger(w, o)
	interrupt, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// What went wrong in training does not keep the weights from being written.
	trainErr := r.Train(train.Hooks{
		BeforeStep: func() error {
			if interrupt.Err() != nil {
				return train.ErrStopped
			}
			return nil
		},
		AfterStep:  l.step,
		AfterEpoch: l.epoch,
	})
	if trainErr == nil && o.evaluate {
		e, err := train.Evaluate(m, dataset, o.eval, workers)
		if err != nil {
			return err
		}
		l.final(e)
		if o.report {
			l.report(e)
		}
	}
	if err := out.write(m, o); err != nil {
		return err
	}
	return trainErr
}

// output is the file of -out. It is made at the start, so that a wrong path is
// said before an hour of training and not after.
type output struct {
	path string
	temp *os.File // nil without -out
}

func createOutput(path string) (*output, error) {
	if path == "" {
		return new(output), nil
	}
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return nil, fmt.Errorf("-out: %w", err)
	}
	return &output{path: path, temp: temp}, nil
}

// write puts the weights in their place in one move, so that a file that stood
// there is never half overwritten.
func (out *output) write(m *nn.Model, o *options) error {
	if out.temp == nil {
		return nil
	}
	file, err := o.format.Encode(m, map[string]string{
		"seed":   strconv.FormatUint(o.Seed, 10),
		"recipe": o.commandLine(m),
	})
	if err != nil {
		return err
	}
	if _, err := out.temp.Write(file); err != nil {
		return err
	}
	// CreateTemp's files are for their owner alone; weights are to be shared.
	if err := out.temp.Chmod(0o644); err != nil {
		return err
	}
	if err := out.temp.Close(); err != nil {
		return err
	}
	return os.Rename(out.temp.Name(), out.path)
}

// discard removes what write has not moved.
func (out *output) discard() {
	if out.temp != nil {
		out.temp.Close()
		os.Remove(out.temp.Name())
	}
}
