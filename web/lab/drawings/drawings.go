// Package drawings conducts what the visitor has drawn and kept: the handwriting, and
// a set of classes of the visitor's own. Both are kept in the browser too.
package drawings

import (
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/hand"
	"digitlab/web/lab/records"
	"digitlab/web/state"
)

// Needs are what the lab gives the drawings.
type Needs struct {
	Records *records.Records
	Tell    func(ctx app.Context, trouble string) // in the place of what was told before; "" for none
	// HandChanged is told that there is another handwriting.
	HandChanged func(app.Context)
	// SetOpened is told that the view shows the set, or the handwriting again.
	SetOpened func(app.Context)
}

// Drawings are the handwriting and the set of the visitor's own. They belong to the UI
// goroutine.
type Drawings struct {
	Needs
	hand handwriting
	own  ownSet
}

// New answers the actions on drawings from now on, and reads what the browser has kept.
func New(ctx app.Context, needs Needs) *Drawings {
	d := &Drawings{Needs: needs}
	d.handleHand(ctx)
	d.handleOwnSet(ctx)
	return d
}

// WarnedOfLoss notes that the visitor knows that the browser keeps nothing.
func (d *Drawings) WarnedOfLoss() { d.hand.store.warned = true }

// drawingOf returns what was read as a drawing that is kept now, of no class yet.
func drawingOf(read state.Reading) hand.Drawing {
	return hand.Drawing{
		Kept:    time.Now().UTC().Truncate(time.Millisecond),
		Image:   slices.Clone(read.Image),
		Strokes: strokesOf(read),
	}
}

// strokesOf returns how the chosen digit of a reading was drawn, as far as that is
// known.
func strokesOf(r state.Reading) hand.Strokes {
	strokes := r.StrokesOfChosen()
	if len(strokes) == 0 {
		return hand.Strokes{}
	}
	s := hand.Strokes{Side: state.PadSide, Pen: state.PadPen}
	for _, stroke := range strokes {
		s.Lines = append(s.Lines, slices.Clone(stroke))
	}
	return s
}
