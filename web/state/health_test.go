package state

import (
	"testing"

	"digitlab/web/worker"
)

func TestHealthKeepsTheWholeRunInSight(t *testing.T) {
	var h Health
	for step := range 1000 {
		h = h.With(&worker.Health{Step: step})
		if len(h.Past) > healthMost || h.Past[0].Step != 0 || h.Past[len(h.Past)-1].Step != step {
			t.Fatalf("after step %d there are %d, from step %d", step, len(h.Past), h.Past[0].Step)
		}
	}
	for i := 1; i < len(h.Past); i++ {
		if h.Past[i].Step <= h.Past[i-1].Step {
			t.Fatalf("step %d comes after %d", h.Past[i].Step, h.Past[i-1].Step)
		}
	}
	h = h.With(&worker.Health{Step: 10}) // a run that has gone on from there
	if last := h.Past[len(h.Past)-1].Step; last != 10 || len(h.Past) > 12 {
		t.Errorf("gone back to step 10, there are %d, up to step %d", len(h.Past), last)
	}
	if h = h.With(&worker.Health{Step: 11, Layers: make([]worker.LayerHealth, 2)}); len(h.Past) != 1 {
		t.Errorf("%d of other layers are kept", len(h.Past)-1)
	}
}
