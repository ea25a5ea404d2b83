package web

import (
	"math"
	"testing"
)

func TestNewAxis(t *testing.T) {
	tests := []struct {
		name      string
		low, high float64
		count     int
		ticks     []float64
		decimals  int
	}{
		{"loss", 0, 2.4, 5, []float64{0, .5, 1, 1.5, 2, 2.5}, 1},
		{"steps", 0, 1500, 8, []float64{0, 200, 400, 600, 800, 1000, 1200, 1400, 1600}, 0},
		{"double softmax", 1.4612, 2.31, 5, []float64{1.4, 1.6, 1.8, 2, 2.2, 2.4}, 1},
		{"small", 0, .0034, 4, []float64{0, .001, .002, .003, .004}, 3},
		{"whole numbers stay", 0, 10, 5, []float64{0, 2, 4, 6, 8, 10}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := newAxis(test.low, test.high, test.count, 0, 100)
			if len(a.Ticks) != len(test.ticks) {
				t.Fatalf("newAxis(%v, %v, %d) has ticks %v, want %v", test.low, test.high, test.count, a.Ticks, test.ticks)
			}
			for i, want := range test.ticks {
				// Multiples of the step are exact to a few bits.
				if math.Abs(a.Ticks[i]-want) > 1e-12 {
					t.Errorf("tick %d = %v, want %v", i, a.Ticks[i], want)
				}
			}
			if got := a.decimals(); got != test.decimals {
				t.Errorf("decimals() = %d, want %d", got, test.decimals)
			}
			if got := a.at(a.High); got != 100 {
				t.Errorf("at(high) = %v, want 100", got)
			}
			if got := a.value(a.at(test.high)); math.Abs(got-test.high) > 1e-9 {
				t.Errorf("value(at(%v)) = %v", test.high, got)
			}
		})
	}
}

func TestNewAxisOfOneValue(t *testing.T) {
	a := newAxis(0, 0, 5, 0, 100)
	if !(a.High > a.Low) || len(a.Ticks) < 2 {
		t.Errorf("newAxis(0, 0) = %+v, want a range with ticks", a)
	}
}
