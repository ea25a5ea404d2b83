package plot

import (
	"math"
	"slices"
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
			a := NewAxis(test.low, test.high, test.count, 0, 100)
			if len(a.Ticks) != len(test.ticks) {
				t.Fatalf("NewAxis(%v, %v, %d) has ticks %v, want %v", test.low, test.high, test.count, a.Ticks, test.ticks)
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
			if got := a.At(a.High); got != 100 {
				t.Errorf("At(high) = %v, want 100", got)
			}
			if got := a.Value(a.At(test.high)); math.Abs(got-test.high) > 1e-9 {
				t.Errorf("Value(At(%v)) = %v", test.high, got)
			}
		})
	}
}

func TestNewAxisOfOneValue(t *testing.T) {
	a := NewAxis(0, 0, 5, 0, 100)
	if !(a.High > a.Low) || len(a.Ticks) < 2 {
		t.Errorf("NewAxis(0, 0) = %+v, want a range with ticks", a)
	}
}

func TestExactAxis(t *testing.T) {
	a := newExactAxis(130, 1500, 8, 0, 100)
	if a.Low != 130 || a.High != 1500 || len(a.Ticks) == 0 || a.Ticks[0] != 200 || a.Ticks[len(a.Ticks)-1] != 1400 {
		t.Errorf("newExactAxis(130, 1500) = %+v, want it to end there, with ticks from 200 to 1400", a)
	}
}

func TestLogAxis(t *testing.T) {
	tests := []struct {
		name      string
		low, high float64
		count     int
		ticks     []string
	}{
		{"a decade", .1, 1, 4, []string{"0.1", "0.2", "0.5", "1"}},
		{"part of one", 2, 40, 4, []string{"2", "5", "10", "20"}},
		{"three decades", .01, 10, 4, []string{"0.01", "0.1", "1", "10"}},
		{"many", 1e-6, 1e6, 4, []string{"1e-06", "0.001", "1", "1000", "1e+06"}},
		{"little more than a value", 2.2, 2.4, 4, []string{"2.2", "2.25", "2.3", "2.35", "2.4"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := NewLogAxis(test.low, test.high, test.count, 100, 0)
			var got []string
			for _, tick := range a.Ticks {
				got = append(got, a.Label(tick))
			}
			if !slices.Equal(got, test.ticks) {
				t.Errorf("ticks %v, want %v", got, test.ticks)
			}
			if a.At(test.low) != 100 || math.Abs(a.At(test.high)) > 1e-9 || a.At(-1) != 100 {
				t.Errorf("At: %v, %v, of -1 %v, want 100, 0, 100", a.At(test.low), a.At(test.high), a.At(-1))
			}
			middle := math.Sqrt(test.low * test.high)
			if math.Abs(a.At(middle)-50) > 1e-9 || math.Abs(a.Value(50)-middle) > 1e-9*middle {
				t.Errorf("the middle is at %v, want the geometric mean's 50", a.At(middle))
			}
		})
	}
}
