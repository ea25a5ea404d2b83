package session

import (
	"crypto/sha256"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"digitlab/wasm/run"
	"digitlab/wasm/savedrun"
	"digitlab/wasm/wasmtest"
	"digitlab/web/idb"
	"digitlab/web/worker"
)

// newSavingPage starts a session that saves runs in a database.
func newSavingPage(t *testing.T, d savedrun.Database, lock func(busy func())) *page {
	t.Helper()
	opened := make(chan struct{})
	files := memoryFiles{"small.json.gz": zipped(t, 60), "other.json.gz": zipped(t, 50)}
	p := startSession(t, files, byMessage, func(s *savedrun.Store) {
		take := lock
		if take == nil {
			take = func(func()) {}
		}
		s.Open(take, func() (savedrun.Database, error) {
			if d == nil {
				return nil, idb.ErrNone
			}
			return d, nil
		})
		close(opened)
	})
	if lock == nil { // or a run could be over before it can be saved
		<-opened
	}
	return p
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
	changes            []worker.SettingChange
	weights            [sha256.Size]byte // too many to print
}

func (a *account) add(messages []worker.Message) {
	for _, m := range messages {
		switch m := m.(type) {
		case *worker.Restored:
			a.losses = worker.UnpackFloats(nil, m.Points[:len(m.Points)/2])
			a.accuracies = worker.UnpackFloats(nil, m.Points[len(m.Points)/2:])
			a.log, a.evaluations, a.changes = m.Log, nil, m.Changes
			for _, e := range m.Evaluations {
				a.evaluations = append(a.evaluations, e.Loss)
			}
		case *worker.Progress:
			for i := range m.Losses {
				a.losses = append(a.losses, float32(m.Losses[i]))
				a.accuracies = append(a.accuracies, float32(m.Accuracies[i]))
			}
			a.log = append(a.log, m.Log...)
		case *worker.Steered:
			a.changes = append(a.changes, m.SettingChange)
		case *worker.Evaluation:
			a.evaluations = append(a.evaluations, m.Loss)
		case *worker.Weights:
			a.weights = sha256.Sum256(m.Params)
		}
	}
}

// savedSettings are those of a run of six steps with much to remember.
func savedSettings() worker.Settings {
	s := testSettings(1)
	s.Architecture = wasmtest.WithModes
	s.Optimizer, s.Schedule, s.EMA, s.Augment = "adam", "cosine", 0.8, "light"
	return s
}

// undisturbed returns what the page is told of a run with savedSettings.
func undisturbed(t *testing.T) (told account) {
	p := newPage(t, nil, byMessage)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: savedSettings()})
	told.add(p.untilState(worker.StateDone))
	return told
}

// beginSaved begins the same run, paused, and returns where it is saved.
func beginSaved(t *testing.T) (*page, *memoryStore) {
	store := newMemoryStore(nil)
	p := newSavingPage(t, store, free)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: savedSettings(), Run: "k7", Paused: true})
	return p, store
}

// Wherever a tab is closed, the next one goes on to the same end, and tells the
// page the same.
func TestResumeSavedRun(t *testing.T) {
	want := undisturbed(t)
	p, first := beginSaved(t)
	for step := 1; step <= 5; step++ {
		p.send(&worker.Step{})
		saved := first.untilSaved(t, func(r *savedrun.Record) bool { return r.Told.Progress.Step == step })
		if step == 2 || step == 4 {
			continue // much like the one before, and each takes its time
		}
		next := newSavingPage(t, newMemoryStore(saved), free)
		offer, _ := untilKind[*worker.SavedRun](next)
		if offer.Run != "k7" || offer.Step != step || offer.Steps != 6 || offer.Epoch != (step-1)/3 || offer.Epochs != 2 || offer.Finished {
			t.Errorf("after %d steps of two epochs the offer is %+v", step, offer)
		}
		if age := time.Since(time.UnixMilli(offer.Saved)); age < 0 || age > time.Hour {
			t.Errorf("it was saved %v ago", age)
		}
		if offer.Settings.EMA != 0.8 || offer.Settings.Architecture != wasmtest.WithModes {
			t.Errorf("settings of the offer: %+v", offer.Settings)
		}
		next.load("small.json.gz")
		next.send(&worker.ResumeSavedRun{})
		var got account
		seen := next.untilState(worker.StateDone)
		got.add(seen)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("resumed after %d steps, it is told\n%+v\nwant\n%+v", step, got, want)
		}
		evaluation := lastOf[*worker.Evaluation](t, seen)
		if evaluation.Trained != 120 || !(evaluation.Seconds > 0) {
			t.Errorf("the end of the run was trained on %d images in %v s, want all 120", evaluation.Trained, evaluation.Seconds)
		}
	}
}

