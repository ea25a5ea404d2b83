package plot

import (
	"math"
	"strings"
	"testing"
)

// changedFigure has a run that was changed twice at one step and later again.
func changedFigure() Figure {
	f := figure(testRun("a", "crossentropy", 150), testRun("b", "squarederror", 30))
	f.Changes = [][]Change{{
		{Step: 50, Text: "Learning rate 0.1 → 0.01", Short: "lr 0.01"},
		{Step: 50, Text: "Effects None → Full", Short: "Effects Full"},
		{Step: 148, Text: "Epochs 3 → 5", Short: "5 epochs"},
	}}
	return f
}

func itemsOf(l *Layout, part Part) (items []Item) {
	for _, item := range l.Items() {
		if item.Part == part {
			items = append(items, item)
		}
	}
	return items
}

func TestChangesAreMarked(t *testing.T) {
	l := NewPlotter().Layout(changedFigure())
	lines := itemsOf(l, PartChange)
	if len(lines) != 1 || len(itemsOf(l, PartChangeMark)) != 1 {
		t.Fatalf("%d items mark changes, want those of one run", len(lines))
	}
	// Three changes, each in the panel of its loss and in that of the accuracies.
	ends := points(t, lines[0].Path)
	if len(ends) != 12 || math.Abs(ends[0].x-l.XAxis.At(50)) > .051 || math.Abs(ends[0].y-l.Panels[0].Top) > .051 || math.Abs(ends[3].y-l.Panels[2].Bottom) > .051 {
		t.Errorf("the lines go through %v", ends)
	}
	labels := itemsOf(l, PartChangeLabel)
	if len(labels) != 3 || labels[0].Text != "lr 0.01" || labels[1].Y <= labels[0].Y {
		t.Fatalf("labels %+v, want three, the second below the first", labels)
	}
	svg := string(l.SVG(&Theme{}, "runs"))
	for _, label := range labels {
		if !strings.Contains(svg, ">"+label.Text+"</text>") {
			t.Errorf("the drawing does not say %q", label.Text)
		}
	}

	f := changedFigure()
	f.View = Range{100, 140}
	if l := NewPlotter().Layout(f); len(itemsOf(l, PartChange))+len(itemsOf(l, PartChangeLabel)) > 0 {
		t.Error("changes out of sight are marked")
	}
	f.View, f.Focus = Range{}, "b"
	if l := NewPlotter().Layout(f); !itemsOf(l, PartChange)[0].Dim || !itemsOf(l, PartChangeLabel)[0].Dim {
		t.Error("the changes of a run that stands back do not")
	}
}

// Labels do not cover each other, however many changes there are, and none is cut.
func TestLabelsOfChangesHaveRoom(t *testing.T) {
	f := figure(testRun("a", "crossentropy", 150))
	var many []Change
	for step := range 150 {
		many = append(many, Change{Step: step, Short: "weight decay 0.0005"})
	}
	f.Changes = [][]Change{many}
	l := NewPlotter().Layout(f)
	labels := itemsOf(l, PartChangeLabel)
	if len(labels) < labelRows {
		t.Fatalf("%d labels", len(labels))
	}
	from := func(i Item) float64 {
		if i.Side == Left {
			return i.X - widthOf(i.Text)
		}
		return i.X
	}
	for i, a := range labels {
		if from(a) < l.XAxis.Start || from(a)+widthOf(a.Text) > l.XAxis.Stop {
			t.Errorf("label %d reaches beyond the axis", i)
		}
		for _, b := range labels[:i] {
			if a.Y == b.Y && math.Abs(from(a)-from(b)) < widthOf(a.Text) {
				t.Errorf("labels at %v and %v cover each other", from(a), from(b))
			}
		}
	}
}

func TestReadoutTellsOfTheLastChange(t *testing.T) {
	p := NewPlotter()
	l := p.Layout(changedFigure())
	for at, want := range map[float64]int{20: 0, 49: 0, 50: 50, 100: 50, 148: 148} {
		changed := p.Read(l, at).Runs[0].Changed
		if want == 0 && len(changed) > 0 || want > 0 && (len(changed) == 0 || changed[0].Step != want) || want == 50 && len(changed) != 2 {
			t.Errorf("at step %v: %+v, want those of step %d", at, changed, want)
		}
	}
}
