package session

import (
	"crypto/sha256"
	"reflect"
	"slices"
	"strings"
	"testing"

	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/savedrun"
	"digitlab/wasm/settings"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

// steering is what a hand changes in a run with savedSettings, behind the steps, and
// what that makes of it: nine steps.
var steering = map[int][]worker.SettingChange{
	0: {{Setting: "beta1", To: "0.8"}},
	1: {{Setting: "lr", To: "0.02"}, {Setting: "augment", To: "full"}, {Setting: "beta1", To: "0.8"}},
	4: {{Setting: "epochs", To: "3"}, {Setting: "weightdecay", To: "0.1"}},
}

var steered = []worker.SettingChange{
	{Step: 0, Setting: "beta1", From: "0.9", To: "0.8"},
	{Step: 1, Setting: "lr", From: "0.01", To: "0.02"},
	{Step: 1, Setting: "augment", From: "shift=1,rotate=8,scale=0.08,shear=0.08,elastic=0.4", To: "shift=2,rotate=12,scale=0.15,shear=0.15,elastic=0.9,thickness=0.4,pen=0.25"},
	{Step: 4, Setting: "epochs", From: "2", To: "3"},
	{Step: 4, Setting: "weightdecay", From: "0", To: "0.1"},
}

// A run that is steered tells of it, though it is paused; what is wrong leaves it as
// it was. Saved and resumed, or with its changes planned, it is the same run, and
// natively too.
func TestSteeredRunIsTheSameAgain(t *testing.T) {
	p, store := beginSaved(t)
	var want account
	saved := map[int]map[string][]byte{}
	for step := range 5 {
		if step > 0 {
			p.send(&worker.Step{})
			saved[step] = store.untilSaved(t, func(r *savedrun.Record) bool { return r.Told.Progress.Step == step })
		}
		if step == 2 {
			p.send(&worker.Steer{Changes: []worker.SettingChange{{Setting: "lr", To: "0.5"}, {Setting: "epochs", To: "0"}}})
			seen := p.until("failure", func(m worker.Message) bool { _, ok := m.(*worker.Failure); return ok })
			want.add(seen)
			if f := lastOf[*worker.Failure](t, seen); f.Scope != worker.ScopeSteer || f.Text != "epochs 0: the run is in its epoch 1, with which it can end" {
				t.Errorf("no epochs: %+v", f)
			}
		}
		if changes := steering[step]; changes != nil {
			p.send(&worker.Steer{Changes: changes})
			setting := changes[len(changes)-1].Setting
			if step == 1 {
				setting = "augment" // the last says nothing new
			}
			want.add(p.until("change", func(m worker.Message) bool {
				s, ok := m.(*worker.Steered)
				return ok && s.Setting == setting
			}))
		}
	}
	paused := p.until("progress", func(m worker.Message) bool { p, ok := m.(*worker.Progress); return ok && p.Steps == 9 })
	want.add(paused)
	if now := lastOf[*worker.Progress](t, paused); now.Step != 4 || now.Epochs != 3 {
		t.Errorf("paused, with more epochs, the progress is %+v", now)
	}
	p.send(&worker.Resume{})
	seen := p.untilState(worker.StateDone)
	want.add(seen)
	if !slices.Equal(want.changes, steered) {
		t.Errorf("the changes told are\n%+v\nwant\n%+v", want.changes, steered)
	}
	if len(want.losses) != 9 || lastOf[*worker.Progress](t, seen).Steps != 9 || lastOf[*worker.Progress](t, seen).Epochs != 3 {
		t.Errorf("%d steps were trained, want those of 3 epochs", len(want.losses))
	}
	if !slices.Contains(want.log, "step: 1, lr: 0.01 -> 0.02") {
		t.Errorf("the log does not tell of the rate: %q", want.log)
	}
	p.send(&worker.Steer{Changes: steering[0]})
	if f := p.untilFailure(); f.Scope != worker.ScopeSteer || !strings.Contains(f.Text, "count from the next run") {
		t.Errorf("after its end: %+v", f)
	}

	compare := func(how string, got account) {
		t.Helper()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s, it is told\n%+v\nwant\n%+v", how, got, want)
		}
	}
	for _, step := range []int{1, 3, 4} {
		next := newSavingPage(t, newMemoryStore(saved[step]), free)
		next.load("small.json.gz")
		next.send(&worker.ResumeSavedRun{Changes: steered}) // those after the step were not saved
		var got account
		got.add(next.untilState(worker.StateDone))
		compare("resumed", got)
	}
	again := newPage(t, nil, byMessage)
	again.load("small.json.gz")
	again.send(&worker.Start{Settings: savedSettings(), Changes: steered})
	var got account
	got.add(again.untilState(worker.StateDone))
	compare("planned", got)

	m := wasmtest.Model(t, wasmtest.WithModes, nn.CrossEntropy{})
	r, err := train.NewRun(m, wasmtest.Dataset(t, 60), parsed(t, savedSettings()), train.NewGoroutines(2, m.Clone))
	if err == nil {
		err = r.Plan(settings.Changes(steered))
	}
	if err == nil {
		err = r.Train(train.Hooks{})
	}
	if err != nil || sha256.Sum256(worker.PackFloats(m.Params())) != want.weights {
		t.Errorf("natively, the run ends with other weights, or %v", err)
	}
}

// A run that cannot be planned so is not begun.
func TestWrongPlanIsRefused(t *testing.T) {
	p := newPage(t, nil, byMessage)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: testSettings(1), Changes: []worker.SettingChange{{Step: 99, Setting: "lr", To: "1"}}})
	if f := p.untilFailure(); f.Scope != worker.ScopeRun || f.Text != "change at step 99: the run ends with step 6" {
		t.Errorf("a change behind the end: %+v", f)
	}
}
