package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"reflect"
	"strings"
	"testing"
	"time"

	"digitlab/data"
	"digitlab/web/idb"
	"digitlab/web/worker"
)

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
