package draw

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/view/ownset"
)

// answer shows the number that was read, large.
type answer struct {
	app.Compo
	reading state.Reading
	penDown bool
	own     state.OwnSet
}

// OnMount watches the answers.
func (c *answer) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.ReadingKey.Observe(ctx, &c.reading)
	state.PenDownKey.Observe(ctx, &c.penDown)
	state.OwnSetKey.Observe(ctx, &c.own)
}

// Render shows the number. It is announced when it changes, not for each move
// of the pen: go-app touches the text only then.
func (c *answer) Render() app.UI {
	r := c.reading
	return app.Div().Class("answer").Body(
		app.P().Class("answer-label").ID("answer-label").Text(c.label()),
		app.If(r.Several() && !r.NoDigit(), &copyNumber{Text: r.Text()}),
		renderNumber(r),
		app.P().Class("answer-sure").Text(c.sureness()),
	)
}

func (c *answer) label() string {
	r := c.reading
	switch {
	case c.own.Keeps && r.Shown && r.Classes.AreDigits():
		return text.T("It knows only digits yet")
	case r.NoDigit() && !r.Classes.AreDigits():
		return text.T("Looks like none of them")
	case r.NoDigit():
		return text.T("Looks like no digit")
	case r.Several() && r.AnyUnsure():
		return text.T("Not sure:")
	case r.AnyUnsure() && !r.Classes.AreDigits():
		return text.T("Not sure, maybe")
	case r.AnyUnsure():
		return text.T("Not sure, maybe a")
	}
	return text.T("This looks like")
}

func (c *answer) sureness() string {
	r := c.reading
	switch {
	case !r.Asked:
		return text.T("nothing drawn yet")
	case r.Blank && !r.Classes.AreDigits():
		return text.T("there is nothing to read: it is blank")
	case r.Blank:
		return text.T("no digit found: it is blank")
	case r.Blot && (c.penDown || r.Of.Example):
		return "\u00a0" // every stroke begins as a dot
	case r.Blot:
		return text.T("no digit found: only a dot or a blot")
	case !r.Shown:
		return text.T("waiting for the network")
	case r.Several():
		return text.F("%d of %d: %s", r.Chosen+1, len(r.Digits), c.surenessOfChosen())
	}
	return c.surenessOfChosen()
}

func (c *answer) surenessOfChosen() string {
	r := c.reading
	switch {
	case r.None && r.Several():
		return text.T("no digit")
	case r.None && !r.Classes.AreDigits():
		return text.F("if any, %s", r.Classes.Name(r.Digit))
	case r.None:
		return text.F("no digit; if any, a %s", r.Classes.Name(r.Digit))
	case r.Single():
		return text.F("output %s, rounded", number.Decimals(r.Outputs[0], 2))
	case r.Digit < len(r.Probabilities):
		return text.F("%s sure", number.Probability(r.Probabilities[r.Digit]))
	}
	return ""
}

// digits shows the probability of each digit as a bar.
type digits struct {
	app.Compo
	reading state.Reading
	weights state.Weights
	own     state.OwnSet
}

// OnMount watches the answers, what can be answered, and what drawings are kept for.
func (c *digits) OnMount(ctx app.Context) {
	state.OwnSetKey.Observe(ctx, &c.own)
	state.FollowLanguage(ctx)
	state.ReadingKey.Observe(ctx, &c.reading)
	state.WeightsKey.Observe(ctx, &c.weights)
}

// Render shows a bar for each class. While drawings are kept for a set of the
// visitor's own, its buttons are there, and no bars of digits.
func (c *digits) Render() app.UI {
	digits := c.weights.Classes.AreDigits()
	list := make([]ui.Bar, c.weights.Classes.Count())
	for i := range list {
		list[i] = ui.Bar(c.reading.Bar(i))
	}
	return app.Div().Class("digits").Body(
		app.If(!c.own.Keeps || !digits, app.Ol().Class("bars", "dense").Class(ui.BarsClass(digits)).Aria("label", c.label()).Body(
			app.Range(list).Slice(func(i int) app.UI {
				return ui.RenderBar("probability-"+strconv.Itoa(i), c.weights.Classes.Name(i), list[i],
					app.If(digits, &correction{Digit: i, Own: c.reading.Own()}))
			}),
		)),
		app.If(digits && !c.own.Keeps, &keepLine{}),
		app.If(c.own.Keeps, &ownset.Keeper{}),
		app.If(c.reading.Single(), app.P().Class("hint").Text(text.T(
			"These weights were trained with squared error: the network has one output, "+
				"a number. It is rounded to the nearest whole number, so there are no probabilities."))),
	)
}

// label names the bars.
func (c *digits) label() string {
	if r := c.reading; r.Several() {
		return text.F("Probability of each digit, for digit %d of %d of the number", r.Chosen+1, len(r.Digits))
	}
	return state.ProbabilityTitle(c.weights.Classes)
}
