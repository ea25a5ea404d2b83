package drawings

import (
	"errors"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/dom"
	"digitlab/web/hand"
	"digitlab/web/number"
	"digitlab/web/ownset"
	"digitlab/web/text"
)

// The names of exports.
const (
	handFileName   = "my-hand.json"
	ownSetFileName = "my-set.json"
)

// maxFile bounds what is read from a file: a thousand drawings have 5 MB.
const maxFile = 32 << 20

func (d *Drawings) exportHand(ctx app.Context) {
	file, err := hand.Export(d.hand.Set)
	d.saveFile(ctx, handFileName, file, err)
}

func (d *Drawings) exportOwnSet(ctx app.Context) {
	if d.own.Set.Named() {
		file, err := d.own.Set.Export()
		d.saveFile(ctx, ownSetFileName, file, err)
	}
}

func (d *Drawings) saveFile(ctx app.Context, name string, file []byte, err error) {
	if err != nil {
		d.Tell(ctx, text.Said(failure.Of(err)))
		return
	}
	dom.SaveFile(name, file)
}

// importFile adds the drawings in a file of the visitor's to those that are kept.
func (d *Drawings) importFile(ctx app.Context, file app.Value) {
	name := file.Get("name").String()
	d.Tell(ctx, "")
	dom.ReadFile(ctx, file, maxFile, func(ctx app.Context, data []byte, err error) {
		if err == nil {
			err = d.join(ctx, data)
		}
		if err != nil {
			d.Tell(ctx, text.F("%s is not added to your drawings: %s", name, err))
		}
	})
}

// join adds the drawings in a file, to the handwriting or, if they are of other
// classes, to the set of the visitor's own, and shows which.
func (d *Drawings) join(ctx app.Context, file []byte) error {
	more, classes, err := hand.Import(file)
	switch {
	case err != nil:
		return errors.New(text.Said(failure.Of(err)))
	case classes != nil:
		d.openOwnSet(ctx, true)
		return d.joinOwnSet(ctx, more, classes)
	}
	d.openOwnSet(ctx, false)
	next := d.hand.Set.With(more...)
	if len(more.ChangeTo(next).Gone) > 0 {
		return errors.New(handIsFull())
	}
	added := len(next) - len(d.hand.Set)
	d.changeHand(ctx, next)
	d.hand.Added = added
	d.setHand(ctx)
	return nil
}

// joinOwnSet adds the drawings in a file to the set.
func (d *Drawings) joinOwnSet(ctx app.Context, drawings hand.Set, classes []string) error {
	next, ok := d.own.Set.Join(drawings, classes)
	switch {
	case !ok && next.Full():
		return errors.New(text.F("together with yours, these are more than %s classes", number.Grouped(ownset.MaxClasses)))
	case !ok:
		return errors.New(ownSetIsFull())
	}
	added := len(next.Drawings) - len(d.own.Set.Drawings)
	d.changeOwnSet(ctx, next, text.F("Imported: %s.", number.Grouped(added)))
	return nil
}
