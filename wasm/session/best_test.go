package session

import (
	"slices"
	"testing"

	"digitlab/wasm/savedrun"
	"digitlab/web/worker"
)

// A run that stops early ends as natively, is over for the page, and answers and is
// tested with the weights of its best epoch; in a later tab too.
func TestRunEndsWithItsBestEpoch(t *testing.T) {
	asked := testSettings(1)
	// So high a rate that the accuracy falls again.
	asked.Architecture, asked.LearningRate, asked.Momentum, asked.BatchSize = "mlp", 1, 0, 20
	asked.Epochs, asked.KeepBest, asked.EarlyStop = 40, true, 2
	store := newMemoryStore(nil)
	p := newSavingPage(t, store, free)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: asked, Run: "k7"})
	seen := p.untilState(worker.StateDone)

	var ends []*worker.Evaluation
	var test *worker.Evaluation
	for _, m := range seen {
		if e, ok := m.(*worker.Evaluation); ok && e.Split == "valid" {
			ends = append(ends, e)
		} else if ok {
			test = e
		}
	}
	best := ends[0]
	for _, e := range ends {
		if e.Accuracy > best.Accuracy {
			best = e
		}
	}
	if n := len(ends); n >= asked.Epochs || best.Epoch != n-1-asked.EarlyStop || best.Step != 3*(best.Epoch+1) {
		t.Fatalf("epoch %d of %d is the best, after step %d", best.Epoch, n, best.Step)
	}
	w, progress := lastOf[*worker.Weights](t, seen), lastOf[*worker.Progress](t, seen)
	if progress.Step != 3*len(ends) || progress.Steps != progress.Step || progress.Epochs != len(ends) {
		t.Errorf("the run is over after step %d of %d and %d epochs", progress.Step, progress.Steps, progress.Epochs)
	}
	if len(progress.Log) < 2 || progress.Log[len(progress.Log)-2][:14] != "stopped early:" {
		t.Errorf("its log ends with %q", progress.Log)
	}
	// The splits have the same images.
	if test.Step != best.Step || test.Epoch != best.Epoch || test.Loss != best.Loss || w.Step != best.Step {
		t.Errorf("it is tested after step %d, of loss %v, and answers with step %d; step %d, of loss %v, is the best",
			test.Step, test.Loss, w.Step, best.Step, best.Loss)
	}
	if outcomeOf(w) != trainNatively(t, parsed(t, asked)) {
		t.Error("it ends with other weights than native workers give")
	}

	saved := store.untilSaved(t, func(r *savedrun.Record) bool { return r.Finished })
	next := newSavingPage(t, newMemoryStore(saved), free)
	next.send(&worker.ResumeSavedRun{})
	seen = next.until("weights", func(m worker.Message) bool { return worker.Kind(m) == worker.Kind(w) })
	if again := lastOf[*worker.Weights](t, seen); !slices.Equal(again.Params, w.Params) || again.Step != w.Step {
		t.Errorf("in the next tab weights of step %d answer, want those of step %d", again.Step, w.Step)
	}
}
