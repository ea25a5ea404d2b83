package session

import (
	"bytes"
	"strings"
	"testing"

	"digitlab/nn"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

// Weights that the page has kept of a run answer, can be trained further, and are no
// file that a Reset would bring back.
func TestUseWeights(t *testing.T) {
	p := newPage(t, map[string][]byte{"mine": encoded(t, nn.CrossEntropy{})}, byMessage)
	p.openWeights("mine")
	p.load("small.json.gz")
	kept := worker.Weights{Architecture: "linear", Loss: "crossentropy", Source: "lr 0.05", Run: "k3", Step: 7, Temperature: 1,
		Params: worker.PackFloats(wasmtest.Model(t, "linear", nn.CrossEntropy{}).Params())}
	p.send(&worker.UseWeights{Weights: kept})
	got := lastOf[*worker.Weights](t, p.until("weights", isWeights))
	if got.Source != kept.Source || got.Run != kept.Run || got.Step != kept.Step || !bytes.Equal(got.Params, kept.Params) {
		t.Fatalf("these weights answer: %q of run %q, step %d", got.Source, got.Run, got.Step)
	}

	further := testSettings(1)
	further.Architecture = "linear"
	p.send(&worker.Start{Settings: further, GoOn: true, Run: "k4"})
	seen := p.until("weights", isWeights)
	if first := lastOf[*worker.Weights](t, seen); !bytes.Equal(first.Params, kept.Params) || first.Run != "k4" {
		t.Errorf("a run that trains them further begins with others, which are said to be of run %q", first.Run)
	}
	p.untilState(worker.StateDone)
	p.send(&worker.Reset{})
	if got := lastOf[*worker.Weights](t, p.until("weights", isWeights)); got.Source != "mine" {
		t.Errorf("a reset brings back %q, want mine", got.Source)
	}

	short := kept
	short.Params = short.Params[:8]
	p.send(&worker.UseWeights{Weights: short})
	if f := p.untilFailure(); f.Scope != worker.ScopeWeights || !strings.Contains(f.Text, "2 parameters") {
		t.Errorf("weights that are too few are refused with %+v", f)
	}
	p.send(&worker.Start{Settings: further, Paused: true})
	p.send(&worker.UseWeights{Weights: kept})
	if f := p.untilFailure(); !strings.Contains(f.Text, "a run is under way") {
		t.Errorf("beside a run they are refused with %+v", f)
	}
}
