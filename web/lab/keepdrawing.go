package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
)

// keepDrawing keeps what stands on the pad, or of a number the chosen digit, as the
// digit that it is.
func (l *Lab) keepDrawing(ctx app.Context, label int) {
	l.keepOnceRead(ctx, func(ctx app.Context) { l.drawings.KeepInHand(ctx, l.reading, label) })
}

// keepInSet keeps what stands on the pad as one of a class of the visitor's own set.
func (l *Lab) keepInSet(ctx app.Context, class int) {
	if l.drawings.Keeps(class) {
		l.keepOnceRead(ctx, func(ctx app.Context) { l.drawings.KeepInSet(ctx, l.reading, class) })
	}
}

// keepOnceRead has what stands on the pad kept once it has been read: the last stroke
// may have ended a moment ago.
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

// followDrawings has the pad read whole, as it is, while drawings are kept for the set
// of the visitor's own: a house is no number, and the network that is trained on it
// reads it that way too.
func (l *Lab) followDrawings(ctx app.Context) {
	keeps := l.drawings.FollowView(ctx, l.view == state.HandView)
	l.ask(ctx, l.reader.ReadOthers(keeps || !l.weights.Classes.AreDigits()))
}
