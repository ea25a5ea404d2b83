package session

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"digitlab/nn/train"
	"digitlab/wasm/savedrun"
	"digitlab/web/worker"
)

// Names implements datasets.Database, with Get and Change.
func (s *memoryStore) Names() ([]string, error) {
	all, err := s.All()
	return slices.Collect(maps.Keys(all)), err
}

func (s *memoryStore) Get(name string) ([]byte, error) {
	all, err := s.All()
	return all[name], err
}

// newKeepingPage starts a session that saves runs and keeps datasets.
func newKeepingPage(t *testing.T, runs, kept *memoryStore) *page {
	t.Helper()
	table := animals(t)
	opened := make(chan struct{})
	p := startSessionWith(t, memoryFiles{"blob:csv": table, "small.json.gz": zipped(t, 60)}, byMessage, func(s *savedrun.Store) {
		s.Open(func(func()) {}, func() (savedrun.Database, error) { return runs, nil })
		close(opened)
	}, kept)
	<-opened
	return p
}

// openAnimals opens a table of animals, which is kept, and returns its key.
func openAnimals(p *page) string {
	p.t.Helper()
	p.send(&worker.LoadDataset{URL: "blob:csv", Name: "animals.csv", Keep: true, Offer: true,
		Files: []worker.DatasetFile{{Name: "animals.csv", Size: int64(len(animals(p.t)))}}})
	p.untilOffer()
	p.send(&worker.UseOffer{})
	kept, seen := untilKind[*worker.KeptDatasets](p)
	lastOf[*worker.DatasetReady](p.t, seen) // comes before
	if kept.URL != "blob:csv" || kept.Trouble.Text != "" || len(kept.Sets) != 1 || kept.Sets[0].Key != kept.Key {
		p.t.Fatalf("kept is %+v", kept)
	}
	return kept.Key
}

// A run on a dataset that the visitor has opened goes on in the next tab, which has only
// what is kept, to the same end.
func TestRunOnAKeptDatasetGoesOn(t *testing.T) {
	settings := testSettings(1)
	settings.MaxSteps = 6
	want := account{}
	alone := newKeepingPage(t, newMemoryStore(nil), newMemoryStore(nil))
	openAnimals(alone)
	alone.send(&worker.Start{Settings: settings, Run: "k7"})
	want.add(alone.untilState(worker.StateDone))

	runs, kept := newMemoryStore(nil), newMemoryStore(nil)
	first := newKeepingPage(t, runs, kept)
	key := openAnimals(first)
	first.send(&worker.Start{Settings: settings, Run: "k7", Paused: true})
	first.send(&worker.Step{})
	saved := runs.untilSaved(t, func(r *savedrun.Record) bool { return r.Told.Progress.Step == 1 })

	next := newKeepingPage(t, newMemoryStore(saved), kept)
	offer, _ := untilKind[*worker.SavedRun](next)
	if offer.Dataset != key || offer.DatasetName != "animals.csv" || offer.OwnDataset {
		t.Errorf("the offer is %+v, want it to name the dataset", offer)
	}
	next.load("small.json.gz")
	next.send(&worker.ResumeSavedRun{})
	if f := next.untilFailure(); !strings.Contains(f.Text, "tells 3 classes apart, and the dataset has 10") {
		t.Errorf("on another dataset it fails with %+v", f)
	}
	next.send(&worker.LoadDataset{URL: worker.KeptURL + offer.Dataset, Name: "what was kept"})
	ready := next.untilReady()
	if ready.Name != "animals.csv" || !slices.Equal(ready.Classes, []string{"ant", "bee", "cow"}) || ready.Train+ready.Valid != 100 {
		t.Errorf("in use is %+v", ready)
	}
	next.send(&worker.ResumeSavedRun{})
	var got account
	got.add(next.untilState(worker.StateDone))
	if !reflect.DeepEqual(got, want) {
		t.Errorf("gone on with, it is told\n%+v\nwant\n%+v", got, want)
	}
}

// A run on the page's own dataset says so.
func TestRunOnTheOwnDataset(t *testing.T) {
	p, first := beginSaved(t)
	p.send(&worker.Step{})
	saved := first.untilSaved(t, func(r *savedrun.Record) bool { return r.Told.Progress.Step == 1 })
	r, err := savedrun.Decode(saved[savedrun.RecordName])
	if err != nil {
		t.Fatal(err)
	}
	c, err := train.DecodeCheckpoint(r.Checkpoint)
	if err != nil {
		t.Fatal(err)
	}
	if offer := r.Offer(); !offer.OwnDataset || offer.DatasetName != "small.json.gz" || offer.Dataset != c.Dataset.Key() {
		t.Errorf("the offer is %+v", offer)
	}
}

// One that is damaged is said to be, and the dataset before stands.
func TestDamagedDatasetIsNotUsed(t *testing.T) {
	kept := newMemoryStore(nil)
	p := newKeepingPage(t, newMemoryStore(nil), kept)
	key := openAnimals(p)
	p.load("small.json.gz")
	part := kept.records[key+"/0"]
	part[len(part)/2]++
	p.send(&worker.LoadDataset{URL: worker.KeptURL + key, Name: "animals.csv"})
	told, _ := untilKind[*worker.KeptDatasets](p)
	if f := p.untilFailure(); f.Scope != worker.ScopeDataset || !strings.Contains(f.Text, "“animals.csv” that is kept in this browser cannot be used: it is damaged") {
		t.Errorf("it fails with %+v", f)
	}
	if !told.Sets[0].Damaged {
		t.Errorf("before that, listed are %+v", told.Sets)
	}
	p.send(&worker.Start{Settings: testSettings(1)})
	if w := lastOf[*worker.Weights](t, p.untilState(worker.StateDone)); w.Classes != nil {
		t.Errorf("the run afterwards is on classes %q, want the digits that were in use", w.Classes)
	}
	p.send(&worker.DeleteDataset{Key: key})
	if told, _ := untilKind[*worker.KeptDatasets](p); len(told.Sets) > 0 || len(kept.records) > 0 {
		t.Errorf("deleted, listed are %+v", told.Sets)
	}
}

// What was deleted comes back.
func TestDatasetIsBroughtBack(t *testing.T) {
	kept := newMemoryStore(nil)
	p := newKeepingPage(t, newMemoryStore(nil), kept)
	key := openAnimals(p)
	p.send(&worker.DeleteDataset{Key: key})
	if told, _ := untilKind[*worker.KeptDatasets](p); len(told.Sets) > 0 || told.Deleted != "animals.csv" {
		t.Errorf("deleted, the page is told %+v", told)
	}
	p.send(&worker.BringDataset{})
	if told, _ := untilKind[*worker.KeptDatasets](p); len(told.Sets) != 1 || told.Deleted != "" {
		t.Errorf("brought back, the page is told %+v", told)
	}
	p.send(&worker.LoadDataset{URL: worker.KeptURL + key, Name: "animals.csv"})
	if ready := p.untilReady(); ready.Name != "animals.csv" {
		t.Errorf("in use is %+v", ready)
	}
}
