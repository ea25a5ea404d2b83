package session

import (
	"context"
	"strings"
	"time"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/mnistjson"
	"digitlab/data/source"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// load is a dataset being read, beside everything else.
type load struct {
	url    string
	name   string
	keep   bool            // in the browser, when it is in use
	ctx    context.Context // ends with the load, or when another one is asked for
	cancel context.CancelFunc
	whole  *data.Dataset // what was read, nil if that failed; to be looked at after ctx
}

// wait returns the dataset when all of it is read, nil if it cannot be or ctx
// ends before.
func (l *load) wait(ctx context.Context) *data.Dataset {
	select {
	case <-l.ctx.Done():
		return l.whole
	case <-ctx.Done():
		return nil
	}
}

// loaded is what a load has come to: all of the dataset, the part of it that
// can be trained on, or an error.
type loaded struct {
	load        *load
	whole, part *data.Dataset
	said        source.Description // of files in any form
	err         error
}

// loadDataset begins to read a dataset; one that is being read is given up. Files
// that are to be offered are read beside it.
func (s *Session) loadDataset(ctx context.Context, m *worker.LoadDataset) {
	l := &load{url: m.URL, name: m.Name, keep: m.Keep}
	l.ctx, l.cancel = context.WithCancel(ctx)
	if m.Offer {
		s.dropOffer()
		s.offering = l
	} else {
		if s.loading != nil {
			s.loading.cancel()
		}
		s.loading = l
	}
	go func() {
		done := loaded{load: l}
		if key, kept := strings.CutPrefix(m.URL, worker.KeptURL); kept {
			done.whole, done.err = s.readKept(l, key)
		} else if len(m.Files) > 0 {
			done.whole, done.said, done.err = s.readFiles(l, m)
		} else if done.whole, done.err = s.readDataset(l, m); done.err != nil {
			done.err = failure.New("%s: %w", l.name, done.err)
		}
		s.loads <- done
	}()
}

// maxTurn is how long a dataset is read at a stretch. While its stream has more
// to give, the browser handles nothing but its promises: messages, from the page
// or of a run, wait for that to pause.
const maxTurn = 20 * time.Millisecond

func (s *Session) readDataset(l *load, m *worker.LoadDataset) (*data.Dataset, error) {
	p := &progress{page: s.page, told: worker.DatasetProgress{Name: l.name}}
	file, err := s.Files.Open(l.ctx, m.URL, m.Cache, p.stall)
	if err != nil {
		return nil, err
	}
	p.begin(file.Size())
	text, err := s.Files.Gunzip(&countingReader{file, p.count})
	if err != nil {
		return nil, err
	}
	defer text.Close()
	turn := newTurn(s.Files, maxTurn)
	whole, err := mnistjson.ReadText(text, mnistjson.Hooks{
		Progress: func(images int) {
			p.read(images)
			turn.pause()
		},
		Trainable: func(part *data.Dataset) { s.loads <- loaded{load: l, part: part} },
	})
	if err != nil {
		return nil, err
	}
	file.Keep()
	p.end()
	return whole, nil
}

// takeOver takes over what a load has come to. A run under way keeps the images
// it has; one that has but a part of a dataset is given the rest.
func (s *Session) takeOver(m loaded) {
	l := m.load
	switch {
	case l == s.offering:
		s.takeOffer(m)
	case l != s.loading: // another one has been asked for
	case m.part != nil:
		s.takePart(l, m.part)
	default:
		s.finishLoad(m)
	}
}

// takePart lets runs start before the test images are there, unless a whole
// dataset stands: that stays until the new one is whole too.
func (s *Session) takePart(l *load, part *data.Dataset) {
	if s.dataset != nil && s.rest == nil {
		return
	}
	s.dataset, s.from, s.rest = part, l, l
	train, valid, _ := sizes(part)
	s.page.Send(&worker.DatasetPart{Name: l.name, Train: train, Valid: valid})
}

func (s *Session) finishLoad(m loaded) {
	s.loading = nil
	m.load.whole = m.whole
	defer m.load.cancel()
	if m.err != nil {
		s.report(worker.ScopeDataset, m.err)
		return
	}
	s.dataset, s.from, s.rest = m.whole, m.load, nil
	train, valid, test := sizes(m.whole)
	s.page.Send(&worker.DatasetReady{Name: m.load.name, Train: train, Valid: valid, Test: test, Classes: weights.ClassesOf(m.whole)})
	s.keepDataset()
}

// sizes returns how many images each split of a dataset has.
func sizes(d *data.Dataset) (train, valid, test int) {
	return d.Images(data.Train).Len(), d.Images(data.Valid).Len(), d.Images(data.Test).Len()
}
