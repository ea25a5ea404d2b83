package training

import (
	"testing"
)

func TestRatePath(t *testing.T) {
	tests := []struct {
		rates []float64
		want  string
	}{
		{nil, ""},
		{[]float64{.5}, "M0.0 2.0L240.0 2.0"},
		{[]float64{0, .5, .25}, "M0.0 54.0L120.0 2.0L240.0 28.0"},
	}
	for _, test := range tests {
		if got := ratePath(test.rates); got != test.want {
			t.Errorf("ratePath(%v) = %q, want %q", test.rates, got, test.want)
		}
	}
}

func TestRatesInWords(t *testing.T) {
	tests := []struct {
		rates []float64
		want  string
	}{
		{nil, "not known yet"},
		{[]float64{.01, .01}, "0.01 throughout"},
		{[]float64{.006, .15, 6e-7}, "0.006, up to 0.15, and down to 6e-07"},
		{[]float64{.1, .01}, "from 0.1 to 0.01"},
	}
	for _, test := range tests {
		if got := ratesInWords(test.rates); got != test.want {
			t.Errorf("ratesInWords(%v) = %q, want %q", test.rates, got, test.want)
		}
	}
}
