package session

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/golden"
	"digitlab/nn/train"
	"digitlab/wasm/savedrun"
	"digitlab/wasm/settings"
	"digitlab/web/worker"
)

// learnMessage asks to learn n of MNIST's images that small.json.gz does not
// have, every fourth held back.
func learnMessage(t *testing.T, n, workers int) *worker.Learn {
	t.Helper()
	images, labels := golden.Batch(t)
	m := &worker.Learn{Settings: settings.Format(train.HandSettings()), Run: "k1", Images: images[60*data.Pixels : (60+n)*data.Pixels]}
	m.Settings.BatchSize, m.Settings.Workers = 4, workers
	for i := range n {
		m.Labels = append(m.Labels, int(labels[60+i]))
		m.Tests = append(m.Tests, i%4 == 3)
	}
	return m
}

// newPupil is a page with a dataset and fresh weights.
func newPupil(t *testing.T) *page {
	t.Helper()
	p := newPage(t, map[string][]byte{"mine": encoded(t, nn.CrossEntropy{})}, byMessage)
	p.load("small.json.gz")
	p.openWeights("mine")
	return p
}

func TestLearnAndUnlearn(t *testing.T) {
	p := newPupil(t)
	loaded := lastOf[*worker.Weights](t, p.until("weights", func(m worker.Message) bool {
		return worker.Kind(m) == worker.Kind((*worker.Weights)(nil))
	}))
	p.send(learnMessage(t, 20, 2))
	seen := p.untilState(worker.StateDone)

	var results []*worker.Learned
	var kinds []string // in the order they came, each once
	losses := 0
	for _, m := range seen {
		switch m := m.(type) {
		case *worker.Learned:
			results = append(results, m)
		case *worker.Progress:
			losses += len(m.Losses)
		case *worker.Weights, *worker.RunState:
			continue
		}
		if !slices.Contains(kinds[max(0, len(kinds)-1):], worker.Kind(m)) {
			kinds = append(kinds, worker.Kind(m))
		}
	}
	if want := []string{"learned", "progress", "evaluation", "learned"}; !slices.Equal(kinds, want) {
		t.Fatalf("the messages are %v, want %v", kinds, want)
	}
	before, after := results[0], results[1]
	if before.After || !after.After || !before.HeldBack || !after.HeldBack {
		t.Errorf("results %+v and %+v, want one before and one after, on what is held back", before, after)
	}
	if before.Hand.Images != 5 || after.Hand.Images != 5 || before.Valid.Images != 60 || after.Valid.Images != 60 {
		t.Errorf("results %+v and %+v, want 5 images of the hand and 60 of the dataset", before, after)
	}
	if after.Valid.Right < 50 || before.Valid.Right > 30 {
		t.Errorf("%d of 60 are read rightly before and %d after, want few and most", before.Valid.Right, after.Valid.Right)
	}
	e := lastOf[*worker.Evaluation](t, seen)
	if got := float64(after.Valid.Right) / 60; e.Split != "valid" || got != e.Accuracy {
		t.Errorf("accuracy %v after learning, but the run's evaluation on the %s images says %v", got, e.Split, e.Accuracy)
	}
	if w := lastOf[*worker.Weights](t, seen); w.Source != worker.SourceHand || e.Source != worker.SourceHand {
		t.Errorf("weights of %q answer, and an evaluation is of %q, want %q", w.Source, e.Source, worker.SourceHand)
	}
	if losses != 300 {
		t.Errorf("%d losses, want 300", losses)
	}

	p.send(&worker.Unlearn{})
	back := lastOf[*worker.Weights](t, p.until("weights", func(m worker.Message) bool {
		return worker.Kind(m) == worker.Kind((*worker.Weights)(nil))
	}))
	if back.Source != "mine" || !bytes.Equal(back.Params, loaded.Params) {
		t.Errorf("after unlearning, weights of %q answer, want those from before", back.Source)
	}
}

// The weights follow from the seed alone.
func TestLearnIsDeterministic(t *testing.T) {
	if testing.Short() {
		t.Skip("learning takes long with the race detector, and other tests learn too")
	}
	var params [][]byte
	for _, workers := range []int{1, 3} {
		p := newPupil(t)
		p.send(learnMessage(t, 8, workers))
		params = append(params, lastOf[*worker.Weights](t, p.untilState(worker.StateDone)).Params)
	}
	if !bytes.Equal(params[0], params[1]) {
		t.Error("three workers end with other weights than one")
	}
}

