// Package hand is the view of the drawings that a visitor has kept, and of teaching
// them to the network.
package hand

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/view/ownset"
)

// View returns the body of the view.
func View() []app.UI { return []app.UI{&kinds{}} }

// kinds shows the handwriting or the set of the visitor's own, and lets choose.
type kinds struct {
	app.Compo
	own state.OwnSet
}

// OnMount watches which is shown.
func (c *kinds) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.OwnSetKey.Observe(ctx, &c.own)
}

// Render shows the two buttons, and what is chosen.
func (c *kinds) Render() app.UI {
	return app.Div().Class("hand-kinds").Body(
		app.Div().Class("hand-choice").Role("group").Aria("label", text.T("What to draw")).Body(
			c.renderKind("hand-digits", text.T("Digits"), false),
			c.renderKind("hand-own", text.T("A set of your own"), true),
		),
		app.If(c.own.Open, &ownset.Panel{}).Else(&handView{}),
	)
}

func (c *kinds) renderKind(id, words string, own bool) app.UI {
	return app.Button().Type("button").ID(id).Aria("pressed", strconv.FormatBool(c.own.Open == own)).Text(words).
		OnClick(func(ctx app.Context, _ app.Event) { state.OpenOwnSet.Raise(ctx, own) })
}

// handView shows what the visitor has kept, and lets the network learn it.
type handView struct {
	app.Compo
	hand state.Hand
	all  int // the digit whose drawings are all shown
}

// OnInit shows the newest drawings of each digit.
func (c *handView) OnInit() { c.all = -1 }

// OnMount watches the hand.
func (c *handView) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.HandKey.Observe(ctx, &c.hand)
}

// Render shows how much there is, the lesson, and the drawings by digit.
func (c *handView) Render() app.UI {
	set := c.hand.Set
	return app.Div().ID("hand").Class("hand").Body(
		app.Div().Class("hand-head").Body(
			app.P().ID("hand-count").DataSet("value", len(set)).Text(countedHand(len(set), set.Tests())),
			app.P().Class("hint").Text(text.T("Your handwriting stays on this device, in this browser. Export it to take it elsewhere.")),
			c.renderButtons(),
		),
		&handLesson{},
		app.Div().Class("hand-part").Body(
			app.H3().Text(text.T("Kept drawings")),
			app.P().Class("hint").Text(handHint(len(set))),
			app.Div().Class("hand-columns").Body(c.renderRows(0, 5), c.renderRows(5, 10)),
		),
	)
}

// countedHand says how many drawings there are, and what they are for.
func countedHand(all, tests int) string {
	if all == 0 {
		return text.T("Nothing is kept yet.")
	}
	return text.F("Drawings kept: %s. To learn from: %s, held back for the test: %s.",
		number.Grouped(all), number.Grouped(all-tests), number.Grouped(tests))
}

func handHint(all int) string {
	if all == 0 {
		return text.T("Draw a digit and press the row of the right one beside the pad. Two or three of each digit are a good start.")
	}
	return text.T("Press one to change or delete it. A dashed frame marks those that are held back for the test.")
}

func (c *handView) renderButtons() app.UI {
	none := len(c.hand.Set) == 0
	return app.Div().Class("buttons").Body(
		app.Button().Type("button").ID("hand-export").Text(text.T("Export")).
			Disabled(none).OnClick(c.onExport),
		&ui.Explain{ID: "hand-export-explain", About: text.T("Export"), Text: text.T("Save your handwriting as a file: images, labels and strokes")},
		ui.FilePicker("hand-import", text.T("Import"), ".json,application/json", c.onImport),
		app.Button().Type("button").ID("hand-delete").Text(text.T("Delete all")).
			Disabled(none).OnClick(c.onDelete),
		app.P().ID("hand-done").Class("hint").Role("status").Text(c.done()),
		app.If(len(c.hand.Deleted) > 0, app.Button().Type("button").ID("hand-undo").Class("link").
			Text(text.T("Undo")).OnClick(c.onUndo)),
	)
}

// done says what has been done to the hand last.
func (c *handView) done() string {
	switch {
	case len(c.hand.Deleted) > 0:
		return text.F("Deleted: %s.", number.Grouped(len(c.hand.Deleted)))
	case c.hand.Added >= 0:
		return text.F("Imported: %s.", number.Grouped(c.hand.Added))
	}
	return ""
}

func (c *handView) onExport(ctx app.Context, _ app.Event) { state.ExportHand.Raise(ctx) }
func (c *handView) onImport(ctx app.Context, _ app.Event) { dom.TakeFile(ctx, state.ImportHand.Raise) }

// onDelete deletes all. The focus goes to what undoes it, for its own button
// does not answer any more.
func (c *handView) onDelete(ctx app.Context, _ app.Event) {
	state.DeleteHand.Raise(ctx)
	dom.FocusOn(ctx, "hand-undo")
}

func (c *handView) onUndo(ctx app.Context, _ app.Event) {
	state.UndoDeleting.Raise(ctx)
	dom.FocusOn(ctx, "hand-delete")
}
