package lab

import (
	"errors"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/dom"
	"digitlab/web/hand"
	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
)

func (l *Lab) handleHand(ctx app.Context) {
	l.hand.Added = -1
	l.openHandStore(ctx)
	state.KeepDrawing.Handle(ctx, l.keepDrawing)
	state.UndoKeep.Handle(ctx, l.undoKeep)
	state.OpenKept.Handle(ctx, l.openKept)
	state.LabelKept.Handle(ctx, l.labelKept)
	state.DeleteKept.Handle(ctx, l.deleteKept)
	state.DeleteHand.Handle(ctx, l.deleteHand)
	state.UndoDeleting.Handle(ctx, l.undoDeleting)
	state.ExportHand.Handle(ctx, l.exportHand)
	state.ImportHand.Handle(ctx, l.importHand)
	state.LearnHand.Handle(ctx, l.learnHand)
	state.UnlearnHand.Handle(ctx, l.unlearnHand)
}

func (l *Lab) setHand(ctx app.Context) {
	state.HandKey.Set(ctx, l.hand)
	l.inside.HandChanged(ctx)
}

// changeHand makes another set of the hand, here and in the browser.
func (l *Lab) changeHand(ctx app.Context, next hand.Set) {
	h := &l.hand
	change := h.Set.ChangeTo(next)
	h.Set, h.Deleted, h.Added = next, nil, -1
	if h.Set.Find(h.Opened) < 0 {
		h.Opened = ""
	}
	l.setHand(ctx)
	l.storeHand(ctx, change)
}

func (l *Lab) openKept(ctx app.Context, id string) {
	l.hand.Opened = id
	l.setHand(ctx)
}

func (l *Lab) labelKept(ctx app.Context, label int) {
	l.changeHand(ctx, l.hand.Set.Labelled(l.hand.Opened, label))
}

func (l *Lab) deleteKept(ctx app.Context) {
	if i := l.hand.Set.Find(l.hand.Opened); i >= 0 {
		gone := l.hand.Set[i]
		l.changeHand(ctx, l.hand.Set.Without(gone.ID()))
		l.deleted(ctx, hand.Set{gone})
	}
}

func (l *Lab) deleteHand(ctx app.Context) {
	gone := l.hand.Set
	l.changeHand(ctx, nil)
	l.deleted(ctx, gone)
}

// deleted offers to undo a deletion.
func (l *Lab) deleted(ctx app.Context, gone hand.Set) {
	l.hand.Deleted = gone
	l.hand.Kept = state.Kept{}
	l.setHand(ctx)
}

func (l *Lab) undoDeleting(ctx app.Context) {
	l.changeHand(ctx, l.hand.Set.With(l.hand.Deleted...))
}

// handFileName is that of an export.
const handFileName = "my-hand.json"

func (l *Lab) exportHand(ctx app.Context) {
	file, err := hand.Export(l.hand.Set)
	if err != nil {
		l.notify(ctx, state.ScopeHand, text.Said(failure.Of(err)))
		return
	}
	dom.SaveFile(handFileName, file)
}

// maxHandFile bounds what is read from a file: a thousand drawings have 5 MB.
const maxHandFile = 32 << 20

func (l *Lab) importHand(ctx app.Context, file app.Value) {
	name := file.Get("name").String()
	l.notify(ctx, state.ScopeHand, "")
	dom.ReadFile(ctx, file, maxHandFile, func(ctx app.Context, data []byte, err error) {
		if err == nil {
			err = l.joinHand(ctx, data)
		}
		if err != nil {
			l.notify(ctx, state.ScopeHand, text.F("%s is not added to your drawings: %s", name, err))
		}
	})
}

// joinHand adds the drawings in a file, to the handwriting or, if they are of other
// classes, to the set of the visitor's own, and shows which.
func (l *Lab) joinHand(ctx app.Context, file []byte) error {
	more, classes, err := hand.Import(file)
	switch {
	case err != nil:
		return errors.New(text.Said(failure.Of(err)))
	case classes != nil:
		l.openOwnSet(ctx, true)
		return l.joinOwnSet(ctx, more, classes)
	}
	l.openOwnSet(ctx, false)
	next := l.hand.Set.With(more...)
	if len(more.ChangeTo(next).Gone) > 0 {
		return errors.New(handIsFull())
	}
	added := len(next) - len(l.hand.Set)
	l.changeHand(ctx, next)
	l.hand.Added = added
	l.setHand(ctx)
	return nil
}

func handIsFull() string {
	return text.F("a handwriting has at most %s drawings", number.Grouped(hand.Limit))
}
