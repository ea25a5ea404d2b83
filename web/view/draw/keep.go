package draw

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// keepLine lets the visitor say what a drawing is, below the bars, whose rows are
// the buttons for it.
type keepLine struct {
	app.Compo
	reading state.Reading
	hand    state.Hand
}

// OnMount watches what is read and what is kept.
func (c *keepLine) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.ReadingKey.Observe(ctx, &c.reading)
	state.HandKey.Observe(ctx, &c.hand)
}

// Render says what a press on a row does, or what it has done. The line is there
// before there is something to say, so that nothing below it moves.
func (c *keepLine) Render() app.UI {
	own := c.reading.Own()
	has := own && c.hand.Kept.Is(c.reading)
	said := ""
	if has {
		said = text.F("Kept as a %d in your handwriting", c.hand.Kept.Label)
	}
	return app.Div().Class("keeping").Body(
		app.P().ID("hand-kept").Role("status").DataSet("value", len(c.hand.Set)).Text(said),
		app.If(has, app.Button().Type("button").ID("kept-undo").Class("link").
			Text(text.T("Undo")).OnClick(c.onUndo)),
		app.If(own && !has, app.P().Class("hint").Body(app.Text(c.hint()+" "),
			&ui.Explain{ID: "keep-explain", About: text.T("Wrong? Press the right digit."), Text: text.T("What you press says what the drawing is. " +
				"It is kept in “My handwriting”, from which the network can learn. In a number, press the box of a digit first; hold it for a dot.")})),
		app.If(own && !has && !c.reading.None, app.Button().Type("button").ID("keep-right").Class("link").
			Text(text.F("Right: keep it as a %d", c.reading.Digit)).OnClick(c.onRight)),
	)
}

func (c *keepLine) hint() string {
	if c.reading.Several() {
		return text.T("Wrong? Press its box, then the right digit.")
	}
	return text.T("Wrong? Press the right digit.")
}

// onUndo takes the drawing out, and the keyboard's focus, whose button goes, to
// the row that it came from.
func (c *keepLine) onUndo(ctx app.Context, _ app.Event) {
	state.UndoKeep.Raise(ctx)
	dom.FocusOn(ctx, "correct-"+strconv.Itoa(c.hand.Kept.Label))
}

func (c *keepLine) onRight(ctx app.Context, _ app.Event) {
	state.KeepDrawing.Raise(ctx, c.reading.Digit)
	dom.FocusOn(ctx, "kept-undo")
}

// correction is the button that lies over the row of a digit: pressed, it keeps the
// drawing as one. It changes far more seldom than the row, and is a component so
// that it is rendered as seldom.
type correction struct {
	app.Compo
	Digit int
	Own   bool // what was read is the visitor's own
}

// OnMount follows the language.
func (c *correction) OnMount(ctx app.Context) { state.FollowLanguage(ctx) }

// Render shows the button, in which there is nothing to see.
func (c *correction) Render() app.UI {
	label := text.F("It is a %d", c.Digit)
	return app.Button().Type("button").ID("correct-"+strconv.Itoa(c.Digit)).Class("correct").
		Aria("label", label).Disabled(!c.Own).OnClick(c.onClick)
}

func (c *correction) onClick(ctx app.Context, _ app.Event) {
	state.KeepDrawing.Raise(ctx, c.Digit)
}
