package training

import (
	"testing"
)

func TestStepTo(t *testing.T) {
	for limit, want := range map[float64]float64{8: .1, 45: .5, .5: .005, 2: .02, 1: .01, 100: 1, 600: 10} {
		if got := stepTo(limit); got < want*(1-1e-9) || got > want*(1+1e-9) {
			t.Errorf("stepTo(%v) = %v, want %v", limit, got, want)
		}
	}
}
