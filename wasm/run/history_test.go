package run

import (
	"reflect"
	"testing"

	"digitlab/web/worker"
)

func TestHistoryIsBounded(t *testing.T) {
	h := newHistory()
	const steps = 3 * maxPoints
	for step := 1; step <= steps; step++ {
		h.addStep(&worker.Progress{Step: step}, float64(step), 0.5)
		h.addLine("line")
		h.addSample(worker.Sample{Step: step})
	}
	m := h.message()
	points := worker.UnpackFloats(nil, m.Points)
	if n := len(m.Samples); n > 2*maxSamples || n < maxSamples || m.Samples[n-1].Step != steps {
		t.Fatalf("%d samples are kept", n)
	}
	if len(points)/2 > maxPoints || len(points)/2 != steps/m.Stride || len(m.Log) != maxLines {
		t.Fatalf("%d points of stride %d and %d lines of %d steps", len(points)/2, m.Stride, len(m.Log), steps)
	}
	for i, loss := range points[:len(points)/2] {
		if want := float32((i + 1) * m.Stride); loss != want {
			t.Fatalf("point %d is of step %v, want %v", i, loss, want)
		}
	}
	again := historyOf(m)
	if !reflect.DeepEqual(again.message(), m) {
		t.Error("a history that was told is told otherwise again")
	}
}