// Without images to hold back, those that are learned from are read.
func TestLearnWithoutTests(t *testing.T) {
	if testing.Short() {
		t.Skip("learning takes long with the race detector, and other tests learn too")
	}
	p := newPupil(t)
	p.send(learnMessage(t, 3, 1))
	seen := p.untilState(worker.StateDone)
	if got := lastOf[*worker.Learned](t, seen); got.HeldBack || got.Hand != (worker.Count{Right: 3, Images: 3}) {
		t.Errorf("result %+v, want all three read rightly, none held back", got)
	}
}

// Stopping keeps what has been learned, with no word on how good it is.
func TestStopLearning(t *testing.T) {
	p := newPupil(t)
	p.send(learnMessage(t, 8, 1))
	p.until("progress", func(m worker.Message) bool { return worker.Kind(m) == worker.Kind((*worker.Progress)(nil)) })
	p.send(&worker.Stop{})
	for _, m := range p.untilState(worker.StateDone) {
		if m, ok := m.(*worker.Learned); ok {
			t.Errorf("result %+v of a run that was stopped", m)
		}
	}
	p.send(&worker.Unlearn{})
	back := lastOf[*worker.Weights](t, p.until("weights of before", func(m worker.Message) bool {
		w, ok := m.(*worker.Weights)
		return ok && w.Source == "mine"
	}))
	if back.Step != 0 {
		t.Errorf("weights of step %d, want those from before", back.Step)
	}
}

func TestLearnErrors(t *testing.T) {
	p := newPage(t, map[string][]byte{"mine": encoded(t, nn.CrossEntropy{})}, byMessage)
	fails := func(m worker.Message, want string) {
		t.Helper()
		p.send(m)
		if f := p.untilFailure(); f.Scope != worker.ScopeRun || !strings.Contains(f.Text, want) {
			t.Errorf("%s fails with %+v, want %q", worker.Kind(m), f, want)
		}
	}
	fails(learnMessage(t, 4, 1), "no dataset")
	p.load("small.json.gz")
	fails(learnMessage(t, 4, 1), "no weights to continue from")
	p.openWeights("mine")
	fails(&worker.Unlearn{}, "nothing to unlearn")
	fails(learnMessage(t, 0, 1), "no images to learn from")

	m := learnMessage(t, 4, 1)
	m.Labels[2] = 10
	fails(m, "image 2 of the hand has the label 10")
	m = learnMessage(t, 4, 1)
	m.Images = m.Images[1:]
	fails(m, "3135 bytes, 4 labels and 4 tests")
	m = learnMessage(t, 4, 1)
	m.Tests = []bool{true, true, true, true}
	fails(m, "no images to learn from")
	m = learnMessage(t, 4, 1)
	m.Settings.BatchSize = 0
	fails(m, "batch size 0")
}

// What is learned outlives the tab, and unlearning brings back what was saved
// before.
func TestLearnedIsSaved(t *testing.T) {
	s := newMemoryStore(nil)
	p := newSavingPage(t, s, free)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: testSettings(1), Run: "k7"})
	p.untilState(worker.StateDone)
	s.untilSaved(t, func(r *savedrun.Record) bool { return r.Finished })

	p.send(learnMessage(t, 8, 1))
	want := lastOf[*worker.Weights](t, p.untilState(worker.StateDone))
	saved := s.untilSaved(t, func(r *savedrun.Record) bool { return r.Told.Run == "k1" })
	next := newSavingPage(t, newMemoryStore(saved), free)
	if offer, _ := untilKind[*worker.SavedRun](next); !offer.Finished || offer.Run != "k1" {
		t.Errorf("the offer is %+v, want the run that learned the hand, finished", offer)
	}
	next.send(&worker.ResumeSavedRun{})
	if got, _ := untilKind[*worker.Weights](next); got.Source != worker.SourceHand || got.Step != 300 || !bytes.Equal(got.Params, want.Params) {
		t.Errorf("weights of %q, step %d, are brought back, want those of the hand", got.Source, got.Step)
	}

	p.send(&worker.Unlearn{})
	s.untilSaved(t, func(r *savedrun.Record) bool { return r.Told.Run == "k7" && r.Finished })
}
