package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"digitlab/data"
	"digitlab/nn/train"
	"digitlab/web/idb"
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

// newKeptPage starts a session that keeps runs in a store.
func newKeptPage(t *testing.T, s store, lock func(busy func())) *page {
	t.Helper()
	var small, other bytes.Buffer
	for n, file := range map[int]*bytes.Buffer{60: &small, 50: &other} {
		if err := data.WriteGzip(file, dataset(t, n)); err != nil {
			t.Fatal(err)
		}
	}
	ours, theirs := worker.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	session := newSession(theirs, startHelper, open(map[string][]byte{"small.json.gz": small.Bytes(), "other.json.gz": other.Bytes()}))
	go session.keeper.open(lock, func() (store, error) {
		if s == nil {
			return nil, idb.ErrNone
		}
		return s, nil
	})
	go session.serve(ctx)
	return &page{t: t, port: ours, messages: ours.Listen(ctx)}
}

func untilKind[M worker.Message](p *page) (M, []worker.Message) {
	p.t.Helper()
	seen := p.until("message", func(m worker.Message) bool { _, ok := m.(M); return ok })
	return seen[len(seen)-1].(M), seen
}

// account is what a page learns of a run.
type account struct {
	losses, accuracies []float32
	evaluations        []float64
	log                []string
	weights            [sha256.Size]byte // too many to print
}

func (a *account) add(messages []worker.Message) {
	for _, m := range messages {
		switch m := m.(type) {
		case *worker.Restored:
			a.losses = worker.UnpackFloats(nil, m.Points[:len(m.Points)/2])
			a.accuracies = worker.UnpackFloats(nil, m.Points[len(m.Points)/2:])
			a.log, a.evaluations = m.Log, nil
			for _, e := range m.Evaluations {
				a.evaluations = append(a.evaluations, e.Loss)
			}
		case *worker.Progress:
			for i := range m.Losses {
				a.losses = append(a.losses, float32(m.Losses[i]))
				a.accuracies = append(a.accuracies, float32(m.Accuracies[i]))
			}
			a.log = append(a.log, m.Log...)
		case *worker.Evaluation:
			a.evaluations = append(a.evaluations, m.Loss)
		case *worker.Weights:
			a.weights = sha256.Sum256(m.Params)
		}
	}
}

// keptSettings are those of a run of six steps with much to remember.
func keptSettings() worker.Settings {
	s := settings(1)
	s.Architecture = withModes
	s.Optimizer, s.Schedule, s.EMA, s.Augment = "adam", "cosine", 0.8, "light"
	return s
}

// Wherever a tab is closed, the next one goes on to the same end, and tells the
// page the same.
func TestResumeKept(t *testing.T) {
	var want account
	p := newPage(t, nil, startHelper)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: keptSettings()})
	want.add(p.untilState(worker.StateDone))

	first := newMemoryStore(nil)
	p = newKeptPage(t, first, free)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: keptSettings(), Run: "k7", Paused: true})
	for step := 1; step <= 5; step++ {
		p.send(&worker.Step{})
		kept := first.untilKept(t, func(r *record) bool { return r.Told.Progress.Step == step })
		if step == 2 || step == 4 {
			continue // much like the one before, and each takes its time
		}
		next := newKeptPage(t, newMemoryStore(kept), free)
		offer, _ := untilKind[*worker.Kept](next)
		if offer.Run != "k7" || offer.Step != step || offer.Steps != 6 || offer.Epoch != (step-1)/3 || offer.Epochs != 2 || offer.Finished {
			t.Errorf("after %d steps of two epochs the offer is %+v", step, offer)
		}
		if age := time.Since(time.UnixMilli(offer.Saved)); age < 0 || age > time.Hour {
			t.Errorf("it was saved %v ago", age)
		}
		if offer.Settings.EMA != 0.8 || offer.Settings.Architecture != withModes {
			t.Errorf("settings of the offer: %+v", offer.Settings)
		}
		next.load("small.json.gz")
		next.send(&worker.ResumeKept{})
		var got account
		seen := next.untilState(worker.StateDone)
		got.add(seen)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("gone on with after %d steps, it is told\n%+v\nwant\n%+v", step, got, want)
		}
		evaluation := lastOf[*worker.Evaluation](t, seen)
		if evaluation.Trained != 120 || !(evaluation.Seconds > 0) {
			t.Errorf("the end of the run was trained on %d images in %v s, want all 120", evaluation.Trained, evaluation.Seconds)
		}
	}
}

