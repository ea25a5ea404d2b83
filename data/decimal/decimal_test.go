package decimal

import "testing"

func TestParse(t *testing.T) {
	for text, want := range map[string]float64{
		"10": 10, "010": 10, "0.5": 0.5, ".5": 0.5, "5.": 5, "+1": 1, "-1e-3": -0.001, "1E2": 100,
		"5e-324": 5e-324, // the smallest
	} {
		if got, ok := Parse(text); !ok || got != want {
			t.Errorf("Parse(%q) = %v, %v, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", " 1", "1_0", "1_000.5", "0x10", "0x1p-2", "Inf", "+inf", "infinity", "NaN", "1e999", "1e", "e", "1,5", "--1", "ten", "１０"} {
		if got, ok := Parse(text); ok {
			t.Errorf("Parse(%q) = %v, want no number", text, got)
		}
	}
}
