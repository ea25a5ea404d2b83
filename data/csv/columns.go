package csv

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"digitlab/data"
)

// separatorOf returns what separates the columns of a line: what it has most of.
func separatorOf(line []byte) byte {
	best, most := byte(','), 0
	for _, c := range []byte(",;\t ") {
		if n := bytes.Count(line, []byte{c}); n > most {
			best, most = c, n
		}
	}
	return best
}

// isHeader reports whether cells name columns: those of pixels are no numbers, or
// go up by one from each to the next, as pandas numbers columns. The first and the
// last cells may be names in lines of images too, those of their classes.
func isHeader(cells [][]byte) bool {
	counting := true
	before, errBefore := parse(cells[0])
	for i, cell := range cells[1:] {
		v, err := parse(cell)
		if err != nil && data.Classes <= i && i < len(cells)-data.Classes {
			return true
		}
		counting = counting && (err != nil || errBefore != nil || v == before+1)
		before, errBefore = v, err
	}
	return counting
}

// isIndex reports whether a column of that name numbers the lines.
func isIndex(name []byte) bool {
	return len(name) == 0 || slices.Contains([]string{"id", "index", "unnamed: 0"}, strings.ToLower(string(name)))
}

// isLabel reports whether a column of that name has labels.
func isLabel(name []byte) bool {
	return slices.Contains([]string{"label", "labels", "class", "target", "y", "digit"}, strings.ToLower(string(name)))
}

// look reads lines until it is clear where the labels stand, and keeps them.
func (t *table) look() error {
	for len(t.kept) < undecided {
		line, err := t.read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		t.keep(line)
	}
	first, last := t.labelsAt(false), t.labelsAt(true)
	// One value in a single column would be the label of all images, which is an error:
	// then what is wrong with the other column is to be said.
	t.last = last > first && (last > 1 || t.width > 1)
	return nil
}

// labelsAt returns how much speaks for the labels to stand in the first columns or
// the last: nothing if there is what is no label, otherwise how many there are.
// A column of pixels in a corner is often blank in all images.
func (t *table) labelsAt(last bool) int {
	var different []string
	for _, line := range t.kept {
		guess := *t
		guess.last = last
		label, _, err := guess.cut(line.text)
		if err != nil {
			continue // it is an error wherever the labels stand
		}
		if name := string(trim(label)); !slices.Contains(different, name) {
			different = append(different, name)
		}
		if len(different) > data.Classes || t.width > 1 && !t.isOneHot(label) {
			return 0
		}
	}
	return len(different)
}

func (t *table) isOneHot(label []byte) bool {
	row, err := t.numbers(nil, label, 1)
	ones := 0
	for _, v := range row {
		if v != 0 && v != 1 {
			return false
		}
		ones += int(v)
	}
	return err == nil && ones == 1
}
