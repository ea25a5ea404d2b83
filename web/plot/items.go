package plot

import (
	"slices"
	"strconv"

	"digitlab/web/runs"
	"digitlab/web/text"
)

// Items returns what is to be drawn, in order: the backdrop, and over it the
// foreground.
func (l *Layout) Items() []Item { return append(l.Backdrop(), l.Foreground()...) }

// Backdrop returns what stays the same from one report of a run to the next, as
// long as the axes do: these, and the curves of runs that have ended.
func (l *Layout) Backdrop() []Item {
	var items []Item
	for i := range l.Panels {
		items = l.appendFrame(items, &l.Panels[i])
	}
	items = l.appendXAxis(items)
	for i := range l.Panels {
		if len(l.Runs) == 0 {
			items = append(items, l.emptyNote(&l.Panels[i]))
		}
		items = l.appendCurves(items, &l.Panels[i], false)
	}
	if l.Legend {
		items = l.appendLegend(items)
	}
	return items
}

// Foreground returns the curves of runs under way, over them that in focus, and
// what is written over all.
func (l *Layout) Foreground() []Item {
	var items []Item
	for i := range l.Panels {
		items = l.appendCurves(items, &l.Panels[i], true)
		items = l.appendSpreads(items, &l.Panels[i])
		items = l.appendGuideLabels(items, &l.Panels[i])
	}
	return l.appendChanges(items)
}

// line returns the path from one point to another.
func line(x1, y1, x2, y2 float64) string {
	var p path
	p.moveTo(x1, y1)
	p.lineTo(x2, y2)
	return string(p)
}

// appendFrame appends a panel's title, axis and grid.
func (l *Layout) appendFrame(items []Item, p *Panel) []Item {
	left, right := l.XAxis.Start, l.XAxis.Stop
	var grid path
	for _, tick := range p.YAxis.Ticks {
		y := p.YAxis.At(tick)
		grid.moveTo(left, y)
		grid.lineTo(right, y)
		label := p.YAxis.Label(tick)
		if p.Accuracy {
			label = strconv.FormatFloat(100*tick, 'f', max(p.YAxis.decimals()-2, 0), 64) + "%"
		}
		items = append(items, Item{Part: PartLabel, Text: label, X: left - 8, Y: y + 4, Side: Left})
	}
	for _, end := range l.EpochEnds {
		items = append(items, Item{Part: PartEpoch, Path: line(end.X, p.Top, end.X, p.Bottom)})
	}
	items = l.appendGuides(items, p)
	if words := l.samplesKey(); p.Accuracy && words != "" {
		items = append(items, Item{Part: PartLabel, Text: words, X: right, Y: p.Top - 9, Side: Left})
	}
	return append(items,
		Item{Part: PartGrid, Path: string(grid)},
		Item{Part: PartAxis, Path: line(left, p.Bottom, right, p.Bottom)},
		Item{Part: PartTitle, Text: p.title(), X: left - 8, Y: p.Top - 9})
}

// samplesKey tells the line through samples from the marks at the ends of epochs, ""
// if there is none. Beside the title there is not always room for both.
func (l *Layout) samplesKey() string {
	images := 0
	for i := range l.Runs {
		images = max(images, l.Runs[i].History.SampleImages)
	}
	switch {
	case images == 0:
		return ""
	case l.XAxis.Stop-l.XAxis.Start < samplesRoom:
		return text.F("dotted: %d validation images", images)
	}
	return text.F("dotted: %d validation images; marks: all of them, after each epoch", images)
}

// samplesRoom is the width that the words of samplesKey take beside the title, px.
const samplesRoom = 560

// title says what a panel shows.
func (p *Panel) title() string {
	switch {
	case p.Accuracy:
		return text.T("Accuracy")
	case p.Loss == "crossentropy":
		return text.T("Loss: cross-entropy")
	case p.Loss == doubleSoftmax:
		return text.T("Loss: double softmax")
	case p.Loss == "squarederror":
		return text.T("Loss: squared error")
	}
	return text.T("Loss")
}

// appendGuides appends values to compare with.
func (l *Layout) appendGuides(items []Item, p *Panel) []Item {
	left, right := l.XAxis.Start, l.XAxis.Stop
	if p.Floor > 0 {
		items = append(items, Item{Part: PartGuide, Path: line(left, p.Floor, right, p.Floor)})
	}
	for _, n := range l.notesIn(p) {
		top, bottom := p.span(n)
		var band, edges path
		band.rectangle(left, top, right, bottom)
		for _, y := range []float64{top, bottom} {
			edges.moveTo(left, y)
			edges.lineTo(right, y)
		}
		items = append(items,
			Item{Part: PartBand, Path: string(band)}, Item{Part: PartGuide, Path: string(edges)})
	}
	return items
}

// appendGuideLabels appends what the guides are, over the curves.
func (l *Layout) appendGuideLabels(items []Item, p *Panel) []Item {
	label := func(y float64, words string) {
		items = append(items, Item{Part: PartGuideLabel, Text: words, X: l.XAxis.Stop - 8, Y: y, Side: Left})
	}
	if p.Above > 0 {
		label(p.Top+14, text.F("off the scale: up to %.3g", p.Above))
	}
	if p.Floor > 0 {
		label(p.Floor-5, text.F("lowest possible: %.4f", Floor))
	}
	for _, n := range l.notesIn(p) {
		top, bottom := p.span(n)
		y := top - 5
		if y < p.Top+8 { // there is no room above
			y = bottom + 14
		}
		label(y, n.Text)
	}
	return items
}

