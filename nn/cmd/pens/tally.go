package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"digitlab/data/picture"
	"digitlab/data/segment"
	"digitlab/nn"
	"digitlab/nn/number"
)

// tally counts what is read.
type tally struct {
	w      io.Writer
	misses bool // print each
	labels map[string]*counts
	taken  map[[2]string]int // label and what was read instead
}

// counts are those of the drawings of one kind of label.
type counts struct {
	drawings, right, surelyRight, surelyWrong, none int
}

func (t *tally) add(m *nn.Model, d drawing) error {
	if t.labels == nil {
		t.labels, t.taken = map[string]*counts{}, map[[2]string]int{}
	}
	want := d.want()
	kind := kindOf(want)
	if t.labels[kind] == nil {
		t.labels[kind] = new(counts)
	}
	c := t.labels[kind]
	c.drawings++
	got, certainty := "", nn.NoClass
	digits, err := number.Read(m, segment.Strokes(d.onPad(), padSide, penWidth))
	if err != nil && !errors.Is(err, picture.ErrBlank) && !errors.Is(err, picture.ErrNoDigit) {
		return err
	}
	for i, digit := range digits {
		got += fmt.Sprint(m.Loss.Predict(digit.Outputs))
		if c := m.Loss.Certainty(digit.Outputs); i == 0 || c < certainty {
			certainty = c
		}
	}
	right, sure := got == want, certainty == nn.Sure
	if kind == noDigit {
		right = certainty == nn.NoClass
	}
	switch {
	case right && sure:
		c.surelyRight++
	case sure:
		c.surelyWrong++
	}
	if right {
		c.right++
	}
	if certainty == nn.NoClass {
		c.none++
	}
	if !right {
		t.taken[[2]string{want, got}]++
		if t.misses {
			fmt.Fprintf(t.w, "%s: %s is read %s, certainty %d\n", d.ID, want, got, certainty)
		}
	}
	return nil
}

// noDigit is the kind of labels that are none.
const noDigit = "none"

// kindOf returns what a label is counted under: a digit under itself, a number
// under its length.
func kindOf(label string) string {
	switch {
	case label == "" || strings.Trim(label, "0123456789") != "":
		return noDigit
	case len(label) > 1:
		return fmt.Sprintf("%d digits", len(label))
	}
	return label
}

// print prints the counts as shares, kind by kind of label and of all, and what was taken
// for what, the most frequent first.
func (t *tally) print() {
	var all counts
	fmt.Fprintln(t.w, "label     drawings   right  surely right  surely wrong  no digit")
	for _, label := range slices.Sorted(maps.Keys(t.labels)) {
		c := t.labels[label]
		t.printCounts(label, *c)
		all.drawings += c.drawings
		all.right += c.right
		all.surelyRight += c.surelyRight
		all.surelyWrong += c.surelyWrong
		all.none += c.none
	}
	t.printCounts("all", all)
	pairs := slices.SortedFunc(maps.Keys(t.taken), func(a, b [2]string) int {
		if n := t.taken[b] - t.taken[a]; n != 0 {
			return n
		}
		return strings.Compare(a[0]+" "+a[1], b[0]+" "+b[1])
	})
	for _, p := range pairs[:min(len(pairs), 20)] {
		fmt.Fprintf(t.w, "%4d times %s is read %s\n", t.taken[p], p[0], p[1])
	}
}

func (t *tally) printCounts(label string, c counts) {
	share := func(n int) float64 { return 100 * float64(n) / float64(max(1, c.drawings)) }
	fmt.Fprintf(t.w, "%-9s %8d %6.2f%% %12.2f%% %12.2f%% %8.2f%%\n",
		label, c.drawings, share(c.right), share(c.surelyRight), share(c.surelyWrong), share(c.none))
}
