package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// maxWeights limits a weights file, in bytes. SimpleNet's has 82,000.
const maxWeights = 16 << 20

// loadWeights takes over the weights in a file, unless a run is under way.
func (s *session) loadWeights(ctx context.Context, m *worker.LoadWeights) error {
	if s.run != nil && !s.run.hasEnded() {
		return errors.New("a run is under way: stop it before opening other weights")
	}
	model, err := s.readWeights(ctx, m)
	if err != nil {
		return fmt.Errorf("%s: %w", m.Name, err)
	}
	s.run = nil
	s.file = weights{network: networkOf(model), params: model.Params(), source: m.Name}
	s.present = s.file
	s.sendPresent()
	return nil
}

func (s *session) readWeights(ctx context.Context, m *worker.LoadWeights) (*nn.Model, error) {
	file := m.File
	if m.URL != "" {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		d, err := s.open(ctx, m.URL, "")
		if err != nil {
			return nil, err
		}
		defer d.Close()
		if file, err = io.ReadAll(io.LimitReader(d, maxWeights+1)); err != nil {
			return nil, err
		}
	}
	if len(file) > maxWeights {
		return nil, fmt.Errorf("weights: more than %d bytes, SimpleNet's have 82,000", maxWeights)
	}
	return train.DecodeWeights(file, nil)
}

// hasEnded tells whether the run is over. One that has said so to the page is:
// the page may ask at once for what a run stands in the way of.
func (r *run) hasEnded() bool {
	r.mu.Lock()
	done := r.state == worker.StateDone
	r.mu.Unlock()
	if done {
		<-r.ended
	}
	return done
}

// saveWeights sends the newest weights as a file.
func (s *session) saveWeights(m *worker.SaveWeights) error {
	format, err := train.ParseFormat(m.Format)
	if err != nil {
		return err
	}
	now := s.newest()
	if now.params == nil {
		return errors.New("there are no weights to save")
	}
	model, err := now.model()
	if err != nil {
		return err
	}
	file, err := format.Encode(model, map[string]string{
		"source": now.source,
		"step":   strconv.Itoa(now.step),
	})
	if err != nil {
		return err
	}
	s.page.Send(&worker.WeightsFile{
		Name:         now.fileName(format),
		Format:       string(format),
		Architecture: now.architecture.String(),
		Loss:         now.loss.Name(),
		File:         file,
	})
	return nil
}

// fileName is a name for the weights: of which network they are, what they were
// trained with, and how long; and whose layout they have if it is not PyTorch's.
func (w *weights) fileName(format train.Format) string {
	name := fmt.Sprintf("%s-%s-step%d", cmp.Or(w.architecture.Name(), "network"), w.loss.Name(), w.step)
	if format == train.Paddle {
		name += "-paddle"
	}
	return name + format.Extension()
}
