package chart

import (
	"testing"

	"digitlab/web/runs"
	"digitlab/web/worker"
)

func TestPlacesOfATable(t *testing.T) {
	r := runs.Run{History: runs.NewHistory(), Test: &runs.Result{Step: 1000, Accuracy: .9}}
	for step := 1; step <= 1000; step++ {
		r.History.Add(&worker.Progress{Step: step, Losses: []float64{1}})
		if step%300 == 0 {
			r.History.AddValidation(runs.Result{Step: step, Accuracy: .5})
		}
	}
	r.Changes = []worker.SettingChange{{Step: 301, Setting: "lr"}, {Step: 301, Setting: "momentum"}}
	places := placesOf(&r)
	if len(places) < 10 || len(places) > tableRows+5 {
		t.Fatalf("%d places, want about %d", len(places), tableRows)
	}
	evaluated := 0
	changed := 0
	for _, p := range places {
		if p.Step == 301 {
			changed++
		}
		if p.Valid != nil || p.Test != nil {
			evaluated++
		}
		if p.Training == nil {
			t.Errorf("step %d has no loss", p.Step)
		}
	}
	if changed != 1 {
		t.Errorf("the step where settings changed is there %d times, want once", changed)
	}
	if last := places[len(places)-1]; evaluated != 4 || last.Step != 1000 || last.Valid != nil || last.Test.Accuracy != .9 {
		t.Errorf("%d places were evaluated, the last is %+v; want 4, and the test's", evaluated, last)
	}
}
