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
	ctx.Async(func() {
		var kept hand.Set
		var names []string // of records that cannot be read
		store, err := idb.Open(handStoreName, func() { ctx.Dispatch(l.storeEmptied) })
		if err == nil {
			kept, names, err = readHand(store)
		}
		ctx.Dispatch(func(ctx app.Context) {
			s := &l.handStore
			if s.fleeting = store == nil; !s.fleeting {
				l.handStoreFailed(ctx, err)
				s.queue = idb.NewQueue(store, func(err error) {
					ctx.Dispatch(func(ctx app.Context) { l.handStoreFailed(ctx, err) })
				})
				l.tellUnread(ctx, unread{s.queue, names})
			}
			// What was kept before this was done comes last, with its labels.
			l.hand.Set = kept.With(l.hand.Set...)
			l.setHand(ctx)
			for _, c := range s.early {
				l.keepChange(ctx, c)
			}
			s.early = nil
		})
	})
}

// readHand returns the hand in a store, in the order in which it was kept, and the
// names of the records that cannot be read.
func readHand(store *idb.Store) (kept hand.Set, unread []string, err error) {
	kept, unread, err = readRecords(store, hand.Decode)
	slices.SortFunc(kept, func(a, b hand.Drawing) int {
		return cmp.Or(a.Kept.Compare(b.Kept), cmp.Compare(a.ID(), b.ID()))
	})
	return kept, unread, err
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

// handStoreFailed tells the visitor of an error, if there is one.
func (l *Lab) handStoreFailed(ctx app.Context, err error) {
	if err != nil {
		l.notify(ctx, state.ScopeHand, text.F("This browser cannot keep your handwriting as it should: %s. Export it to keep it.", text.Said(failure.Of(err))))
	}
}
