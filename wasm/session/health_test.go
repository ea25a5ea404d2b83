package session

import (
	"bytes"
	"math"
	"testing"

	"digitlab/web/worker"
)

func isHealth(m worker.Message) bool {
	return worker.Kind(m) == worker.Kind((*worker.Health)(nil))
}

// The page is told how layers fare only while it wants to know, and the run ends with
// the same bits all the same.
func TestWatchHealth(t *testing.T) {
	finish := func(p *page) []byte {
		p.send(&worker.Resume{})
		return lastOf[*worker.Weights](t, p.untilState(worker.StateDone)).Params
	}
	begin := func() *page {
		p := newPage(t, nil, byMessage)
		p.load("small.json.gz")
		return p
	}
	start := &worker.Start{Settings: testSettings(1), Paused: true}

	p := begin()
	p.send(start)
	p.untilState(worker.StatePaused)
	p.send(&worker.Resume{})
	seen := p.untilState(worker.StateDone)
	for _, m := range seen {
		if isHealth(m) {
			t.Fatal("the page is told what it does not want to know")
		}
	}
	want := lastOf[*worker.Weights](t, seen).Params

	p = begin()
	p.send(&worker.WatchHealth{On: true}) // before there is a run
	p.send(start)
	p.untilState(worker.StatePaused)
	p.send(&worker.Step{})
	m := lastOf[*worker.Health](t, p.until("health", isHealth))
	if m.Step != 1 || len(m.Layers) != 3 {
		t.Fatalf("after a step the page is told %+v", m)
	}
	for i, name := range []string{"conv1", "conv2", "fc"} {
		l := m.Layers[i]
		if l.Name != name || !(l.Gradient > 0) || !(l.Update > 0) || math.IsNaN(float64(l.Dead)) != (name == "fc") ||
			len(l.Weights.Counts) == 0 || len(l.Activations.Counts) == 0 {
			t.Errorf("layer %d is %+v, want %s", i, l, name)
		}
	}
	p.send(&worker.WatchHealth{})
	if !bytes.Equal(finish(p), want) {
		t.Error("the run that was watched ends with other weights")
	}
}
