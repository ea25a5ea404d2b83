package main

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"digitlab/web/worker"
)

// memoryStore is a store without a browser.
type memoryStore struct {
	mu      sync.Mutex
	records map[string][]byte
	full    bool
	changed chan struct{} // gets something with each change, or attempt
}

func newMemoryStore(records map[string][]byte) *memoryStore {
	if records == nil {
		records = map[string][]byte{}
	}
	return &memoryStore{records: maps.Clone(records), changed: make(chan struct{}, 1000)}
}

func (s *memoryStore) All() (map[string][]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.records), nil
}

func (s *memoryStore) Put(name string, b []byte) error {
	return s.change(func() { s.records[name] = b })
}

func (s *memoryStore) Delete(name string) error {
	return s.change(func() { delete(s.records, name) })
}

func (s *memoryStore) change(do func()) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() { s.changed <- struct{}{} }()
	if s.full {
		return errors.New("the disk is full")
	}
	do()
	return nil
}

// untilChanged waits for what is written next.
func (s *memoryStore) untilChanged(t *testing.T) map[string][]byte {
	t.Helper()
	select {
	case <-s.changed:
	case <-time.After(time.Minute):
		t.Fatal("nothing is written")
	}
	all, _ := s.All()
	return all
}

// untilKept waits for a record for which last holds.
func (s *memoryStore) untilKept(t *testing.T, last func(*record) bool) map[string][]byte {
	t.Helper()
	for {
		kept := s.untilChanged(t)
		r, err := decodeRecord(kept[recordName])
		if err != nil {
			t.Fatal(err)
		}
		if last(r) {
			return kept
		}
	}
}

func free(func()) {}

// As long as an offer is not answered, nothing takes its place.
func TestOfferStands(t *testing.T) {
	kept := interrupted(t)
	s := newMemoryStore(kept)
	p := newKeptPage(t, s, free)
	untilKind[*worker.Kept](p)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: settings(1)})
	p.untilState(worker.StateDone)
	p.send(&worker.Reset{})
	p.untilState(worker.StateIdle)
	if now, _ := s.All(); len(s.changed) > 0 || !maps.EqualFunc(now, kept, bytes.Equal) {
		t.Error("another run, or its reset, changes what is kept")
	}
	p.send(&worker.ForgetKept{})
	if now := s.untilChanged(t); len(now) != 0 {
		t.Errorf("%d records are kept after all were discarded", len(now))
	}
	p.send(&worker.Start{Settings: settings(1), Paused: true})
	p.send(&worker.Step{})
	if now := s.untilChanged(t); len(now) != 1 {
		t.Error("the next run is not kept")
	}
}

func TestWhatIsNotKept(t *testing.T) {
	wild := settings(1)
	wild.LearningRate = 1e38
	tests := []struct {
		name string
		do   func(p *page)
	}{
		{"trial", func(p *page) {
			p.send(&worker.Start{Settings: settings(1), Trial: true})
			p.untilState(worker.StateDone)
		}},
		{"divergence", func(p *page) { p.send(&worker.Start{Settings: wild}); p.untilState(worker.StateDone) }},
		{"reset", func(p *page) {
			p.send(&worker.Start{Settings: settings(1), Paused: true})
			p.send(&worker.Step{})
			untilKind[*worker.Progress](p)
			p.send(&worker.Reset{})
			p.untilState(worker.StateIdle)
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newMemoryStore(nil)
			p := newKeptPage(t, s, free)
			p.load("small.json.gz")
			test.do(p)
			// What was written before has been by the time that this is.
			p.send(&worker.ForgetKept{})
			for len(s.untilChanged(t)) > 0 {
			}
			if all, _ := s.All(); len(all) > 0 {
				t.Error("the run is kept")
			}
		})
	}
}

// What stands in the way is said once, and when it has gone.
func TestTroubleIsToldOnce(t *testing.T) {
	stepTwice := func(p *page) {
		p.send(&worker.Step{})
		untilKind[*worker.Progress](p)
		p.send(&worker.Step{})
		untilKind[*worker.Progress](p)
	}
	t.Run("full", func(t *testing.T) {
		s := newMemoryStore(nil)
		s.full = true
		p := newKeptPage(t, s, free)
		p.load("small.json.gz")
		p.send(&worker.Start{Settings: settings(1), Paused: true})
		p.send(&worker.Step{})
		if m, _ := untilKind[*worker.NotKept](p); m.Reason != worker.NotKeptFailed || !strings.Contains(m.Text, "the disk is full") {
			t.Errorf("the page is told %+v", m)
		}
		p.send(&worker.Step{})
		s.untilChanged(t)
		s.mu.Lock()
		s.full = false
		s.mu.Unlock()
		p.send(&worker.Step{})
		if m, _ := untilKind[*worker.NotKept](p); m.Reason != "" {
			t.Errorf("when there is room, the page is told %+v", m)
		}
		p.send(&worker.Stop{})
		p.untilState(worker.StateDone)
	})
	t.Run("no store", func(t *testing.T) {
		p := newKeptPage(t, nil, free)
		p.load("small.json.gz")
		p.send(&worker.Start{Settings: settings(1)})
		seen := p.untilState(worker.StateDone)
		if m := lastOf[*worker.NotKept](t, seen); m.Reason != worker.NotKeptAtAll {
			t.Errorf("the page is told %+v", m)
		}
		if count := len(slices.DeleteFunc(seen, func(m worker.Message) bool { _, ok := m.(*worker.NotKept); return !ok })); count != 1 {
			t.Errorf("it is told %d times", count)
		}
	})
	t.Run("another tab", func(t *testing.T) {
		s := newMemoryStore(interrupted(t))
		closed := make(chan struct{})
		p := newKeptPage(t, s, func(busy func()) { busy(); <-closed })
		p.load("small.json.gz")
		p.send(&worker.Start{Settings: settings(1), Paused: true})
		p.send(&worker.Step{})
		if m, _ := untilKind[*worker.NotKept](p); m.Reason != worker.NotKeptHere {
			t.Errorf("the page is told %+v", m)
		}
		stepTwice(p)
		close(closed)
		_, seen := untilKind[*worker.Kept](p)
		if m := lastOf[*worker.NotKept](t, seen); m.Reason != "" {
			t.Errorf("when the other tab is closed, the page is told %+v", m)
		}
		if len(s.changed) > 0 {
			t.Error("a tab writes while another holds the lock")
		}
	})
}
