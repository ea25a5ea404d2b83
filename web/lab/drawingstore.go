package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/idb"
	"digitlab/web/state"
	"digitlab/web/text"
)

// drawingStore keeps drawings in the browser: a record for each, under its ID.
type drawingStore struct {
	queue    *idb.Queue         // nil while it is not open
	early    []func(*idb.Queue) // changes from before that
	fleeting bool               // the browser keeps nothing
	warned   bool               // the visitor, that it does not
}

// openDrawings opens the database of a store and gives what it has kept, in any
// order; what was changed before is written after that.
func openDrawings[T any](ctx app.Context, l *Lab, s *drawingStore, database string, decode func([]byte) (T, error), opened func(app.Context, []T)) {
	openStore(ctx, l, database, decode, func(ctx app.Context, queue *idb.Queue, kept []T) {
		s.queue, s.fleeting = queue, queue == nil
		opened(ctx, kept)
		for _, write := range s.early {
			l.keepDrawings(ctx, s, write)
		}
		s.early = nil
	}, func(ctx app.Context, err error) { l.drawingsFailed(ctx, s, err) })
}

// keepDrawings keeps a change of drawings in the browser, after those from before.
func (l *Lab) keepDrawings(ctx app.Context, s *drawingStore, write func(*idb.Queue)) {
	switch {
	case s.queue != nil:
		write(s.queue)
	case !s.fleeting:
		s.early = append(s.early, write)
	case !s.warned:
		s.warned = true
		l.notify(ctx, state.ScopeHand, text.T("This browser keeps nothing for the page: your drawings are lost when you close it. Export them to keep them."))
	}
}

// drawingsFailed tells the visitor of an error. That the browser keeps nothing is said
// once there is something to keep.
func (l *Lab) drawingsFailed(ctx app.Context, s *drawingStore, err error) {
	if !s.fleeting {
		l.notify(ctx, state.ScopeHand, text.F("This browser cannot keep your drawings as it should: %s. Export them to keep them.", text.Said(failure.Of(err))))
	}
}
