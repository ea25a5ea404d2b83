package hand

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/hand"
	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// rowLength is how many drawings of a digit are shown at first: a page of more
// takes long to lay out.
const rowLength = 12

// renderRows shows the drawings of the digits from one to before another.
func (c *handView) renderRows(from, to int) app.UI {
	return app.Ol().Body(app.Range(make([]struct{}, to-from)).Slice(func(i int) app.UI { return c.renderRow(from + i) }))
}

// renderRow shows the drawings of a digit, the newest first.
func (c *handView) renderRow(digit int) app.UI {
	of := c.hand.Set.Of(digit)
	shown := of
	if c.all != digit && len(of) > rowLength {
		shown = of[:rowLength]
	}
	return app.Li().Class("hand-row").ID("hand-row-"+strconv.Itoa(digit)).DataSet("value", len(of)).Body(
		app.P().Class("hand-digit").Body(
			app.Strong().Text(digit),
			app.Span().Class("hand-times").Aria("label", text.F("kept: %s", number.Grouped(len(of)))).
				Text(number.Grouped(len(of))),
		),
		app.Ul().Class("hand-samples").Body(
			app.Range(shown).Slice(func(i int) app.UI { return c.renderDrawing(shown[i]) }),
			app.If(len(shown) < len(of), app.Li().Body(
				app.Button().Type("button").Class("link").Text(text.F("Show all %s", number.Grouped(len(of)))).
					OnClick(func(app.Context, app.Event) { c.all = digit }, digit))),
		),
		c.renderOpened(of),
	)
}

func (c *handView) renderDrawing(s hand.Drawing) app.UI {
	id := s.ID()
	classes, label := []string{"hand-sample"}, text.F("a %d, to learn from", s.Label)
	if s.Test {
		classes, label = append(classes, "test"), text.F("a %d, held back for the test", s.Label)
	}
	opened, next := "false", id
	if id == c.hand.Opened {
		opened, next = "true", ""
	}
	return app.Li().Body(
		app.Button().Type("button").ID("hand-"+id).Class(classes...).
			Aria("label", label).Aria("expanded", opened).
			OnClick(func(ctx app.Context, _ app.Event) { state.OpenKept.Raise(ctx, next) }, id, next).
			Body(ui.Bitmap(s.Image, worker.ImageSide, "")),
	)
}

// renderOpened shows the drawing that is looked at, if it is among those of the
// row.
func (c *handView) renderOpened(of hand.Set) app.UI {
	i := of.Find(c.hand.Opened)
	if i < 0 {
		return nil
	}
	s := of[i]
	return app.Div().Class("hand-card").Body(
		ui.Bitmap(s.Image, worker.ImageSide, ""),
		app.Div().Class("hand-words").Body(
			app.P().Class("hint").Text(text.F("Kept on %s. %s", s.Kept.Local().Format("2006-01-02 15:04"), purpose(s))),
			app.Div().Class("hand-labels").Role("group").Aria("label", text.T("What it is")).Body(
				app.Range(make([]struct{}, hand.Digits)).Slice(func(digit int) app.UI {
					return renderRelabel(digit, s.Label)
				}),
			),
			app.Div().Class("buttons").Body(
				app.Button().Type("button").ID("hand-read").Text(text.T("Let the network read it")).OnClick(c.onRead),
				app.Button().Type("button").ID("hand-remove").Text(text.T("Delete")).OnClick(c.onRemove),
			),
		),
	)
}

func purpose(s hand.Drawing) string {
	if s.Test {
		return text.T("It is held back: never learned from, only tested on.")
	}
	return text.T("It is there to be learned from.")
}

// renderRelabel is the button that makes the opened drawing one of a digit.
func renderRelabel(digit, label int) app.UI {
	pressed := "false"
	if digit == label {
		pressed = "true"
	}
	return app.Button().Type("button").ID("hand-label-"+strconv.Itoa(digit)).
		Aria("pressed", pressed).Aria("label", text.F("It is a %d", digit)).Text(digit).
		OnClick(func(ctx app.Context, _ app.Event) {
			state.LabelKept.Raise(ctx, digit)
			dom.FocusOn(ctx, "hand-label-"+strconv.Itoa(digit)) // in the row that it moves to
		}, digit)
}

func (c *handView) onRead(ctx app.Context, _ app.Event) {
	if i := c.hand.Set.Find(c.hand.Opened); i >= 0 {
		s := c.hand.Set[i]
		state.OpenImage.Raise(ctx, state.Subject{Name: text.F("kept as a %d", s.Label), Image: s.Image})
	}
}

func (c *handView) onRemove(ctx app.Context, _ app.Event) {
	state.DeleteKept.Raise(ctx)
	dom.FocusOn(ctx, "hand-undo")
}
