package web

import (
	"errors"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/hand"
	"digitlab/web/text"
)

// handState holds an ownHand.
const handState = "hand"

// Actions on the hand.
const (
	keepDrawing  = "/hand/keep"     // an int: the digit that the drawing on the pad is
	undoKeeping  = "/hand/unkeep"   // nothing
	openKept     = "/hand/open"     // the ID of a sample, "" for none
	labelKept    = "/hand/label"    // an int: the digit that the opened sample is
	deleteKept   = "/hand/delete"   // nothing: the opened sample
	deleteHand   = "/hand/clear"    // nothing
	undoDeleting = "/hand/undelete" // nothing
	exportHand   = "/hand/export"   // nothing
	importHand   = "/hand/import"   // a File of JavaScript, an app.Value
	learnHand    = "/hand/learn"    // nothing
	unlearnHand  = "/hand/unlearn"  // nothing
)

// scopeHand is that of notices about the hand.
const scopeHand = "hand"

// ownHand is what the visitor has kept, to teach the network.
type ownHand struct {
	Set     hand.Set
	Kept    kept
	Opened  string   // ID of the sample that is looked at, "" for none
	Deleted hand.Set // by the last deletion, to be undone; nil if there is nothing
	Added   int      // by the last import, -1 if nothing was imported since
}

func (l *lab) handleHand(ctx app.Context) {
	l.hand.Added = -1
	l.openHandStore(ctx)
	ctx.Handle(keepDrawing, l.keepDrawing)
	ctx.Handle(undoKeeping, l.undoKeeping)
	ctx.Handle(openKept, l.openKept)
	ctx.Handle(labelKept, l.labelKept)
	ctx.Handle(deleteKept, l.deleteKept)
	ctx.Handle(deleteHand, l.deleteHand)
	ctx.Handle(undoDeleting, l.undoDeleting)
	ctx.Handle(exportHand, l.exportHand)
	ctx.Handle(importHand, l.importHand)
	ctx.Handle(learnHand, l.learnHand)
	ctx.Handle(unlearnHand, l.unlearnHand)
}

func (l *lab) setHand(ctx app.Context) { ctx.SetState(handState, l.hand) }

// changeHand makes another set of the hand, here and in the browser.
func (l *lab) changeHand(ctx app.Context, next hand.Set) {
	h := &l.hand
	change := h.Set.ChangeTo(next)
	h.Set, h.Deleted, h.Added = next, nil, -1
	if h.Set.Find(h.Opened) < 0 {
		h.Opened = ""
	}
	l.setHand(ctx)
	l.keepChange(ctx, change)
}

func (l *lab) openKept(ctx app.Context, a app.Action) {
	l.hand.Opened = a.Value.(string)
	l.setHand(ctx)
}

func (l *lab) labelKept(ctx app.Context, a app.Action) {
	l.changeHand(ctx, l.hand.Set.Labelled(l.hand.Opened, a.Value.(int)))
}

func (l *lab) deleteKept(ctx app.Context, _ app.Action) {
	if i := l.hand.Set.Find(l.hand.Opened); i >= 0 {
		gone := l.hand.Set[i]
		l.changeHand(ctx, l.hand.Set.Without(gone.ID()))
		l.deleted(ctx, hand.Set{gone})
	}
}

func (l *lab) deleteHand(ctx app.Context, _ app.Action) {
	gone := l.hand.Set
	l.changeHand(ctx, nil)
	l.deleted(ctx, gone)
}

// deleted offers to undo a deletion.
func (l *lab) deleted(ctx app.Context, gone hand.Set) {
	l.hand.Deleted = gone
	l.hand.Kept = kept{}
	l.setHand(ctx)
}

func (l *lab) undoDeleting(ctx app.Context, _ app.Action) {
	l.changeHand(ctx, l.hand.Set.With(l.hand.Deleted...))
}

// handFileName is that of an export.
const handFileName = "my-hand.json"

func (l *lab) exportHand(ctx app.Context, _ app.Action) {
	file, err := hand.Export(l.hand.Set)
	if err != nil {
		l.notify(ctx, scopeHand, err.Error())
		return
	}
	saveFile(handFileName, file)
}

// maxHandFile bounds what is read from a file: a thousand drawings have 5 MB.
const maxHandFile = 32 << 20

func (l *lab) importHand(ctx app.Context, a app.Action) {
	file := a.Value.(app.Value)
	name := file.Get("name").String()
	l.notify(ctx, scopeHand, "")
	readFile(ctx, file, maxHandFile, func(ctx app.Context, data []byte, err error) {
		if err == nil {
			err = l.joinHand(ctx, data)
		}
		if err != nil {
			l.notify(ctx, scopeHand, text.F("%s is not added to your hand: %s", name, err))
		}
	})
}

// joinHand adds the samples in a file.
func (l *lab) joinHand(ctx app.Context, file []byte) error {
	more, err := hand.Import(file)
	if err != nil {
		return errors.New(said(err.Error()))
	}
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

func handIsFull() string { return text.F("a hand has at most %s drawings", grouped(hand.Limit)) }
