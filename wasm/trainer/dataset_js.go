package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"digitlab/data"
	"digitlab/web/worker"
)

// load is a dataset being read, beside everything else.
type load struct {
	name   string
	ctx    context.Context // ends with the load, or when another one is asked for
	cancel context.CancelFunc
	whole  *data.Dataset // what was read, nil if that failed; to be looked at after ctx
}

// loaded is what a load has come to: all of the dataset, the part of it that
// can be trained on, or an error.
type loaded struct {
	load        *load
	whole, part *data.Dataset
	err         error
}

// loadDataset begins to read a dataset; one that is being read is given up.
func (s *session) loadDataset(ctx context.Context, m *worker.LoadDataset) {
	if s.loading != nil {
		s.loading.cancel()
	}
	l := &load{name: m.Name}
	l.ctx, l.cancel = context.WithCancel(ctx)
	s.loading = l
	go func() {
		whole, err := s.readDataset(l, m)
		s.loads <- loaded{load: l, whole: whole, err: err}
	}()
}

// maxTurn is how long a dataset is read at a stretch. While its stream has more
// to give, the browser handles nothing but its promises: messages, from the page
// or of a run, wait for the reading to pause.
const maxTurn = 20 * time.Millisecond

func (s *session) readDataset(l *load, m *worker.LoadDataset) (*data.Dataset, error) {
	d, err := s.open(l.ctx, m.URL, m.Cache)
	if err != nil {
		return nil, err
	}
	progress := worker.DatasetProgress{Name: l.name, Total: d.total}
	var reported time.Time
	report := func() {
		if now := time.Now(); now.Sub(reported) >= reportEvery {
			reported = now
			s.page.Send(&progress)
		}
	}
	counted := &countingReader{d, func(n int) { progress.Bytes += int64(n); report() }}
	json, err := gunzip(counted)
	if err != nil {
		d.copy.discard()
		return nil, err
	}
	defer json.Close()
	turn := time.Now()
	whole, err := data.ReadJSON(json, data.Hooks{
		Progress: func(images int) {
			progress.Images = images
			report()
			if time.Since(turn) >= maxTurn {
				letEventsIn()
				turn = time.Now()
			}
		},
		Trainable: func(part *data.Dataset) { s.loads <- loaded{load: l, part: part} },
	})
	if err != nil {
		d.copy.discard()
		return nil, err
	}
	d.copy.keep()
	s.page.Send(&progress)
	return whole, nil
}

// takeOver takes over what a load has come to. A run under way keeps the images
// it has; one that has but a part of a dataset is given the rest.
func (s *session) takeOver(m loaded) {
	l := m.load
	switch {
	case l != s.loading: // another one has been asked for
	case m.part != nil:
		s.takePart(l, m.part)
	default:
		s.finishLoad(m)
	}
}

// takePart lets runs start before the test images are there, unless a whole
// dataset stands: that stays until the new one is whole too.
func (s *session) takePart(l *load, part *data.Dataset) {
	if s.dataset != nil && s.rest == nil {
		return
	}
	s.dataset, s.rest = part, l
	s.page.Send(&worker.DatasetPart{
		Name:  l.name,
		Train: part.Split(data.Train).Len(),
		Valid: part.Split(data.Valid).Len(),
	})
}

func (s *session) finishLoad(m loaded) {
	s.loading = nil
	m.load.whole = m.whole
	defer m.load.cancel()
	if m.err != nil {
		s.report(worker.ScopeDataset, fmt.Errorf("%s: %w", m.load.name, m.err))
		return
	}
	s.dataset, s.rest = m.whole, nil
	s.page.Send(&worker.DatasetReady{
		Name:  m.load.name,
		Train: m.whole.Split(data.Train).Len(),
		Valid: m.whole.Split(data.Valid).Len(),
		Test:  m.whole.Split(data.Eval).Len(),
	})
}

// countingReader calls count with the number of bytes of each Read.
type countingReader struct {
	io.ReadCloser
	count func(n int)
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.count(n)
	return n, err
}