// A run that was saved by the first version that did, in November 2026, after four
// of its six steps, is continued for good.
func TestOldRunIsResumed(t *testing.T) {
	record, err := os.ReadFile("../savedrun/testdata/version1.savedrun")
	if err != nil {
		t.Fatal(err)
	}
	p := newSavingPage(t, newMemoryStore(map[string][]byte{savedrun.RecordName: record}), free)
	offer, _ := untilKind[*worker.SavedRun](p)
	if offer.Run != "k7" || offer.Step != 4 || offer.Steps != 6 || offer.Epoch != 1 || offer.Epochs != 2 || offer.Finished || offer.Split != "valid" {
		t.Errorf("the offer is %+v", offer)
	}
	p.load("small.json.gz")
	p.send(&worker.ResumeSavedRun{})
	seen := p.untilState(worker.StateDone)
	var got account
	got.add(seen)
	if len(got.losses) != 6 || len(got.evaluations) != 3 || got.log[0] != "epoch: 0, batch: 0, loss is: 2.3645" {
		t.Errorf("resumed, it is told %d losses, %d evaluations and the log %q", len(got.losses), len(got.evaluations), got.log)
	}
}

// A finished run comes back without its images.
func TestFinishedRunComesBack(t *testing.T) {
	first := newMemoryStore(nil)
	p := newSavingPage(t, first, free)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: savedSettings()})
	ended := p.untilState(worker.StateDone)
	var want account
	want.add(ended)

	saved := first.untilSaved(t, func(r *savedrun.Record) bool { return r.Finished })
	p = newSavingPage(t, newMemoryStore(saved), free)
	offer, _ := untilKind[*worker.SavedRun](p)
	if test := lastOf[*worker.Evaluation](t, ended); !offer.Finished || float64(offer.Accuracy) != test.Accuracy {
		t.Errorf("offer %+v, want a finished run with the accuracy of the test, %v", offer, test.Accuracy)
	}
	p.send(&worker.ResumeSavedRun{})
	back, seen := untilKind[*worker.Weights](p)
	var got account
	got.add(seen)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("brought back, it is told\n%+v\nwant\n%+v", got, want)
	}
	state, fitted := lastOf[*worker.RunState](t, seen), lastOf[*worker.Weights](t, ended).Temperature
	if state.State != worker.StateDone || back.Step != 6 || back.Source != run.Source || back.Temperature != fitted {
		t.Errorf("state %s, weights of %q at step %d, want those of the run, done", state.State, back.Source, back.Step)
	}
	p.send(&worker.ResumeSavedRun{})
	if f := p.untilFailure(); f.Scope != worker.ScopeSavedRun || !strings.Contains(f.Text, "no run to continue") {
		t.Errorf("brought back twice: %+v", f)
	}
}

// interrupted returns what a tab leaves that is closed in the middle of a run.
func interrupted(t *testing.T) map[string][]byte {
	t.Helper()
	p, s := beginSaved(t)
	p.send(&worker.Step{})
	saved := s.untilChanged(t)
	p.send(&worker.Stop{})
	p.untilState(worker.StateDone)
	return saved
}

func TestResumeSavedRunIsRefused(t *testing.T) {
	saved := interrupted(t)
	p := newSavingPage(t, newMemoryStore(saved), free)
	untilKind[*worker.SavedRun](p)
	refused := func(want string) {
		t.Helper()
		p.send(&worker.ResumeSavedRun{})
		if f := p.untilFailure(); f.Scope != worker.ScopeSavedRun || !strings.Contains(f.Text, want) {
			t.Errorf("refused with %+v, want %q", f, want)
		}
	}
	refused("there is no dataset")
	p.load("other.json.gz")
	refused("another dataset: 60 training and 60 validation images")
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: testSettings(1), Paused: true})
	refused("a run is under way")
	p.send(&worker.Stop{})
	p.untilState(worker.StateDone)
	p.send(&worker.ResumeSavedRun{}) // nothing is lost
	untilKind[*worker.Restored](p)
	p.untilState(worker.StateDone)
}

// A trainer that takes the place of another goes on with its run, though it is
// asked before its store is open; but with no other run.
func TestTakeThePlaceOfATrainer(t *testing.T) {
	want := undisturbed(t)
	p, first := beginSaved(t)
	p.send(&worker.Step{})
	saved := first.untilChanged(t)

	open := make(chan struct{})
	p = newSavingPage(t, newMemoryStore(saved), func(func()) { <-open })
	p.load("small.json.gz")
	p.send(&worker.ResumeSavedRun{Run: "k7", Paused: true})
	close(open)
	var got account
	got.add(p.untilState(worker.StatePaused))
	p.send(&worker.Resume{})
	got.add(p.untilState(worker.StateDone))
	if !reflect.DeepEqual(got, want) {
		t.Errorf("gone on with by another trainer, it is told\n%+v\nwant\n%+v", got, want)
	}

	store := newMemoryStore(saved)
	p = newSavingPage(t, store, free)
	p.load("small.json.gz")
	p.send(&worker.ResumeSavedRun{Run: "k8"})
	if f := p.untilFailure(); f.Scope != worker.ScopeSavedRun || !strings.Contains(f.Text, "no run to continue") {
		t.Errorf("asked for another run, the trainer says %+v", f)
	}
	// An offer that only the page has no use for is there for the next tab.
	p.send(&worker.DiscardSavedRun{Keep: true})
	p.send(&worker.ResumeSavedRun{})
	p.untilFailure()
	if all, _ := store.All(); len(all) != 1 {
		t.Errorf("%d runs are saved, want the one that was to be kept", len(all))
	}
}
