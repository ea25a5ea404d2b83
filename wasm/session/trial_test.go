package session

import (
	"testing"

	"digitlab/nn"
	"digitlab/wasm/run"
	"digitlab/web/worker"
)

// A trial is a run like any other, but that the weights from before answer
// afterwards.
func TestTrialLeavesTheWeights(t *testing.T) {
	p := newPage(t, map[string][]byte{"mine": encoded(t, nn.CrossEntropy{})}, byMessage)
	p.load("small.json.gz")
	p.openWeights("mine")
	s := testSettings(1)
	s.MaxSteps = 2
	p.send(&worker.Start{Settings: s, Trial: true})
	seen := p.untilState(worker.StateDone)

	losses, accuracies, steps := 0, 0, 0
	for _, m := range seen {
		if m, ok := m.(*worker.Progress); ok {
			losses, accuracies, steps = losses+len(m.Losses), accuracies+len(m.Accuracies), m.Steps
		}
	}
	if losses != 2 || accuracies != 2 || steps != 2 {
		t.Errorf("%d losses and %d accuracies of %d steps, want 2 of each", losses, accuracies, steps)
	}
	if e := lastOf[*worker.Evaluation](t, seen); e.Split != "test" || e.Step != 2 || e.Source != run.Source {
		t.Errorf("the last evaluation is %s of %q at step %d, want the test of the run's weights", e.Split, e.Source, e.Step)
	}
	if w := lastOf[*worker.Weights](t, seen); w.Source != "mine" {
		t.Errorf("afterwards weights of %q answer, want those from before the trial", w.Source)
	}
}
