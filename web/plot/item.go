package plot

// Item is one thing to draw: a path or a text.
type Item struct {
	Part  Part
	Slot  int    // of the run it belongs to
	Dim   bool   // it stands back for another run
	Thin  bool   // its line is as thin as can be
	Faint bool   // a mean stands for it
	Area  Area   // that it is clipped to, zero for none
	Path  string // SVG path data
	Text  string
	X, Y  float64 // of the text
	Side  Side    // of (X, Y) that the text is on
}

// Area is a rectangle in px.
type Area struct{ Left, Top, Right, Bottom float64 }

// Side says how a text stands to its point.
type Side int

// Sides that a text may be on.
const (
	Right  Side = iota // it begins there
	Middle             // its middle is there
	Left               // it ends there
)

// Part says what an item is in the chart, and so how it looks.
type Part int

// Parts of a chart.
const (
	PartGrid Part = iota
	PartAxis
	PartEpoch
	PartLabel
	PartTitle
	PartGuide // a value to compare with
	PartGuideLabel
	PartBand // between two of them
	PartSpread
	PartMean
	PartRaw
	PartSmooth
	PartSamples
	PartValid
	PartMark
	PartTest
	PartClipped // losses above the panel
	PartEmpty
	PartCursor
	PartCursorMark
	PartChange // a run was given another setting
	PartChangeMark
	PartChangeLabel
)

// Ink is a colour by its purpose.
type Ink int

// Inks of a chart.
const (
	NoInk Ink = iota
	CardInk
	TextInk
	SoftInk
	LineInk
	EdgeInk
	RunInk // that of the run's slot
)

// Look is how a part is drawn.
type Look struct {
	Stroke, Fill Ink
	Width        float64   // of the stroke, px
	Dash         []float64 // px
	Alpha        float64   // 0 to 1
	Size         float64   // of a text, px
	Halo         bool      // a text is set off from what is below it
	Bold         bool
}

// HaloWidth is the stroke, in px, by which a text is set off.
const HaloWidth = 4

// looks are those of all parts.
var looks = [...]Look{
	PartGrid:        {Stroke: LineInk, Width: 1},
	PartAxis:        {Stroke: EdgeInk, Width: 1},
	PartEpoch:       {Stroke: EdgeInk, Width: 1, Dash: []float64{2, 4}},
	PartLabel:       {Fill: SoftInk, Size: 12},
	PartTitle:       {Fill: TextInk, Size: 13, Bold: true},
	PartGuide:       {Stroke: TextInk, Width: 1, Dash: []float64{6, 4}},
	PartGuideLabel:  {Fill: TextInk, Size: 12, Halo: true},
	PartBand:        {Fill: TextInk, Alpha: .08},
	PartSpread:      {Fill: RunInk, Alpha: .2},
	PartMean:        {Stroke: RunInk, Width: 2.5},
	PartRaw:         {Stroke: RunInk, Width: 1, Alpha: .3},
	PartSmooth:      {Stroke: RunInk, Width: 2},
	PartSamples:     {Stroke: RunInk, Width: 1, Dash: []float64{2, 2}},
	PartValid:       {Stroke: RunInk, Width: 1},
	PartMark:        {Stroke: CardInk, Fill: RunInk, Width: 1.5},
	PartTest:        {Stroke: RunInk, Fill: CardInk, Width: 2},
	PartClipped:     {Stroke: RunInk, Width: 5},
	PartEmpty:       {Fill: SoftInk, Size: 14},
	PartCursor:      {Stroke: SoftInk, Width: 1},
	PartCursorMark:  {Stroke: CardInk, Fill: RunInk, Width: 1.5},
	PartChange:      {Stroke: RunInk, Width: 1, Dash: []float64{1, 3}},
	PartChangeMark:  {Stroke: CardInk, Fill: RunInk, Width: 1},
	PartChangeLabel: {Fill: TextInk, Size: 12, Halo: true},
}

// Look returns how the item is drawn.
func (i *Item) Look() Look {
	look := looks[i.Part]
	if look.Alpha == 0 {
		look.Alpha = 1
	}
	if i.Part == PartSmooth {
		look.Dash = DashOf(i.Slot)
	}
	if i.Thin {
		look.Width, look.Dash = 1, nil
	}
	if i.Faint {
		look.Alpha *= .4
	}
	if i.Dim {
		look.Alpha *= .25
	}
	return look
}

// Colours is how many colours runs have. They stand in the theme.
const Colours = 8

// dashes are the patterns of lines. Half of the runs that have all colours are
// dashed, so that four are to be told apart by their colour alone.
var dashes = [][]float64{nil, {7, 4}, {2, 3}, {9, 3, 2, 3}}

// DashOf returns the pattern of a slot's lines, nil for none.
func DashOf(slot int) []float64 { return dashes[slot/(Colours/2)%len(dashes)] }

// Theme holds the colours of a chart, as CSS has them.
type Theme struct {
	Card, Text, Soft, Line, Edge string
	Runs                         [Colours]string
	Font                         string // family
}

// Colour returns that of an ink, for a slot where it is a run's, "" for none.
func (t *Theme) Colour(ink Ink, slot int) string {
	switch ink {
	case CardInk:
		return t.Card
	case TextInk:
		return t.Text
	case SoftInk:
		return t.Soft
	case LineInk:
		return t.Line
	case EdgeInk:
		return t.Edge
	case RunInk:
		return t.Runs[slot%Colours]
	}
	return ""
}