// A finished run comes back without its images.
func TestBringBackKept(t *testing.T) {
	first := newMemoryStore(nil)
	p := newKeptPage(t, first, free)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: keptSettings()})
	seen := p.untilState(worker.StateDone)
	var want account
	want.add(seen)

	kept := first.untilKept(t, func(r *record) bool { return r.Finished })
	p = newKeptPage(t, newMemoryStore(kept), free)
	offer, _ := untilKind[*worker.Kept](p)
	if test := lastOf[*worker.Evaluation](t, seen); !offer.Finished || float64(offer.Accuracy) != test.Accuracy {
		t.Errorf("offer %+v, want a finished run with the accuracy of the test, %v", offer, test.Accuracy)
	}
	p.send(&worker.ResumeKept{})
	back, seen := untilKind[*worker.Weights](p)
	var got account
	got.add(seen)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("brought back, it is told\n%+v\nwant\n%+v", got, want)
	}
	if state := lastOf[*worker.RunState](t, seen); state.State != worker.StateDone || back.Step != 6 || back.Source != runSource {
		t.Errorf("state %s, weights of %q at step %d, want those of the run, done", state.State, back.Source, back.Step)
	}
	p.send(&worker.ResumeKept{})
	if f := p.untilFailure(); f.Scope != worker.ScopeKept || !strings.Contains(f.Text, "no run to go on with") {
		t.Errorf("brought back twice: %+v", f)
	}
}

// interrupted returns what a tab leaves that is closed in the middle of a run.
func interrupted(t *testing.T) map[string][]byte {
	t.Helper()
	s := newMemoryStore(nil)
	p := newKeptPage(t, s, free)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: keptSettings(), Paused: true})
	p.send(&worker.Step{})
	kept := s.untilChanged(t)
	p.send(&worker.Stop{})
	p.untilState(worker.StateDone)
	return kept
}

func TestResumeKeptIsRefused(t *testing.T) {
	kept := interrupted(t)
	p := newKeptPage(t, newMemoryStore(kept), free)
	untilKind[*worker.Kept](p)
	refused := func(want string) {
		t.Helper()
		p.send(&worker.ResumeKept{})
		if f := p.untilFailure(); f.Scope != worker.ScopeKept || !strings.Contains(f.Text, want) {
			t.Errorf("refused with %+v, want %q", f, want)
		}
	}
	refused("there is no dataset")
	p.load("other.json.gz")
	refused("another dataset: 60 training and 60 validation images")
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: settings(1), Paused: true})
	refused("a run is under way")
	p.send(&worker.Stop{})
	p.untilState(worker.StateDone)
	p.send(&worker.ResumeKept{}) // nothing is lost
	untilKind[*worker.Restored](p)
	p.untilState(worker.StateDone)
}

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

func TestBrokenRecords(t *testing.T) {
	whole := interrupted(t)[recordName]
	r, err := decodeRecord(whole)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := r.encode(); err != nil || !bytes.Equal(again, whole) {
		t.Errorf("a record that is written again differs, or %v", err)
	}
	if _, err := train.DecodeWeights(r.checkpoint, nil); err != nil {
		t.Errorf("the checkpoint holds no weights: %v", err)
	}
	change := func(from, to string) []byte { return bytes.Replace(whole, []byte(from), []byte(to), 1) }
	for name, test := range map[string]struct {
		record []byte
		want   string
	}{
		"nothing":            {nil, "of another version"},
		"another version":    {change("DLk1", "DLk9"), "of another version"},
		"cut short":          {whole[:100], "cut short"},
		"no JSON":            {change(`{"Saved"`, `["Saved"`), "header"},
		"no stride":          {change(`"stride":1`, `"stride":0`), "tells nothing"},
		"a later checkpoint": {change(`\"Version\":1`, `\"Version\":7`), "version 7, this program reads version 1"},
		"half a checkpoint":  {whole[:len(whole)-1], "safetensors"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newKeptPage(t, newMemoryStore(map[string][]byte{recordName: test.record}), free)
			if f := p.untilFailure(); f.Scope != worker.ScopeKept || !strings.Contains(f.Text, test.want) {
				t.Errorf("the page is told %+v, want %q", f, test.want)
			}
		})
	}
}

func TestChronicleIsBounded(t *testing.T) {
	var c chronicle
	const steps = 3 * mostPoints
	for step := 1; step <= steps; step++ {
		c.addStep(&worker.Progress{Step: step}, float64(step), 0.5)
		c.addLine("line")
	}
	m := c.message()
	points := worker.UnpackFloats(nil, m.Points)
	if len(points)/2 > mostPoints || len(points)/2 != steps/m.Stride || len(m.Log) != mostLines {
		t.Fatalf("%d points of stride %d and %d lines of %d steps", len(points)/2, m.Stride, len(m.Log), steps)
	}
	for i, loss := range points[:len(points)/2] {
		if want := float32((i + 1) * m.Stride); loss != want {
			t.Fatalf("point %d is of step %v, want %v", i, loss, want)
		}
	}
	again := chronicleOf(m)
	if !reflect.DeepEqual(again.message(), m) {
		t.Error("a chronicle that was told is told otherwise again")
	}
}
