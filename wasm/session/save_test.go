package session

import (
	"bytes"
	"errors"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"digitlab/nn/train"
	"digitlab/wasm/savedrun"
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

func (s *memoryStore) Change(changes iter.Seq2[string, []byte]) error {
	after, _ := s.All()
	for name, record := range changes {
		after[name] = bytes.Clone(record)
		if record == nil {
			delete(after, name)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() { s.changed <- struct{}{} }()
	if s.full {
		return errors.New("the disk is full")
	}
	s.records = after
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

// untilSaved waits for a record for which last holds.
func (s *memoryStore) untilSaved(t *testing.T, last func(*savedrun.Record) bool) map[string][]byte {
	t.Helper()
	for {
		saved := s.untilChanged(t)
		r, err := savedrun.Decode(saved[savedrun.RecordName])
		if err != nil {
			t.Fatal(err)
		}
		if last(r) {
			return saved
		}
	}
}

// free is a lock that no other tab holds: the session is ready to save from the start.
var free func(busy func())

// untilRecords waits until so many records are saved.
func (s *memoryStore) untilRecords(t *testing.T, count int) map[string][]byte {
	t.Helper()
	for {
		if all := s.untilChanged(t); len(all) == count {
			return all
		}
	}
}

// As long as an offer is not answered, it stays, and other runs are saved beside it;
// the next tab is offered one after the other, the newest first.
func TestOfferStands(t *testing.T) {
	saved := interrupted(t)
	s := newMemoryStore(saved)
	p := newSavingPage(t, s, free)
	untilKind[*worker.SavedRun](p)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: testSettings(1), Run: "k8"})
	p.untilState(worker.StateDone)
	both := s.untilSaved(t, func(r *savedrun.Record) bool { return r.Finished && r.Told.Run == "k8" })
	if earlier := both["earlier-k7"]; len(both) != 2 || !bytes.Equal(earlier, saved[savedrun.RecordName]) {
		t.Fatalf("%d records are saved, want the new run and the one that is offered", len(both))
	}

	later := newMemoryStore(both)
	next := newSavingPage(t, later, free)
	if offer, _ := untilKind[*worker.SavedRun](next); offer.Run != "k8" || !offer.Finished {
		t.Errorf("the next tab is offered %+v first", offer)
	}
	next.load("small.json.gz")
	next.send(&worker.DiscardSavedRun{})
	if offer, _ := untilKind[*worker.SavedRun](next); offer.Run != "k7" || offer.Finished {
		t.Errorf("then it is offered %+v", offer)
	}
	later.untilRecords(t, 1)
	next.send(&worker.ResumeSavedRun{})
	next.untilState(worker.StateDone)
	end := later.untilSaved(t, func(r *savedrun.Record) bool { return r.Finished })
	if r, err := savedrun.Decode(end[savedrun.RecordName]); len(end) != 1 || err != nil || r.Told.Run != "k7" {
		t.Errorf("gone on with, %d records are saved, the last of run %q", len(end), r.Told.Run)
	}

	p.send(&worker.Reset{})
	p.untilState(worker.StateIdle)
	if now := s.untilRecords(t, 1); !bytes.Equal(now["earlier-k7"], saved[savedrun.RecordName]) {
		t.Error("the reset of another run takes the one that is offered away")
	}
	p.send(&worker.DiscardSavedRun{})
	s.untilRecords(t, 0)
}

// Of too many runs that nobody answers the oldest goes.
func TestTheOldestOfManyOffersGoes(t *testing.T) {
	saved := interrupted(t)
	for _, run := range []string{"k1", "k2", "k3"} {
		s := newMemoryStore(saved)
		p := newSavingPage(t, s, free)
		untilKind[*worker.SavedRun](p)
		p.load("small.json.gz")
		p.send(&worker.Start{Settings: testSettings(1), Run: run})
		p.untilState(worker.StateDone)
		saved = s.untilSaved(t, func(r *savedrun.Record) bool { return r.Finished && r.Told.Run == run })
	}
	names := slices.Sorted(maps.Keys(saved))
	if want := []string{"earlier-k1", "earlier-k2", "earlier-k7", "last"}; !slices.Equal(names, want) {
		t.Fatalf("saved are %q, want %q", names, want)
	}
	s := newMemoryStore(saved)
	p := newSavingPage(t, s, free)
	untilKind[*worker.SavedRun](p)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: testSettings(1), Run: "k4", Paused: true})
	p.send(&worker.Step{})
	s.untilSaved(t, func(r *savedrun.Record) bool { return r.Told.Run == "k4" })
	all, _ := s.All()
	if names, want := slices.Sorted(maps.Keys(all)), []string{"earlier-k1", "earlier-k2", "earlier-k3", "last"}; !slices.Equal(names, want) {
		t.Errorf("saved are %q, want %q", names, want)
	}
}

