package session

import (
	"testing"

	"digitlab/web/worker"
)

// A run that goes nowhere says so before it is over, and one that learns nothing of
// it does not.
func TestDiagnosis(t *testing.T) {
	tests := []struct {
		lr   float64
		want string
	}{{1e30, "diverged"}, {.05, ""}, {1e-20, "chance"}}
	for _, test := range tests {
		p := newPage(t, nil, byMessage)
		p.load("small.json.gz")
		s := testSettings(2)
		s.Architecture, s.LearningRate, s.BatchSize, s.Epochs = "mlp", test.lr, 5, 20
		p.send(&worker.Start{Settings: s})
		var got []string
		for _, m := range p.untilState(worker.StateDone) {
			if d, ok := m.(*worker.Diagnosis); ok {
				got = append(got, d.Kind)
				if !d.Nothing || d.Text == "" || len(d.Changes) != 1 || d.Changes[0].Setting != "lr" {
					t.Errorf("learning rate %v: %+v", test.lr, d)
				}
			}
		}
		if test.want == "" && len(got) > 0 || test.want != "" && (len(got) != 1 || got[0] != test.want) {
			t.Errorf("learning rate %v: diagnoses %q, want %q alone", test.lr, got, test.want)
		}
		if test.want != "chance" {
			continue
		}
		p.send(&worker.Start{Settings: s, Trial: true})
		for _, m := range p.untilState(worker.StateDone) {
			if _, ok := m.(*worker.Diagnosis); ok {
				t.Error("a trial, which is to go wrong, is judged")
			}
		}
	}
}
