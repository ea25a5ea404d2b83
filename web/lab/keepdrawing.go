package lab

import (
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/hand"
	"digitlab/web/state"
)

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

// keepDrawing keeps what stands on the pad, or of a number the chosen digit, as the
// digit that it is, once it has been read: the last stroke may have ended a moment
// ago.
func (l *Lab) keepDrawing(ctx app.Context, label int) {
	l.keepOnceRead(ctx, func(ctx app.Context) { l.keepInHand(ctx, label) })
}

// keepOnceRead has what stands on the pad kept once it has been read.
func (l *Lab) keepOnceRead(ctx app.Context, keep func(app.Context)) {
	if !l.reading.Own() {
		return
	}
	if l.keep = keep; !l.behind() {
		l.keepRead(ctx)
	}
}

// keepRead keeps what was read last, if it was to be kept.
func (l *Lab) keepRead(ctx app.Context) {
	keep := l.keep
	if l.keep = nil; keep == nil || l.choosing.made || !l.reading.Own() {
		return
	}
	keep(ctx)
}

// keepInHand adds what was read last to the handwriting.
func (l *Lab) keepInHand(ctx app.Context, label int) {
	l.notify(ctx, state.ScopeHand, "")
	drawing := hand.Drawing{
		Label:   label,
		Kept:    time.Now().UTC().Truncate(time.Millisecond),
		Test:    l.hand.Set.HoldsBack(label),
		Image:   slices.Clone(l.reading.Image),
		Strokes: strokesOf(l.reading),
	}
	var before *hand.Drawing
	if i := l.hand.Set.Find(drawing.ID()); i >= 0 {
		before = &l.hand.Set[i]
	}
	next := l.hand.Set.With(drawing)
	if next.Find(drawing.ID()) < 0 {
		l.notify(ctx, state.ScopeHand, handIsFull())
		return
	}
	l.hand.Kept, l.beforeKept = state.Kept{Image: drawing.Image, Label: label}, before
	l.changeHand(ctx, next)
}

// undoKeep takes back what was kept last.
func (l *Lab) undoKeep(ctx app.Context) {
	id := (&hand.Drawing{Image: l.hand.Kept.Image}).ID()
	l.hand.Kept = state.Kept{}
	if l.beforeKept != nil {
		l.changeHand(ctx, l.hand.Set.Labelled(id, l.beforeKept.Label))
	} else {
		l.changeHand(ctx, l.hand.Set.Without(id))
	}
}
