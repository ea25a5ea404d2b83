package plot

import (
	"math"
	"slices"
	"unicode"
)

// Change is what a run was given another value of while it went on.
type Change struct {
	Step  int // batches trained before it
	Text  string
	Short string // without what it was before
}

// changesOf returns those of the run with an index.
func (l *Layout) changesOf(i int) []Change {
	if i >= len(l.Changes) {
		return nil
	}
	return l.Changes[i]
}

// appendChanges marks where runs were changed: a line in each panel, with a wedge at
// its foot, and what it was beside the first, where there is room for it.
func (l *Layout) appendChanges(items []Item) []Item {
	labels := newLabelRoom(l.XAxis)
	for i := range l.Runs {
		run := &l.Runs[i]
		dim := l.Focus != "" && run.ID != l.Focus
		var lines, wedges path
		for _, c := range l.changesOf(i) {
			x := l.XAxis.At(l.X.at(&run.History, float64(c.Step)))
			if !l.XAxis.shows(x) {
				continue
			}
			own := l.panelOf(run)
			for _, p := range []*Panel{own, &l.Panels[len(l.Panels)-1]} {
				lines.moveTo(x, p.Top)
				lines.lineTo(x, p.Bottom)
				wedges.moveTo(x, p.Bottom-wedge)
				wedges.lineTo(x+wedge*.75, p.Bottom)
				wedges.lineTo(x-wedge*.75, p.Bottom)
				wedges.close()
			}
			if label, ok := labels.place(c.Short, x, own.Top); ok {
				label.Dim = dim
				items = append(items, label)
			}
		}
		if len(lines) > 0 {
			items = append(items, Item{Part: PartChange, Slot: run.Slot, Dim: dim, Path: string(lines)},
				Item{Part: PartChangeMark, Slot: run.Slot, Dim: dim, Path: string(wedges)})
		}
	}
	return items
}

// wedge is the height of the mark of a change, px.
const wedge = 8

// shows reports whether a pixel is on the axis.
func (a Axis) shows(x float64) bool { return x >= a.Start-.5 && x <= a.Stop+.5 }

// labelRoom hands out places for labels in rows, from the left.
type labelRoom struct {
	axis  Axis
	taken map[float64][][2]float64 // by the y of a row: from and to
}

func newLabelRoom(a Axis) *labelRoom { return &labelRoom{a, map[float64][][2]float64{}} }

const (
	labelRows   = 3
	labelHeight = 15 // px
	labelGap    = 6
)

// place returns a label beside the line at x, in the first row under top that has
// room for it, if one has.
func (r *labelRoom) place(words string, x, top float64) (label Item, ok bool) {
	width := widthOf(words)
	label = Item{Part: PartChangeLabel, Text: words, X: x + 4}
	from := label.X
	if from+width > r.axis.Stop {
		label.X, label.Side = x-4, Left
		from = label.X - width
	}
	if from < r.axis.Start {
		return label, false
	}
	for row := range labelRows {
		label.Y = top + 12 + float64(row)*labelHeight
		taken := r.taken[label.Y]
		if !slices.ContainsFunc(taken, func(t [2]float64) bool { return from < t[1]+labelGap && t[0] < from+width+labelGap }) {
			r.taken[label.Y] = append(taken, [2]float64{from, from + width})
			return label, true
		}
	}
	return label, false
}

// widthOf is about how wide a label is, px.
func widthOf(words string) (width float64) {
	for _, r := range words {
		if unicode.Is(unicode.Han, r) {
			width += 12
		} else {
			width += 6.5
		}
	}
	return width
}

// lastChange returns the last changes of a run up to a step, all those of one step,
// nil if there are none.
func (l *Layout) lastChange(i, step int) []Change {
	var last []Change
	at := math.MinInt
	for _, c := range l.changesOf(i) {
		if c.Step > step {
			break
		}
		if c.Step != at {
			at, last = c.Step, nil
		}
		last = append(last, c)
	}
	return last
}
