package drawings

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/hand"
	"digitlab/web/idb"
	"digitlab/web/lab/records"
	"digitlab/web/ownset"
	"digitlab/web/text"
)

// The browser's databases of the handwriting and of the set of the visitor's own.
const (
	handDatabase = "digitlab-hand"
	ownDatabase  = "digitlab-set"
)

// store keeps drawings in the browser: a record for each, under its ID.
type store struct {
	queue    *idb.Queue         // nil while it is not open
	early    []func(*idb.Queue) // changes from before that
	fleeting bool               // the browser keeps nothing
	warned   bool               // the visitor, that it does not
}

// openStore opens the database of a store and gives what it has kept, in any order;
// what was changed before is written after that.
func openStore[T any](ctx app.Context, d *Drawings, s *store, database string, decode func([]byte) (T, error), opened func(app.Context, []T)) {
	records.Open(ctx, d.Records, database, decode, func(ctx app.Context, queue *idb.Queue, kept []T) {
		s.queue, s.fleeting = queue, queue == nil
		opened(ctx, kept)
		for _, write := range s.early {
			d.keep(ctx, s, write)
		}
		s.early = nil
	}, func(ctx app.Context, err error) { d.keepingFailed(ctx, s, err) })
}

// keep keeps a change of drawings in the browser, after those from before.
func (d *Drawings) keep(ctx app.Context, s *store, write func(*idb.Queue)) {
	switch {
	case s.queue != nil:
		write(s.queue)
	case !s.fleeting:
		s.early = append(s.early, write)
	case !s.warned:
		s.warned = true
		d.Tell(ctx, text.T("This browser keeps nothing for the page: your drawings are lost when you close it. Export them to keep them."))
	}
}

// keepingFailed tells the visitor of an error. That the browser keeps nothing is said
// once there is something to keep.
func (d *Drawings) keepingFailed(ctx app.Context, s *store, err error) {
	if !s.fleeting {
		d.Tell(ctx, text.F("This browser cannot keep your drawings as it should: %s. Export them to keep them.", text.Said(failure.Of(err))))
	}
}

// openHandStore adds to the hand what the browser has kept.
func (d *Drawings) openHandStore(ctx app.Context) {
	openStore(ctx, d, &d.hand.store, handDatabase, hand.Decode, func(ctx app.Context, kept []hand.Drawing) {
		hand.Set(kept).Sort()
		// What was kept before this was done comes last, with its labels.
		d.hand.Set = hand.Set(kept).With(d.hand.Set...)
		d.setHand(ctx)
	})
}

// storeHand keeps a change of the hand in the browser.
func (d *Drawings) storeHand(ctx app.Context, c hand.Change) {
	d.keep(ctx, &d.hand.store, func(queue *idb.Queue) { write(queue, c) })
}

func write(queue *idb.Queue, c hand.Change) {
	for _, drawing := range c.Put {
		queue.Put(drawing.ID(), func() ([]byte, error) { return hand.Encode(drawing) })
	}
	for _, id := range c.Gone {
		queue.Delete(id)
	}
}

// openOwnStore brings back the set that the browser has kept, in the place of the
// classes that are proposed. What was drawn before this was done joins it.
func (d *Drawings) openOwnStore(ctx app.Context) {
	openStore(ctx, d, &d.own.store, ownDatabase, ownset.DecodeRecord, func(ctx app.Context, kept []ownset.Kept) {
		if set, ok := ownset.Restore(kept); ok {
			next := set
			if !d.own.proposed {
				if joined, ok := set.Join(d.own.Set.Plain()); ok {
					next = joined
				}
			}
			d.own.Set, d.own.proposed, d.own.Undoable, d.own.store.early = next, false, false, nil
			d.storeOwnSet(ctx, set, next)
		}
		d.setOwnSet(ctx)
	})
}

// storeOwnSet keeps a change of the set in the browser: first what goes, then the
// classes, then what comes, so that no drawing is without its class.
func (d *Drawings) storeOwnSet(ctx app.Context, before, next ownset.Set) {
	c := before.Drawings.ChangeTo(next.Drawings)
	d.keep(ctx, &d.own.store, func(queue *idb.Queue) {
		write(queue, hand.Change{Gone: c.Gone})
		queue.Put(ownset.ClassesRecord, func() ([]byte, error) { return ownset.EncodeClasses(next.Classes) })
		write(queue, hand.Change{Put: c.Put})
	})
}