func TestWhatIsNotSaved(t *testing.T) {
	wild := testSettings(1)
	wild.LearningRate = 1e38
	tests := []struct {
		name string
		do   func(p *page)
	}{
		{"trial", func(p *page) {
			p.send(&worker.Start{Settings: testSettings(1), Trial: true})
			p.untilState(worker.StateDone)
		}},
		{"divergence", func(p *page) { p.send(&worker.Start{Settings: wild}); p.untilState(worker.StateDone) }},
		{"reset", func(p *page) {
			p.send(&worker.Start{Settings: testSettings(1), Paused: true})
			p.send(&worker.Step{})
			untilKind[*worker.Progress](p)
			p.send(&worker.Reset{})
			p.untilState(worker.StateIdle)
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newMemoryStore(nil)
			p := newSavingPage(t, s, free)
			p.load("small.json.gz")
			test.do(p)
			// What was written before has been by the time that this is.
			p.send(&worker.DiscardSavedRun{})
			for len(s.untilChanged(t)) > 0 {
			}
			if all, _ := s.All(); len(all) > 0 {
				t.Error("the run is saved")
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
		p := newSavingPage(t, s, free)
		p.load("small.json.gz")
		p.send(&worker.Start{Settings: testSettings(1), Paused: true})
		p.send(&worker.Step{})
		if m, _ := untilKind[*worker.NotSaved](p); m.Reason != worker.NotSavedFailed || !strings.Contains(m.Text, "the disk is full") {
			t.Errorf("the page is told %+v", m)
		}
		p.send(&worker.Step{})
		s.untilChanged(t)
		s.mu.Lock()
		s.full = false
		s.mu.Unlock()
		p.send(&worker.Step{})
		if m, _ := untilKind[*worker.NotSaved](p); m.Reason != "" {
			t.Errorf("when there is room, the page is told %+v", m)
		}
		p.send(&worker.Stop{})
		p.untilState(worker.StateDone)
	})
	t.Run("no store", func(t *testing.T) {
		p := newSavingPage(t, nil, free)
		p.load("small.json.gz")
		p.send(&worker.Start{Settings: testSettings(1)})
		seen := p.untilState(worker.StateDone)
		if m := lastOf[*worker.NotSaved](t, seen); m.Reason != worker.NotSavedNoStore {
			t.Errorf("the page is told %+v", m)
		}
		if count := len(slices.DeleteFunc(seen, func(m worker.Message) bool { _, ok := m.(*worker.NotSaved); return !ok })); count != 1 {
			t.Errorf("it is told %d times", count)
		}
	})
	t.Run("another tab", func(t *testing.T) {
		s := newMemoryStore(interrupted(t))
		closed := make(chan struct{})
		p := newSavingPage(t, s, func(busy func()) { busy(); <-closed })
		p.load("small.json.gz")
		p.send(&worker.Start{Settings: testSettings(1), Paused: true})
		p.send(&worker.Step{})
		if m, _ := untilKind[*worker.NotSaved](p); m.Reason != worker.NotSavedOtherTab {
			t.Errorf("the page is told %+v", m)
		}
		stepTwice(p)
		if len(s.changed) > 0 {
			t.Error("a tab writes while another holds the lock")
		}
		close(closed)
		_, seen := untilKind[*worker.SavedRun](p)
		if m := lastOf[*worker.NotSaved](t, seen); m.Reason != "" {
			t.Errorf("when the other tab is closed, the page is told %+v", m)
		}
	})
}

func TestBrokenRecords(t *testing.T) {
	whole := interrupted(t)[savedrun.RecordName]
	r, err := savedrun.Decode(whole)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := r.Encode(); err != nil || !bytes.Equal(again, whole) {
		t.Errorf("a record that is written again differs, or %v", err)
	}
	if _, err := train.DecodeWeights(r.Checkpoint, nil); err != nil {
		t.Errorf("the checkpoint holds no weights: %v", err)
	}
	change := func(from, to string) []byte { return bytes.Replace(whole, []byte(from), []byte(to), 1) }
	for name, test := range map[string]struct {
		record []byte
		want   string
	}{
		"nothing":            {nil, "from another version"},
		"another version":    {change("DLk1", "DLk9"), "from another version"},
		"cut short":          {whole[:100], "cut short"},
		"no JSON":            {change(`{"Saved"`, `["Saved"`), "header"},
		"no stride":          {change(`"stride":1`, `"stride":0`), "it is incomplete"},
		"a later checkpoint": {change(`\"Version\":1`, `\"Version\":7`), "version 7, this program reads version 1"},
		"half a checkpoint":  {whole[:len(whole)-1], "safetensors"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newSavingPage(t, newMemoryStore(map[string][]byte{savedrun.RecordName: test.record}), free)
			if f := p.untilFailure(); f.Scope != worker.ScopeSavedRun || !strings.Contains(f.Text, test.want) {
				t.Errorf("the page is told %+v, want %q", f, test.want)
			}
		})
	}
}
