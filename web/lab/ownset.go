package lab

import (
	"errors"
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/dom"
	"digitlab/web/hand"
	"digitlab/web/number"
	"digitlab/web/ownset"
	"digitlab/web/state"
	"digitlab/web/text"
)

// ownSet is what the lab has of the set of the visitor's own.
type ownSet struct {
	state.OwnSet
	before   ownset.Set   // the last change
	proposed bool         // the classes are the page's
	store    drawingStore // the browser's
	run      ownRun
}

func (l *Lab) handleOwnSet(ctx app.Context) {
	l.ownSet.proposed = true
	l.proposeClasses(ctx)
	l.openOwnStore(ctx)
	state.OpenOwnSet.Handle(ctx, l.openOwnSet)
	state.AddClass.Handle(ctx, l.addClass)
	state.RenameClass.Handle(ctx, l.renameClass)
	state.RemoveClass.Handle(ctx, l.removeClass)
	state.KeepAs.Handle(ctx, l.keepInSet)
	state.RemoveOwn.Handle(ctx, l.removeOwn)
	state.UndoOwnSet.Handle(ctx, l.undoOwnSet)
	state.ExportOwnSet.Handle(ctx, l.exportOwnSet)
	state.TrainOwnSet.Handle(ctx, l.trainOwnSet)
	state.BackToDigits.Handle(ctx, l.backToDigits)
}

// proposeClasses names classes in the language of the page, until the visitor does.
func (l *Lab) proposeClasses(ctx app.Context) {
	if l.ownSet.proposed {
		l.ownSet.Set = ownset.New(text.T("circle"), text.T("star"), text.T("house"))
		l.setOwnSet(ctx)
	}
}

func (l *Lab) setOwnSet(ctx app.Context) { state.OwnSetKey.Set(ctx, l.ownSet.OwnSet) }

// openOwnSet shows the set in its view, or the handwriting again.
func (l *Lab) openOwnSet(ctx app.Context, open bool) {
	l.ownSet.Open = open
	l.followOwnSet(ctx)
	l.setOwnSet(ctx)
}

// followOwnSet has the pad read whole, as it is, while drawings are kept for the set:
// a house is no number, and the network that is trained on it reads it that way too.
func (l *Lab) followOwnSet(ctx app.Context) {
	keeps := l.ownSet.Open && l.view == state.HandView
	if keeps != l.ownSet.Keeps {
		l.ownSet.Keeps, l.ownSet.Said = keeps, ""
		l.setOwnSet(ctx)
	}
	l.ask(ctx, l.reader.ReadOthers(keeps || !l.weights.Classes.AreDigits()))
}

// changeOwnSet makes another set of it, here and in the browser, and says what was
// done, which can be undone.
func (l *Lab) changeOwnSet(ctx app.Context, next ownset.Set, said string) {
	l.ownSet.before, l.ownSet.proposed = l.ownSet.Set, false
	l.ownSet.Set, l.ownSet.Said, l.ownSet.Kept, l.ownSet.Undoable = next, said, false, true
	l.setOwnSet(ctx)
	l.storeOwnSet(ctx, l.ownSet.before, next)
}

func (l *Lab) undoOwnSet(ctx app.Context) {
	if !l.ownSet.Undoable {
		return
	}
	kept := l.ownSet.Kept
	l.changeOwnSet(ctx, l.ownSet.before, text.T("Undone."))
	l.ownSet.Kept, l.ownSet.Undoable = kept, false
	l.setOwnSet(ctx)
}

// hasClass reports whether a class is there: the button that names it may be of a
// set from before.
func (l *Lab) hasClass(class int) bool { return class >= 0 && class < len(l.ownSet.Set.Classes) }

func (l *Lab) addClass(ctx app.Context) {
	if !l.ownSet.Set.Full() {
		l.changeOwnSet(ctx, l.ownSet.Set.Add(""), "")
	}
}

func (l *Lab) renameClass(ctx app.Context, to state.RenamedClass) {
	if l.hasClass(to.Class) {
		l.changeOwnSet(ctx, l.ownSet.Set.Rename(to.Class, to.Name), "")
	}
}

func (l *Lab) removeClass(ctx app.Context, class int) {
	if l.hasClass(class) && len(l.ownSet.Set.Classes) > ownset.MinClasses {
		l.changeOwnSet(ctx, l.ownSet.Set.Remove(class), text.F("Removed: %s.", l.ownSet.Set.Classes[class].Name))
	}
}

func (l *Lab) removeOwn(ctx app.Context, id string) {
	if l.ownSet.Set.Drawings.Find(id) >= 0 {
		l.changeOwnSet(ctx, l.ownSet.Set.Without(id), text.T("Drawing deleted."))
	}
}

// keepInSet keeps what stands on the pad as one of a class, once it has been read, and
// makes room for the next.
func (l *Lab) keepInSet(ctx app.Context, class int) {
	if l.ownSet.Keeps && l.hasClass(class) {
		l.keepOnceRead(ctx, func(ctx app.Context) { l.addToSet(ctx, class) })
	}
}

// addToSet adds what was read last to the set.
func (l *Lab) addToSet(ctx app.Context, class int) {
	if !l.hasClass(class) {
		return
	}
	l.notify(ctx, state.ScopeHand, "")
	drawing := hand.Drawing{
		Kept:    time.Now().UTC().Truncate(time.Millisecond),
		Image:   slices.Clone(l.reading.Image),
		Strokes: strokesOf(l.reading),
	}
	next := l.ownSet.Set.With(drawing, class)
	if next.Drawings.Find(drawing.ID()) < 0 {
		l.notify(ctx, state.ScopeHand, ownSetIsFull())
		return
	}
	name := next.Classes[class].Name
	l.changeOwnSet(ctx, next, text.F("Kept: %s, number %s.", name, number.Grouped(len(next.Of(class)))))
	l.ownSet.Kept = true
	l.setOwnSet(ctx)
	state.ClearPad.Raise(ctx)
}

func ownSetIsFull() string {
	return text.F("a set has at most %s drawings", number.Grouped(hand.Limit))
}

// ownSetFileName is that of an export.
const ownSetFileName = "my-set.json"

func (l *Lab) exportOwnSet(ctx app.Context) {
	if !l.ownSet.Set.Named() {
		return
	}
	file, err := l.ownSet.Set.Export()
	if err != nil {
		l.notify(ctx, state.ScopeHand, text.Said(failure.Of(err)))
		return
	}
	dom.SaveFile(ownSetFileName, file)
}

// joinOwnSet adds the drawings in a file to the set.
func (l *Lab) joinOwnSet(ctx app.Context, drawings hand.Set, classes []string) error {
	next, ok := l.ownSet.Set.Join(drawings, classes)
	switch {
	case !ok && next.Full():
		return errors.New(text.F("together with yours, these are more than %s classes", number.Grouped(ownset.MaxClasses)))
	case !ok:
		return errors.New(ownSetIsFull())
	}
	added := len(next.Drawings) - len(l.ownSet.Set.Drawings)
	l.changeOwnSet(ctx, next, text.F("Imported: %s.", number.Grouped(added)))
	return nil
}
