package drawings

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/hand"
	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
)

// handwriting is what the visitor has kept, to teach the network.
type handwriting struct {
	state.Hand
	replaced *hand.Drawing // what there was of the drawing that was kept last, nil if nothing
	store    store
}

func (d *Drawings) handleHand(ctx app.Context) {
	d.hand.Added = -1
	d.openHandStore(ctx)
	state.UndoKeep.Handle(ctx, d.undoKeep)
	state.OpenKept.Handle(ctx, d.openKept)
	state.LabelKept.Handle(ctx, d.labelKept)
	state.DeleteKept.Handle(ctx, d.deleteKept)
	state.DeleteHand.Handle(ctx, d.deleteHand)
	state.UndoDeleting.Handle(ctx, d.undoDeleting)
	state.ExportHand.Handle(ctx, d.exportHand)
	state.ImportHand.Handle(ctx, d.importFile)
}

// Hand returns the handwriting.
func (d *Drawings) Hand() hand.Set { return d.hand.Set }

func (d *Drawings) setHand(ctx app.Context) {
	state.HandKey.Set(ctx, d.hand.Hand)
	d.HandChanged(ctx)
}

// changeHand makes another set of the hand, here and in the browser.
func (d *Drawings) changeHand(ctx app.Context, next hand.Set) {
	h := &d.hand
	change := h.Set.ChangeTo(next)
	h.Set, h.Deleted, h.Added = next, nil, -1
	if h.Set.Find(h.Opened) < 0 {
		h.Opened = ""
	}
	d.setHand(ctx)
	d.storeHand(ctx, change)
}

// KeepInHand adds what was read to the handwriting, as the digit that it is.
func (d *Drawings) KeepInHand(ctx app.Context, read state.Reading, label int) {
	d.Tell(ctx, "")
	h := &d.hand
	drawing := drawingOf(read)
	drawing.Label, drawing.Test = label, h.Set.HoldsBack(label)
	var before *hand.Drawing
	if i := h.Set.Find(drawing.ID()); i >= 0 {
		before = &h.Set[i]
	}
	next := h.Set.With(drawing)
	if next.Find(drawing.ID()) < 0 {
		d.Tell(ctx, handIsFull())
		return
	}
	h.Kept, h.replaced = state.Kept{Image: drawing.Image, Label: label}, before
	d.changeHand(ctx, next)
}

// undoKeep takes back what was kept last.
func (d *Drawings) undoKeep(ctx app.Context) {
	h := &d.hand
	id := (&hand.Drawing{Image: h.Kept.Image}).ID()
	h.Kept = state.Kept{}
	if h.replaced != nil {
		d.changeHand(ctx, h.Set.Labelled(id, h.replaced.Label))
	} else {
		d.changeHand(ctx, h.Set.Without(id))
	}
}

func (d *Drawings) openKept(ctx app.Context, id string) {
	d.hand.Opened = id
	d.setHand(ctx)
}

func (d *Drawings) labelKept(ctx app.Context, label int) {
	d.changeHand(ctx, d.hand.Set.Labelled(d.hand.Opened, label))
}

func (d *Drawings) deleteKept(ctx app.Context) {
	if i := d.hand.Set.Find(d.hand.Opened); i >= 0 {
		gone := d.hand.Set[i]
		d.changeHand(ctx, d.hand.Set.Without(gone.ID()))
		d.deleted(ctx, hand.Set{gone})
	}
}

func (d *Drawings) deleteHand(ctx app.Context) {
	gone := d.hand.Set
	d.changeHand(ctx, nil)
	d.deleted(ctx, gone)
}

// deleted offers to undo a deletion.
func (d *Drawings) deleted(ctx app.Context, gone hand.Set) {
	d.hand.Deleted = gone
	d.hand.Kept = state.Kept{}
	d.setHand(ctx)
}

func (d *Drawings) undoDeleting(ctx app.Context) {
	d.changeHand(ctx, d.hand.Set.With(d.hand.Deleted...))
}

func handIsFull() string {
	return text.F("a handwriting has at most %s drawings", number.Grouped(hand.Limit))
}
