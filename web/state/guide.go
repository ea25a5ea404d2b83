package state

import (
	"digitlab/web/text"
)

// TourKey is the key of the preference that the tour is not offered any more.
const TourKey = "tour"

// OpenTour is the action of showing the tour again.
const OpenTour Signal = "/tour/open"

// Advice is what the page proposes to do next.
type Advice struct {
	Name  string // for scripts
	Words string
	Label string // of the button that begins it
}

// Visit is how far a visitor is with the page.
type Visit struct {
	Drawn    bool // something of their own has been read
	Training bool // a run is under way
	Runs     int  // in the list
}

// Advices are all that the page may propose, in their order.
func Advices() []Advice {
	return []Advice{
		{"draw", text.T("Draw a digit: the network reads it while you draw."), text.T("Draw a digit")},
		{"train", text.T("Now train a network of your own. It begins knowing nothing, and reads your drawing as it learns."), text.T("Train one")},
		{"watch", text.T("It is learning: the loss falls. Draw meanwhile, and see its answers get better."), text.T("Draw meanwhile")},
		{"compare", text.T("Now compare: train once more with another loss, or let the lesson train all three."), text.T("Compare the losses")},
		{"evaluate", text.T("Tick the runs below the chart to compare them, and see which digits are still misread."), text.T("See its mistakes")},
	}
}

// Next returns the index in Advices of what to do next.
func (v Visit) Next() int {
	switch {
	case v.Training:
		return 2
	case v.Runs > 1:
		return 4
	case v.Runs == 1:
		return 3
	case v.Drawn:
		return 1
	}
	return 0
}
