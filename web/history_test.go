package web

import (
	"math"
	"testing"

	"digitlab/web/worker"
)

func TestHistoryAverage(t *testing.T) {
	h := newHistory("crossentropy")
	losses := []float64{2, 1, 4, 3}
	h.add(&worker.Progress{Step: 2, Steps: 10, Losses: losses[:2]})
	h.add(&worker.Progress{Step: 4, Steps: 10, Losses: losses[2:]})
	for i := range losses {
		// The definition: weights fall by the smoothing factor and sum to one.
		var sum, weight float64
		for j := range i + 1 {
			w := math.Pow(smoothing, float64(i-j))
			sum, weight = sum+w*losses[j], weight+w
		}
		// 1e-6 is some units in the last place of a float32 near 2.
		if got, want := float64(h.Smooth[i]), sum/weight; math.Abs(got-want) > 1e-6 {
			t.Errorf("Smooth[%d] = %v, want %v", i, got, want)
		}
		if got := float64(h.Raw[i]); got != losses[i] {
			t.Errorf("Raw[%d] = %v, want %v", i, got, losses[i])
		}
	}
}

func TestHistoryKeepsInLine(t *testing.T) {
	h := newHistory("crossentropy")
	h.add(&worker.Progress{Step: 2, Losses: []float64{1, 2}})
	h.add(&worker.Progress{Step: 2, Losses: []float64{9, 9}}) // again
	h.add(&worker.Progress{Step: 5, Losses: []float64{5}})    // 3 and 4 are missing
	h.add(&worker.Progress{Step: 6, Losses: []float64{math.Inf(1)}})
	want := []float32{1, 2, 5, 5, 5}
	if len(h.Raw) != len(want) || len(h.Smooth) != len(want) {
		t.Fatalf("Raw = %v, want %v", h.Raw, want)
	}
	for i := range want {
		if h.Raw[i] != want[i] {
			t.Errorf("Raw[%d] = %v, want %v", i, h.Raw[i], want[i])
		}
	}
}

func TestHistoryIsBounded(t *testing.T) {
	h := newHistory("crossentropy")
	const steps = 2*maxPoints + 10
	for step := 1; step <= steps; step++ {
		h.addLoss(step, float64(step))
	}
	if len(h.Raw) >= maxPoints || h.Stride != 4 {
		t.Errorf("after %d steps: %d points of stride %d, want fewer than %d of stride 4", steps, len(h.Raw), h.Stride, maxPoints)
	}
	for _, i := range []int{0, 1, len(h.Raw) / 2, len(h.Raw) - 1} {
		if got, want := h.Raw[i], float32((i+1)*h.Stride); got != want {
			t.Errorf("Raw[%d] = %v, want the loss of step %v", i, got, want)
		}
	}
	if h.Step != steps {
		t.Errorf("Step = %d, want %d", h.Step, steps)
	}
}
