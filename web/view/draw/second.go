package draw

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
)

// secondAnswer shows what the weights of another run read in the same drawing.
type secondAnswer struct {
	app.Compo
	compared state.Comparison
	reading  state.Reading
}

// OnMount watches the answers.
func (c *secondAnswer) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.ComparisonKey.Observe(ctx, &c.compared)
	state.ReadingKey.Observe(ctx, &c.reading)
}

// Render shows the number that was read, how sure it is, and whose it is.
func (c *secondAnswer) Render() app.UI {
	if c.compared.Name == "" {
		return app.Div().Class("second").Hidden(true)
	}
	digits, sure := c.answer()
	return app.Div().ID("second").Class("second").DataSet("value", digits).Body(
		app.P().Class("second-label").Text(text.F("%s reads", c.compared.Name)),
		app.P().Class("second-answer").Body(
			app.Output().Text(digits), app.Span().Class("hint").Text(sure),
		),
		app.Button().Type("button").ID("second-close").Class("quiet").Text("×").
			Aria("label", text.T("Do not read with it any more")).OnClick(c.onClose),
	)
}

// answer returns the digits that were read, and how sure the one is.
func (c *secondAnswer) answer() (digits, sure string) {
	second := c.reading.Second
	if second == nil || !c.reading.Shown {
		return "", ""
	}
	for _, d := range second.Digits {
		digits += c.reading.Classes.Name(d.Digit)
	}
	if len(second.Digits) == 1 && !second.Rounded {
		d := second.Digits[0]
		if d.None {
			return digits, text.F("no digit; if any, a %s", c.reading.Classes.Name(d.Digit))
		}
		sure = text.F("%s sure", number.Probability(d.Probability))
	}
	return digits, sure
}

func (c *secondAnswer) onClose(ctx app.Context, _ app.Event) {
	state.CompareRunWeights.Raise(ctx, c.compared.Of)
}
