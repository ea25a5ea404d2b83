package web

import (
	"cmp"
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/hand"
	"digitlab/web/idb"
	"digitlab/web/text"
)

// handStoreName is that of the browser's database with the hand: a record for
// each sample, under its ID.
const handStoreName = "digitlab-hand"

// handStore keeps the hand in the browser.
type handStore struct {
	store     *idb.Store    // nil while it is not open
	unwritten []hand.Change // in order
	writing   bool          // the first of them
	fleeting  bool          // the browser keeps nothing
	warned    bool          // the visitor, that it does not
}

// openHandStore opens the store and adds to the hand what it has kept.
func (l *lab) openHandStore(ctx app.Context) {
	ctx.Async(func() {
		var kept hand.Set
		store, err := idb.Open(handStoreName)
		if err == nil {
			kept, err = readHand(store)
		}
		ctx.Dispatch(func(ctx app.Context) {
			l.handStore.store, l.handStore.fleeting = store, store == nil
			if store != nil {
				l.handStoreFailed(ctx, err)
			}
			// What was kept before this was done comes last, with its labels.
			l.hand.Set = kept.With(l.hand.Set...)
			l.setHand(ctx)
			l.writeHand(ctx)
		})
	})
}

// readHand returns the hand in a store, and the error of the last record that
// cannot be read.
func readHand(store *idb.Store) (kept hand.Set, failed error) {
	records, failed := store.All()
	for _, record := range records {
		sample, err := hand.Decode(record)
		if err != nil {
			failed = err
			continue
		}
		kept = append(kept, sample)
	}
	slices.SortFunc(kept, func(a, b hand.Sample) int {
		return cmp.Or(a.Kept.Compare(b.Kept), cmp.Compare(a.ID(), b.ID()))
	})
	return kept, failed
}

// keepChange keeps a change of the hand in the browser, after those from before.
func (l *lab) keepChange(ctx app.Context, c hand.Change) {
	l.handStore.unwritten = append(l.handStore.unwritten, c)
	l.writeHand(ctx)
}

// writeHand writes the first of the changes, and when that is done the next.
func (l *lab) writeHand(ctx app.Context) {
	s := &l.handStore
	if s.fleeting && len(s.unwritten) > 0 {
		s.unwritten = nil
		if !s.warned {
			s.warned = true
			l.notify(ctx, scopeHand, text.T("This browser keeps nothing for the page: your hand is lost when you close it. Export it to keep it."))
		}
	}
	if s.store == nil || s.writing || len(s.unwritten) == 0 {
		return
	}
	s.writing = true
	store, c := s.store, s.unwritten[0]
	ctx.Async(func() {
		err := writeChange(store, c)
		ctx.Dispatch(func(ctx app.Context) {
			s.writing = false
			s.unwritten = s.unwritten[1:]
			l.handStoreFailed(ctx, err)
			l.writeHand(ctx)
		})
	})
}

func writeChange(store *idb.Store, c hand.Change) error {
	for _, sample := range c.Put {
		record, err := hand.Encode(sample)
		if err == nil {
			err = store.Put(sample.ID(), record)
		}
		if err != nil {
			return err
		}
	}
	for _, id := range c.Gone {
		if err := store.Delete(id); err != nil {
			return err
		}
	}
	return nil
}

// handStoreFailed tells the visitor of an error, if there is one.
func (l *lab) handStoreFailed(ctx app.Context, err error) {
	if err != nil {
		l.notify(ctx, scopeHand, text.F("This browser cannot keep your hand as it should: %s. Export it to keep it.", err))
	}
}
