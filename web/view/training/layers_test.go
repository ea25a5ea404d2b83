package training

import (
	"testing"
)

func TestWithNumber(t *testing.T) {
	const text = "conv  20 5,relu , linear"
	tests := []struct {
		layer, word int
		want        string
	}{
		{0, 1, "conv 9 5,relu , linear"},
		{0, 2, "conv 20 9,relu , linear"},
		{2, 1, text}, // has no such word
		{3, 1, text}, // there is no such layer
	}
	for _, test := range tests {
		if got := withNumber(text, test.layer, test.word, "9"); got != test.want {
			t.Errorf("withNumber(%q, %d, %d, 9) = %q, want %q", text, test.layer, test.word, got, test.want)
		}
	}
}
