package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// loaded is a dataset that has been read, or why it has not.
type loaded struct {
	ctx     context.Context
	name    string
	dataset *data.Dataset
	err     error
}

// loadDataset reads a dataset beside everything else; one that is being read is
// given up. The dataset that stands stays until the new one is whole.
func (s *session) loadDataset(ctx context.Context, m *worker.LoadDataset) {
	if s.cancel != nil {
		s.cancel()
	}
	ctx, s.cancel = context.WithCancel(ctx)
	go func() {
		dataset, err := s.readDataset(ctx, m)
		s.loads <- loaded{ctx: ctx, name: m.Name, dataset: dataset, err: err}
	}()
}

func (s *session) readDataset(ctx context.Context, m *worker.LoadDataset) (*data.Dataset, error) {
	d, err := s.open(ctx, m.URL)
	if err != nil {
		return nil, err
	}
	progress := worker.DatasetProgress{Name: m.Name, Total: d.total}
	var reported time.Time
	report := func() {
		if now := time.Now(); now.Sub(reported) >= reportEvery {
			reported = now
			s.page.Send(&progress)
		}
	}
	json, err := gunzip(&countingReader{d, func(n int) { progress.Bytes += int64(n); report() }})
	if err != nil {
		return nil, err
	}
	dataset, err := data.ReadJSON(json, func(images int) { progress.Images = images; report() })
	if err == nil {
		s.page.Send(&progress)
	}
	return dataset, err
}

// finishLoad takes a dataset over. A run under way keeps the one it has.
func (s *session) finishLoad(l loaded) {
	if l.ctx.Err() != nil {
		return // another one has been asked for
	}
	s.cancel()
	s.cancel = nil
	if l.err != nil {
		s.report(worker.ScopeDataset, fmt.Errorf("%s: %w", l.name, l.err))
		return
	}
	s.dataset = l.dataset
	s.page.Send(&worker.DatasetReady{
		Name:  l.name,
		Train: l.dataset.Split(data.Train).Len(),
		Valid: l.dataset.Split(data.Valid).Len(),
		Test:  l.dataset.Split(data.Eval).Len(),
	})
}

// countingReader calls count with the number of bytes of each Read.
type countingReader struct {
	r     io.Reader
	count func(n int)
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.count(n)
	return n, err
}

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
	s.file = weights{loss: model.Loss, params: model.Params(), source: m.Name}
	s.present = s.file
	s.sendPresent()
	return nil
}

func (s *session) readWeights(ctx context.Context, m *worker.LoadWeights) (*nn.Model, error) {
	file := m.File
	if m.URL != "" {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		d, err := s.open(ctx, m.URL)
		if err != nil {
			return nil, err
		}
		if file, err = io.ReadAll(io.LimitReader(d, maxWeights+1)); err != nil {
			return nil, err
		}
	}
	if len(file) > maxWeights {
		return nil, fmt.Errorf("weights: more than %d bytes, SimpleNet's have 82,000", maxWeights)
	}
	return train.DecodeWeights(file, nil)
}

func (r *run) hasEnded() bool {
	select {
	case <-r.ended:
		return true
	default:
		return false
	}
}

// saveWeights sends the newest weights as a file.
func (s *session) saveWeights() error {
	now := s.newest()
	if now.params == nil {
		return errors.New("there are no weights to save")
	}
	model := nn.NewSimpleNet(now.loss)
	copy(model.Params(), now.params)
	file, err := train.EncodeWeights(model, map[string]string{
		"source": now.source,
		"step":   strconv.Itoa(now.step),
	})
	if err != nil {
		return err
	}
	s.page.Send(&worker.WeightsFile{Name: now.fileName(), File: file})
	return nil
}

// fileName is a name for the weights: what they were trained with, and how long.
func (w *weights) fileName() string {
	return fmt.Sprintf("simplenet-%s-step%d.safetensors", w.loss.Name(), w.step)
}