// notesIn returns the notes that are in sight in a panel.
func (l *Layout) notesIn(p *Panel) (notes []Note) {
	for _, n := range l.Notes {
		if !p.Accuracy && n.Loss == p.Loss && n.High >= p.YAxis.Low && n.Low <= p.YAxis.High {
			notes = append(notes, n)
		}
	}
	return notes
}

// span returns where a note is in the panel, px.
func (p *Panel) span(n Note) (top, bottom float64) {
	return max(p.YAxis.At(n.High), p.Top), min(p.YAxis.At(n.Low), p.Bottom)
}

// appendXAxis appends what stands under the last panel, and over the first.
func (l *Layout) appendXAxis(items []Item) []Item {
	bottom := l.Panels[len(l.Panels)-1].Bottom
	for _, tick := range l.XAxis.Ticks {
		items = append(items, Item{Part: PartLabel, Text: l.XAxis.Label(tick),
			X: l.XAxis.At(tick), Y: bottom + 17, Side: Middle})
	}
	for _, end := range l.EpochEnds {
		if end.X < l.XAxis.Start+titleRoom {
			continue
		}
		items = append(items, Item{Part: PartLabel, Text: text.F("epoch %d", end.Epoch),
			X: end.X, Y: l.Panels[0].Top - 9, Side: Left})
	}
	return append(items, Item{Part: PartLabel, Text: l.X.label(),
		X: (l.XAxis.Start + l.XAxis.Stop) / 2, Y: bottom + 34, Side: Middle})
}

// titleRoom is the width that the first panel's title may take, and the label
// of an epoch that ends there, px.
const titleRoom = 210

// label names the unit.
func (u XUnit) label() string {
	switch u {
	case Epochs:
		return text.T("epochs")
	case Seconds:
		return text.T("seconds of training")
	}
	return text.T("step")
}

// emptyNote says in a panel that there is no curve.
func (l *Layout) emptyNote(p *Panel) Item {
	return Item{Part: PartEmpty, Text: l.Empty, Side: Middle,
		X: (l.XAxis.Start + l.XAxis.Stop) / 2, Y: (p.Top+p.Bottom)/2 + 5}
}

// appendCurves appends the runs in a panel that belong in the foreground, or
// else the others.
func (l *Layout) appendCurves(items []Item, p *Panel, foreground bool) []Item {
	area := Area{l.XAxis.Start, p.Top - 1, l.XAxis.Stop, p.Bottom + 1}
	curves := slices.DeleteFunc(slices.Clone(p.Curves), func(c Curve) bool { return l.inForeground(c.Run) != foreground })
	slices.SortStableFunc(curves, func(a, b Curve) int { return rank(a.Run.ID == l.Focus) - rank(b.Run.ID == l.Focus) })
	add := func(part Part, c *Curve, data string, area Area) {
		if data != "" {
			faint := c.Averaged && c.Run.ID != l.Focus && (part == PartSmooth || part == PartRaw)
			items = append(items, Item{Part: part, Slot: c.Run.Slot, Path: data, Faint: faint,
				Dim: l.Focus != "" && c.Run.ID != l.Focus, Thin: (l.Moving || faint) && part == PartSmooth, Area: area})
		}
	}
	for i := range curves {
		add(PartRaw, &curves[i], curves[i].Raw, area)
	}
	for i := range curves {
		add(PartSamples, &curves[i], curves[i].Samples, area)
		add(PartValid, &curves[i], curves[i].Valid, area)
		add(PartSmooth, &curves[i], curves[i].Smooth, area)
	}
	for i := range curves {
		add(PartMark, &curves[i], curves[i].Marks, Area{})
		add(PartTest, &curves[i], curves[i].Test, Area{})
		add(PartClipped, &curves[i], curves[i].Clipped, Area{})
	}
	return items
}

func (l *Layout) inForeground(r *runs.Run) bool { return r.State == runs.Running || r.ID == l.Focus }

func rank(last bool) int {
	if last {
		return 1
	}
	return 0
}

// appendLegend names the runs, each on a line with a piece of its curve.
func (l *Layout) appendLegend(items []Item) []Item {
	y := l.Height - float64(len(l.Runs))*legendLine + 4
	for i := range l.Runs {
		slot := l.Runs[i].Slot
		items = append(items,
			Item{Part: PartSmooth, Slot: slot, Path: line(l.XAxis.Start, y, l.XAxis.Start+28, y)},
			Item{Part: PartMark, Slot: slot, Path: Mark(slot, l.XAxis.Start+14, y)},
			Item{Part: PartLabel, Text: l.Names[i] + resultText(&l.Runs[i]), X: l.XAxis.Start + 36, Y: y + 4})
		y += legendLine
	}
	return items
}

// Mark returns the path of a slot's mark around (x, y).
func Mark(slot int, x, y float64) string {
	var p path
	p.mark(slot, x, y)
	return string(p)
}

// resultText is the accuracy that a legend gives with a run's name.
func resultText(r *runs.Run) string {
	if last := r.Last(); last != nil {
		return ": " + strconv.FormatFloat(100*last.Accuracy, 'f', 2, 64) + " %"
	}
	return ""
}
