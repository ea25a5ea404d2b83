package lab

import (
	"cmp"
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/hand"
	"digitlab/web/idb"
	"digitlab/web/state"
	"digitlab/web/text"
)

// handStoreName is that of the browser's database with the hand: a record for
// each drawing, under its ID.
const handStoreName = "digitlab-hand"

// handStore keeps the hand in the browser.
type handStore struct {
	queue    *idb.Queue    // nil while it is not open
	early    []hand.Change // from before that
	fleeting bool          // the browser keeps nothing
	warned   bool          // the visitor, that it does not
}

// openHandStore opens the store and adds to the hand what it has kept.
func (l *Lab) openHandStore(ctx app.Context) {
	openStore(ctx, l, handStoreName, hand.Decode, l.handOpened, l.handStoreFailed)
}

func (l *Lab) handOpened(ctx app.Context, queue *idb.Queue, kept []hand.Drawing) {
	s := &l.handStore
	s.queue, s.fleeting = queue, queue == nil
	slices.SortFunc(kept, func(a, b hand.Drawing) int {
		return cmp.Or(a.Kept.Compare(b.Kept), cmp.Compare(a.ID(), b.ID()))
	})
	// What was kept before this was done comes last, with its labels.
	l.hand.Set = hand.Set(kept).With(l.hand.Set...)
	l.setHand(ctx)
	for _, c := range s.early {
		l.keepChange(ctx, c)
	}
	s.early = nil
}

// keepChange keeps a change of the hand in the browser, after those from before.
func (l *Lab) keepChange(ctx app.Context, c hand.Change) {
	s := &l.handStore
	switch {
	case s.queue != nil:
		for _, drawing := range c.Put {
			s.queue.Put(drawing.ID(), func() ([]byte, error) { return hand.Encode(drawing) })
		}
		for _, id := range c.Gone {
			s.queue.Delete(id)
		}
	case !s.fleeting:
		s.early = append(s.early, c)
	case !s.warned:
		s.warned = true
		l.notify(ctx, state.ScopeHand, text.T("This browser keeps nothing for the page: your handwriting is lost when you close it. Export it to keep it."))
	}
}

// handStoreFailed tells the visitor of an error. That the browser keeps nothing is said
// once there is something to keep.
func (l *Lab) handStoreFailed(ctx app.Context, err error) {
	if !l.handStore.fleeting {
		l.notify(ctx, state.ScopeHand, text.F("This browser cannot keep your handwriting as it should: %s. Export it to keep it.", text.Said(failure.Of(err))))
	}
}
