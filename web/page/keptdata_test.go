package page_test

import (
	"strings"
	"testing"

	"digitlab/data/failure"
	"digitlab/web/dom"
	"digitlab/web/lab"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// Datasets that are kept, and the URLs that ask for them.
var (
	keptFashion = worker.KeptDataset{Key: "50000-10000-00000000000000f5", Name: "fashion", Train: 50000, Valid: 10000, Test: 10000,
		Classes: fashionOffer().Classes, Size: 31.4e6}
	keptDigits = worker.KeptDataset{Key: "20-5-00000000000000d1", Name: "my digits", Train: 20, Valid: 5, Size: 0.3e6}
)

func keptBoth() *worker.KeptDatasets {
	return &worker.KeptDatasets{Sets: []worker.KeptDataset{keptFashion, keptDigits}}
}

func urlOf(set worker.KeptDataset) string { return worker.KeptURL + set.Key }

// loadOwn is what the page asks for to have its own dataset.
func loadOwn() *worker.LoadDataset {
	return &worker.LoadDataset{URL: dom.FileURL(dom.DatasetFile), Name: dom.DatasetFile}
}

func readyAs(set worker.KeptDataset) *worker.DatasetReady {
	return &worker.DatasetReady{Name: set.Name, Train: set.Train, Valid: set.Valid, Test: set.Test, Classes: set.Classes}
}

// newVisit is a stage on which the datasets were used on an earlier visit, the last one
// last.
func newVisit(t *testing.T, last worker.KeptDataset) *stage {
	return newStageWith(t, lab.Options{Recall: func(key string) string {
		if key == state.DatasetPreference {
			return last.Key + " " + last.Name
		}
		return ""
	}})
}

func TestKeptDatasetsAreListed(t *testing.T) {
	s := newStage(t)
	if s.value("kept-datasets") != "0" || strings.Contains(s.html(), "Kept in this browser") {
		t.Error("before anything is kept, something is listed")
	}
	s.say(readyMessage, keptBoth())
	s.sent()
	if s.value("kept-datasets") != "2" || s.value("kept-dataset-0") != keptFashion.Key || s.value("kept-dataset-1") != keptDigits.Key {
		t.Error("the two that are kept are not listed under their fingerprints")
	}
	html := s.html()
	for _, want := range []string{"Kept in this browser: 2 datasets, 31.7 MB", "fashion", "10 classes (T-shirt/top, Trouser, ", "70,000 images, 31.4 MB",
		"the ten digits, 25 images, 0.3 MB", "the five newest, up to 500 MB"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	act(s, state.UseDataset, keptDigits.Key)
	s.expectSent(&worker.LoadDataset{URL: urlOf(keptDigits), Name: "my digits"})
	s.say(readyAs(keptDigits))
	if want := "In use: “my digits”"; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	s.sent()
	act(s, state.DeleteDataset, keptFashion.Key)
	s.expectSent(&worker.DeleteDataset{Key: keptFashion.Key})
	s.say(&worker.KeptDatasets{Sets: []worker.KeptDataset{keptDigits}, Deleted: "fashion"})
	if !strings.Contains(s.html(), "Deleted: fashion.") || s.value("kept-datasets") != "1" {
		t.Error("the page does not say what was deleted")
	}
	attribute(t, s.html(), "kept-datasets-undo", "id")
	s.raise(state.BringDataset)
	s.expectSent(&worker.BringDataset{})

	// Back to the page's own.
	attribute(t, s.html(), "dataset-own", "id")
	s.raise(state.OwnDataset)
	s.expectSent(loadOwn())
	s.say(readyMessage)
	if html := s.html(); strings.Contains(html, "In use: “") || strings.Contains(html, `id="dataset-own"`) {
		t.Error("with the page's own dataset, another seems to be in use")
	}
}

// The page begins with the dataset that was used last.
func TestNextVisitGoesOnWithTheDataset(t *testing.T) {
	s := newVisit(t, keptFashion)
	s.say(keptBoth())
	if get(s, state.DatasetKey).Asked != "fashion" {
		t.Errorf("asked for is %q", get(s, state.DatasetKey).Asked)
	}
	s.say(readyAs(keptFashion))
	if want := "fashion: 50,000 images"; !strings.Contains(s.html(), want) || get(s, state.KeptDatasetsKey).InUse != keptFashion.Key {
		t.Errorf("the page does not say %q, or not that it is in use", want)
	}
	// So does another trainer.
	s.sent()
	s.lose("trainer", 1)
	s.expectLoadOf(urlOf(keptFashion))
}

// expectLoadOf looks for what the trainer was asked for.
func (s *stage) expectLoadOf(url string) {
	s.t.Helper()
	var urls []string
	for _, m := range s.sent() {
		if load, ok := m.(*worker.LoadDataset); ok {
			urls = append(urls, load.URL)
		}
	}
	if len(urls) != 1 || urls[0] != url {
		s.t.Errorf("the trainer was asked for the datasets at %q, want the one at %q", urls, url)
	}
}

// What cannot be read is said, with the offer to delete it, and the page goes on with
// its own dataset.
func TestDamagedDataset(t *testing.T) {
	s := newVisit(t, keptFashion)
	damaged := keptBoth()
	damaged.Sets[0].Damaged = true
	fault := &worker.Failure{Scope: worker.ScopeDataset, Message: failure.Of(failure.New("the dataset “%s” that is kept in this browser cannot be used: %w", "fashion",
		failure.New("it is damaged: %w", failure.New("it is cut short"))))}
	s.say(damaged, fault)
	if want := "The dataset “fashion” that is kept in this browser cannot be used: it is damaged: it is cut short"; s.notices() != want {
		t.Errorf("#error says %q, want %q", s.notices(), want)
	}
	s.expectSent(loadOwn())
	s.say(readyMessage)
	if s.notices() == "" || s.value("dataset-status") != "70000" {
		t.Error("with the page's own dataset, nothing is said of the damaged one")
	}
	s.sent()
	html := s.html()
	if !strings.Contains(html, "damaged, or from another version of the page: it cannot be used") || attribute(t, html, "kept-dataset-use-0", "disabled") == "false" {
		t.Error("the list does not say that it is damaged")
	}
	attribute(t, html, "kept-dataset-delete", "id")
	act(s, state.DeleteDataset, keptFashion.Key)
	s.expectSent(&worker.DeleteDataset{Key: keptFashion.Key})
	if s.notices() != "" {
		t.Errorf("when it is deleted, #error says %q", s.notices())
	}

	// One that was deleted by another tab is no damage; the one in use stays.
	act(s, state.UseDataset, keptDigits.Key)
	s.sent()
	s.say(&worker.KeptDatasets{}, fault)
	if strings.Contains(s.html(), `id="kept-dataset-delete"`) || get(s, state.DatasetKey).Phase != state.DatasetReady {
		t.Errorf("what is gone can be deleted, or the phase is %s", get(s, state.DatasetKey).Phase)
	}
	s.expectSent()
}

// A trainer that dies of reading one is not asked for it again.
func TestDatasetThatEndsTheTrainer(t *testing.T) {
	s := newVisit(t, keptFashion)
	s.lose("trainer", 1)
	s.expectLoadOf(loadOwn().URL)
}

// A run goes on with the dataset that it was trained on, which is opened for it.
func TestRunOpensItsDataset(t *testing.T) {
	s := newStage(t)
	offer := keptMessage()
	offer.Dataset, offer.DatasetName = keptFashion.Key, "fashion"
	s.say(readyMessage, offer)
	if want := "It learns from “fashion”, which is not kept here"; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	s.say(keptBoth())
	if want := "It learns from “fashion”, which is opened when it goes on."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	s.sent()
	s.raise(state.ResumeSavedRun)
	s.expectSent(&worker.LoadDataset{URL: urlOf(keptFashion), Name: "fashion"})
	s.say(readyAs(keptFashion))
	s.expectResumed("when its dataset is there")

	// One on the page's own dataset opens that.
	s = newVisit(t, keptFashion)
	offer = keptMessage()
	offer.Dataset, offer.DatasetName, offer.OwnDataset = "50000-10000-0000000000000001", "mnist.json.gz", true
	s.say(keptBoth(), readyAs(keptFashion), offer)
	s.sent()
	s.raise(state.ResumeSavedRun)
	s.expectLoadOf(loadOwn().URL)
	s.say(readyMessage)
	s.expectResumed("when the page's own dataset is there")

	// One whose dataset is in use needs no other, nor does one that is finished.
	s = newVisit(t, keptFashion)
	offer = keptMessage()
	offer.Dataset, offer.DatasetName = keptFashion.Key, "fashion"
	s.say(keptBoth(), readyAs(keptFashion), offer)
	if r := get(s, state.SavedRunKey); r.Other != "" || r.Opens {
		t.Errorf("of a run on the dataset in use, %q is to be opened", r.Other)
	}
	finished := *offer
	finished.Dataset, finished.Finished = keptDigits.Key, true
	s.say(&finished)
	if r := get(s, state.SavedRunKey); r.Other != "" || r.Opens {
		t.Errorf("of a finished run, %q is to be opened", r.Other)
	}
}

func (s *stage) expectResumed(when string) {
	s.t.Helper()
	resumed := 0
	for _, m := range s.sent() {
		if _, ok := m.(*worker.ResumeSavedRun); ok {
			resumed++
		}
	}
	if resumed != 1 {
		s.t.Errorf("%s, the trainer is asked to go on %d times, want once", when, resumed)
	}
}

// A run whose dataset cannot be read does not wait for it.
func TestRunWithoutItsDataset(t *testing.T) {
	s := newStage(t)
	offer := keptMessage()
	offer.Dataset, offer.DatasetName = keptFashion.Key, "fashion"
	s.say(readyMessage, keptBoth(), offer)
	s.raise(state.ResumeSavedRun)
	damaged := keptBoth()
	damaged.Sets[0].Damaged = true
	s.say(damaged, datasetFailure("it is damaged"))
	if r := get(s, state.SavedRunKey); r.Chosen || r.Offer == nil || r.Opens {
		t.Errorf("it waits: %+v", r)
	}
}

// The choice for the next visit is kept as long as the dataset is, and no longer.
func TestDatasetOfTheNextVisit(t *testing.T) {
	var kept []string
	s := newStageWith(t, lab.Options{Remember: func(key, value string) bool {
		if key == state.DatasetPreference {
			kept = append(kept, value)
		}
		return true
	}})
	expect := func(when, want string) {
		t.Helper()
		if len(kept) == 0 || kept[len(kept)-1] != want {
			t.Errorf("%s, chosen for the next visit were %q, want %q last", when, kept, want)
		}
	}
	s.say(readyMessage, keptBoth())
	if len(kept) > 0 {
		t.Errorf("with the page's own dataset, %q is chosen for the next visit", kept)
	}
	act(s, state.UseDataset, keptFashion.Key)
	s.say(readyAs(keptFashion))
	expect("with a kept one", keptFashion.Key+" fashion")
	s.say(&worker.KeptDatasets{Trouble: failure.Of(failure.New("this browser keeps nothing for pages"))})
	expect("when nobody knows what is kept", keptFashion.Key+" fashion")
	s.say(&worker.KeptDatasets{Sets: []worker.KeptDataset{keptDigits}, Deleted: "fashion"})
	expect("when it is deleted", "")
	s.say(keptBoth())
	expect("when it is brought back", keptFashion.Key+" fashion")
	s.raise(state.OwnDataset)
	s.say(readyMessage)
	expect("back with the page's own", "")
}

func TestWhyDatasetsAreNotKept(t *testing.T) {
	s := newStage(t)
	s.say(&worker.KeptDatasets{Trouble: failure.Of(failure.New("this browser keeps nothing for pages"))})
	if want := "are not kept for the next visit: this browser keeps nothing for pages."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	if s.say(keptBoth()); strings.Contains(s.html(), "are not kept for") {
		t.Error("when it is over, the page still says so")
	}
}
