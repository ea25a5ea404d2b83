package plot

import (
	"math"
	"slices"
	"testing"
)

func TestSmoothed(t *testing.T) {
	v := []float32{2, 1, 4, 3}
	var s smoothed
	s.of(v[:2], .9, 1)
	got := s.of(v, .9, 1)
	for i := range v {
		// The definition: weights fall by the share of the past and sum to one.
		var sum, weight float64
		for j := range i + 1 {
			w := math.Pow(.9, float64(i-j))
			sum, weight = sum+w*float64(v[j]), weight+w
		}
		// 1e-6 is some units in the last place of a float32 near 2.
		if want := sum / weight; math.Abs(float64(got[i])-want) > 1e-6 {
			t.Errorf("average %d = %v, want %v", i, got[i], want)
		}
	}
	if got := s.of(v, 0, 1); !slices.Equal(got, v) {
		t.Errorf("without smoothing %v, want %v", got, v)
	}
	// Points that are two steps apart count as two.
	if got, want := s.of(v[:2], .9, 2)[1], (.81*2+1)/(.81+1); math.Abs(float64(got)-want) > 1e-6 {
		t.Errorf("with stride 2 the second average is %v, want %v", got, want)
	}
	// Another, shorter curve begins anew.
	if got := s.of([]float32{7}, .9, 2); len(got) != 1 || got[0] != 7 {
		t.Errorf("the average of 7 is %v", got)
	}
}
