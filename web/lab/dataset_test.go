package lab

import (
	"testing"

	"digitlab/data/failure"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// A file is being opened when the trainer dies, and is of no use to the next, which
// then reads the images that were there before.
func TestDatasetFailsInAnotherTrainer(t *testing.T) {
	l, ctx := newTestLab(t)
	l.datasetReady(ctx, &worker.DatasetReady{Name: "mnist.json.gz", Train: 50000, Valid: 10000, Test: 10000})
	before := l.request
	l.loadDataset(ctx, worker.LoadDataset{URL: "blob:other", Name: "other.json"})
	l.receiveFromTrainer(ctx, &worker.Failure{Scope: worker.ScopeWorker, Message: failure.Message{Text: "panic: out of memory"}})
	if l.request.URL != "blob:other" {
		t.Fatalf("the next trainer is asked for %q, want the file", l.request.URL)
	}
	fail := func() {
		l.receiveFromTrainer(ctx, &worker.Failure{Scope: worker.ScopeDataset, Message: failure.Message{Text: "the file is empty"}})
	}
	fail()
	if l.request.URL != before.URL || l.request.Name != before.Name || l.request.Cache != before.Cache || l.dataset.Phase != state.DatasetLoading {
		t.Errorf("then it is asked for %+v, in phase %s; want %+v, loading", l.request, l.dataset.Phase, before)
	}
	if got := l.notices[len(l.notices)-1]; got.Text != "The file is empty" {
		t.Errorf("the newest notice is %q, want what was wrong with the file", got.Text)
	}
	fail()
	if l.dataset.Phase != state.DatasetError {
		t.Errorf("phase %s when that fails too, want error", l.dataset.Phase)
	}
}
