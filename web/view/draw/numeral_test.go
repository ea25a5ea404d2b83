package draw

import (
	"testing"

	"digitlab/web/worker"
)

// However long a number is, it is as large as there is room for, and no smaller than
// can be read.
func TestNumberSize(t *testing.T) {
	for _, test := range []struct {
		lines []int // digits in each
		px    int
		fits  bool
	}{
		{[]int{2}, 106, true},
		{[]int{3}, 71, true},
		{[]int{4}, 53, true},
		{[]int{8}, 53, true}, // wrapped
		{[]int{1, 1}, 53, true},
		{[]int{9}, 35, true},
		{[]int{20, 20, 20}, 17, true},
		{[]int{20, 20, 20, 20}, 14, true},
		{[]int{20, 20, 20, 20, 20}, 14, false},
	} {
		var lines [][]worker.ReadDigit
		for _, digits := range test.lines {
			lines = append(lines, make([]worker.ReadDigit, digits))
		}
		if px, fits := numberSize(lines); px != test.px || fits != test.fits {
			t.Errorf("lines of %v digits are %d px large, fitting %t, want %d, %t", test.lines, px, fits, test.px, test.fits)
		}
	}
}
