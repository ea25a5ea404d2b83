package number

import (
	"testing"
)

func TestNumbersForPeople(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1234: "-1,234"} {
		if got := Grouped(n); got != want {
			t.Errorf("grouped(%d) = %q, want %q", n, got, want)
		}
	}
	for share, want := range map[float64]string{0: "0.0 %", .5: "50.0 %", .99999: "99.9 %", 1: "100.0 %"} {
		if got := Percent(share, 1); got != want {
			t.Errorf("percent(%v, 1) = %q, want %q", share, got, want)
		}
	}
}

func TestDuration(t *testing.T) {
	for seconds, want := range map[float64]string{0: "0.0 s", 9.96: "10.0 s", 99.9: "99.9 s", 99.96: "1 min 40 s", 3599.6: "60 min 0 s"} {
		if got := Duration(seconds); got != want {
			t.Errorf("duration(%v) = %q, want %q", seconds, got, want)
		}
	}
}

func TestRoughly(t *testing.T) {
	for seconds, want := range map[float64]string{
		3: "10 seconds", 16: "20 seconds", 44: "40 seconds", 58: "a minute", 100: "2 minutes", 5000: "83 minutes",
		7000: "2 hours", 100_000: "28 hours", 432_000: "5 days", 1e9: "more than a year",
	} {
		if got := Roughly(seconds); got != want {
			t.Errorf("%v seconds are roughly %q, want %q", seconds, got, want)
		}
	}
}

func TestDecimals(t *testing.T) {
	tests := []struct {
		v     float64
		count int
		want  string
	}{
		{0, 4, "0.0000"},
		{2.30259, 4, "2.3026"},
		{-99999.5, 2, "-99999.50"},
		{100000, 2, "1e5"},
		{-123456, 2, "-1.23e5"},
		{1e22, 4, "1e22"},
		{2.5e100, 0, "2.5e100"},
	}
	for _, test := range tests {
		if got := Decimals(test.v, test.count); got != test.want {
			t.Errorf("decimals(%v, %d) = %q, want %q", test.v, test.count, got, test.want)
		}
	}
}
