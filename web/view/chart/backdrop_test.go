package chart

import (
	"testing"

	"digitlab/web/plot"
)

func TestStartsWith(t *testing.T) {
	a, b := plot.Item{Path: "M0 0"}, plot.Item{Path: "M1 1"}
	for _, test := range []struct {
		name         string
		items, start []plot.Item
		want         bool
	}{
		{"nothing yet", []plot.Item{a}, nil, true},
		{"more now", []plot.Item{a, b}, []plot.Item{a}, true},
		{"less now", []plot.Item{a}, []plot.Item{a, b}, false},
		{"others now", []plot.Item{b, b}, []plot.Item{a}, false},
	} {
		if got := startsWith(test.items, test.start); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}
