// Package ownset is the view of a set of the visitor's own: its classes and drawings,
// and what the pad has for drawing them.
package ownset

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/number"
	"digitlab/web/ownset"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// Keeper stands beside the pad while drawings are kept for the set: it says what to
// draw, and has a button for each class.
type Keeper struct {
	app.Compo
	own     state.OwnSet
	reading state.Reading
}

// OnMount watches the set, and whether there is something on the pad.
func (c *Keeper) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.OwnSetKey.Observe(ctx, &c.own)
	state.ReadingKey.Observe(ctx, &c.reading)
}

// Render shows what to draw next, and the buttons.
func (c *Keeper) Render() app.UI {
	next := c.own.Set.Next()
	return app.Div().Class("own-keeper").Body(
		app.P().Class("own-prompt").Body(
			app.Strong().ID("own-prompt").Role("status").DataSet("value", next).Text(Prompt(c.own.Set)),
			&ui.Explain{ID: "own-keep-explain", About: text.T("Keep a drawing"), Text: text.T(
				"Draw, then press what it is. The drawing is kept, and the pad is empty for the next. " +
					"While the pad has the focus, the number keys do the same.")},
		),
		app.Div().Class("own-keeps").Role("group").Aria("label", text.T("Keep the drawing as")).Body(
			app.Range(c.own.Set.Classes).Slice(func(i int) app.UI { return c.renderKeep(i, i == next) }),
		),
		app.Div().Class("own-said").Body(
			app.P().ID("own-kept").Class("hint").Role("status").Text(said(c.own, true)),
			app.If(c.own.Kept && c.own.Undoable, app.Button().Type("button").ID("own-kept-undo").Class("link").
				Text(text.T("Undo")).OnClick(c.onUndo)),
		),
	)
}

// said says what was done last, in the place for drawings that are kept, or in that
// for the rest.
func said(own state.OwnSet, kept bool) string {
	if own.Kept != kept {
		return ""
	}
	return own.Said
}

// Prompt says what to draw next.
func Prompt(s ownset.Set) string {
	next := s.Next()
	if next < 0 {
		return text.T("A dozen of each are there: train, or draw more.")
	}
	return text.F("Draw: %s, %s of %s", className(s, next), number.Grouped(len(s.Of(next))+1), number.Grouped(ownset.Dozen))
}

// className returns what a class is called, also while it has no name.
func className(s ownset.Set, class int) string {
	if name := s.Classes[class].Name; name != "" {
		return name
	}
	return text.F("class %d", class+1)
}

func (c *Keeper) renderKeep(class int, next bool) app.UI {
	name, kept := className(c.own.Set, class), number.Grouped(len(c.own.Set.Of(class)))
	button := app.Button().Type("button").ID("own-keep-"+strconv.Itoa(class)).Class("own-keep").
		DataSet("next", next).Disabled(!c.reading.Own()).
		OnClick(func(ctx app.Context, _ app.Event) {
			state.KeepAs.Raise(ctx, class)
			dom.FocusOn(ctx, "pad") // for the next one
		}, class)
	return button.Body(
		app.Kbd().Text(string(keyOfClass(class))),
		app.Span().Text(name),
		app.Small().Text(kept),
	)
}

func (c *Keeper) onUndo(ctx app.Context, _ app.Event) {
	state.UndoOwnSet.Raise(ctx)
	dom.FocusOn(ctx, "pad")
}

// ClassOfKey returns the class that a number key stands for: 1 for the first, and 0
// for the tenth.
func ClassOfKey(key byte) int { return int(key-'0'+9) % 10 }

func keyOfClass(class int) byte { return '0' + byte((class+1)%10) }
