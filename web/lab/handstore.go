package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/hand"
	"digitlab/web/idb"
	"digitlab/web/ownset"
)

// The browser's databases of the handwriting and of the set of the visitor's own.
const (
	handStoreName = "digitlab-hand"
	ownStoreName  = "digitlab-set"
)

// openHandStore adds to the hand what the browser has kept.
func (l *Lab) openHandStore(ctx app.Context) {
	openDrawings(ctx, l, &l.handStore, handStoreName, hand.Decode, func(ctx app.Context, kept []hand.Drawing) {
		hand.Set(kept).Sort()
		// What was kept before this was done comes last, with its labels.
		l.hand.Set = hand.Set(kept).With(l.hand.Set...)
		l.setHand(ctx)
	})
}

// storeHand keeps a change of the hand in the browser.
func (l *Lab) storeHand(ctx app.Context, c hand.Change) {
	l.keepDrawings(ctx, &l.handStore, func(queue *idb.Queue) { writeDrawings(queue, c) })
}

func writeDrawings(queue *idb.Queue, c hand.Change) {
	for _, drawing := range c.Put {
		queue.Put(drawing.ID(), func() ([]byte, error) { return hand.Encode(drawing) })
	}
	for _, id := range c.Gone {
		queue.Delete(id)
	}
}

// openOwnStore brings back the set that the browser has kept, in the place of the
// classes that are proposed. What was drawn before this was done joins it.
func (l *Lab) openOwnStore(ctx app.Context) {
	openDrawings(ctx, l, &l.ownSet.store, ownStoreName, ownset.DecodeRecord, func(ctx app.Context, kept []ownset.Kept) {
		if set, ok := ownset.Restore(kept); ok {
			next := set
			if !l.ownSet.proposed {
				if joined, ok := set.Join(l.ownSet.Set.Plain()); ok {
					next = joined
				}
			}
			l.ownSet.Set, l.ownSet.proposed, l.ownSet.Undoable, l.ownSet.store.early = next, false, false, nil
			l.storeOwnSet(ctx, set, next)
		}
		l.setOwnSet(ctx)
	})
}

// storeOwnSet keeps a change of the set in the browser: first what goes, then the
// classes, then what comes, so that no drawing is without its class.
func (l *Lab) storeOwnSet(ctx app.Context, before, next ownset.Set) {
	c := before.Drawings.ChangeTo(next.Drawings)
	l.keepDrawings(ctx, &l.ownSet.store, func(queue *idb.Queue) {
		writeDrawings(queue, hand.Change{Gone: c.Gone})
		queue.Put(ownset.ClassesRecord, func() ([]byte, error) { return ownset.EncodeClasses(next.Classes) })
		writeDrawings(queue, hand.Change{Put: c.Put})
	})
}
