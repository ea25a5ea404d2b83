package drawings

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/hand"
	"digitlab/web/number"
	"digitlab/web/ownset"
	"digitlab/web/state"
	"digitlab/web/text"
)

// ownSet is the set of the visitor's own.
type ownSet struct {
	state.OwnSet
	before   ownset.Set // the last change
	proposed bool       // the classes are the page's
	store    store
}

func (d *Drawings) handleOwnSet(ctx app.Context) {
	d.own.proposed = true
	d.ProposeClasses(ctx)
	d.openOwnStore(ctx)
	state.OpenOwnSet.Handle(ctx, d.openOwnSet)
	state.AddClass.Handle(ctx, d.addClass)
	state.RenameClass.Handle(ctx, d.renameClass)
	state.RemoveClass.Handle(ctx, d.removeClass)
	state.RemoveOwn.Handle(ctx, d.removeOwn)
	state.UndoOwnSet.Handle(ctx, d.undoOwnSet)
	state.ExportOwnSet.Handle(ctx, d.exportOwnSet)
}

// OwnSet returns the set.
func (d *Drawings) OwnSet() ownset.Set { return d.own.Set }

// ProposeClasses names classes in the language of the page, until the visitor does.
func (d *Drawings) ProposeClasses(ctx app.Context) {
	if d.own.proposed {
		d.own.Set = ownset.New(text.T("circle"), text.T("star"), text.T("house"))
		d.setOwnSet(ctx)
	}
}

func (d *Drawings) setOwnSet(ctx app.Context) { state.OwnSetKey.Set(ctx, d.own.OwnSet) }

// openOwnSet shows the set in its view, or the handwriting again.
func (d *Drawings) openOwnSet(ctx app.Context, open bool) {
	d.own.Open = open
	d.SetOpened(ctx)
	d.setOwnSet(ctx)
}

// FollowView takes whether the view of the drawings is shown, and reports whether what
// is on the pad is to be kept for the set.
func (d *Drawings) FollowView(ctx app.Context, shown bool) (keeps bool) {
	keeps = d.own.Open && shown
	if keeps != d.own.Keeps {
		d.own.Keeps, d.own.Said = keeps, ""
		d.setOwnSet(ctx)
	}
	return keeps
}

// changeOwnSet makes another set of it, here and in the browser, and says what was
// done, which can be undone.
func (d *Drawings) changeOwnSet(ctx app.Context, next ownset.Set, said string) {
	d.own.before, d.own.proposed = d.own.Set, false
	d.own.Set, d.own.Said, d.own.Kept, d.own.Undoable = next, said, false, true
	d.setOwnSet(ctx)
	d.storeOwnSet(ctx, d.own.before, next)
}

func (d *Drawings) undoOwnSet(ctx app.Context) {
	if !d.own.Undoable {
		return
	}
	kept := d.own.Kept
	d.changeOwnSet(ctx, d.own.before, text.T("Undone."))
	d.own.Kept, d.own.Undoable = kept, false
	d.setOwnSet(ctx)
}

// hasClass reports whether a class is there: the button that names it may be of a
// set from before.
func (d *Drawings) hasClass(class int) bool { return class >= 0 && class < len(d.own.Set.Classes) }

func (d *Drawings) addClass(ctx app.Context) {
	if !d.own.Set.Full() {
		d.changeOwnSet(ctx, d.own.Set.Add(""), "")
	}
}

func (d *Drawings) renameClass(ctx app.Context, to state.RenamedClass) {
	if d.hasClass(to.Class) {
		d.changeOwnSet(ctx, d.own.Set.Rename(to.Class, to.Name), "")
	}
}

func (d *Drawings) removeClass(ctx app.Context, class int) {
	if d.hasClass(class) && len(d.own.Set.Classes) > ownset.MinClasses {
		d.changeOwnSet(ctx, d.own.Set.Remove(class), text.F("Removed: %s.", d.own.Set.Classes[class].Name))
	}
}

func (d *Drawings) removeOwn(ctx app.Context, id string) {
	if d.own.Set.Drawings.Find(id) >= 0 {
		d.changeOwnSet(ctx, d.own.Set.Without(id), text.T("Drawing deleted."))
	}
}

// Keeps reports whether what is on the pad can be kept as one of a class.
func (d *Drawings) Keeps(class int) bool { return d.own.Keeps && d.hasClass(class) }

// KeepInSet adds what was read to the set, as one of a class, and makes room for the
// next.
func (d *Drawings) KeepInSet(ctx app.Context, read state.Reading, class int) {
	if !d.hasClass(class) {
		return
	}
	d.Tell(ctx, "")
	drawing := drawingOf(read)
	next := d.own.Set.With(drawing, class)
	if next.Drawings.Find(drawing.ID()) < 0 {
		d.Tell(ctx, ownSetIsFull())
		return
	}
	name := next.Classes[class].Name
	d.changeOwnSet(ctx, next, text.F("Kept: %s, number %s.", name, number.Grouped(len(next.Of(class)))))
	d.own.Kept = true
	d.setOwnSet(ctx)
	state.ClearPad.Raise(ctx)
}

func ownSetIsFull() string {
	return text.F("a set has at most %s drawings", number.Grouped(hand.Limit))
}
