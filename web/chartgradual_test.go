package web

import (
	"strings"
	"testing"

	"digitlab/web/plot"
)

func TestPieceOf(t *testing.T) {
	items := func(lengths ...int) (list []plot.Item) {
		for _, length := range lengths {
			list = append(list, plot.Item{Path: strings.Repeat("l", length)})
		}
		return list
	}
	for _, test := range []struct {
		name  string
		items []plot.Item
		want  int
	}{
		{"nothing", nil, 0},
		{"little", items(10, 10, 10), 3},
		{"as much as there may be", items(piece/2, piece/2), 2},
		{"too much", items(piece/2, piece/2, 1), 2},
		{"one that is too long", items(piece+1, 10), 1},
	} {
		if got := pieceOf(test.items); got != test.want {
			t.Errorf("%s: %d items, want %d", test.name, got, test.want)
		}
	}
}

// What is painted is gone on with only where it is still right.
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
