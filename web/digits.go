package web

import (
	"fmt"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// answer shows the digit that was read, large.
type answer struct {
	app.Compo
	reading reading
}

// OnMount watches the answers.
func (c *answer) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(readingState).Value(&c.reading)
}

// Render shows the digit. It is announced when it changes, not for each move
// of the pen: go-app touches the text only then.
func (c *answer) Render() app.UI {
	digit, label := "", text.T("This looks like")
	if c.reading.Shown {
		digit = strconv.Itoa(c.reading.Digit)
	}
	unsure := c.reading.Shown && c.reading.Unsure
	if unsure {
		label = text.T("Not sure, maybe a")
	}
	return app.Div().Class("answer").Body(
		app.P().Class("answer-label").ID("answer-label").Text(label),
		app.Output().ID("prediction").Aria("live", "polite").Aria("labelledby", "answer-label").
			DataSet("value", digit).DataSet("unsure", unsure).Text(orDash(digit)),
		app.P().Class("answer-sure").Text(c.sureness()),
	)
}

func (c *answer) sureness() string {
	r := c.reading
	switch {
	case !r.Asked:
		return text.T("nothing drawn yet")
	case r.Blank:
		return text.T("no digit found: it is blank")
	case r.Blot:
		return text.T("no digit found: only a dot or a blot")
	case !r.Shown:
		return text.T("waiting for the network")
	case r.single():
		return text.F("output %s, rounded", decimals(r.Outputs[0], 2))
	case r.Digit < len(r.Probabilities):
		return text.F("%s sure", probability(r.Probabilities[r.Digit]))
	}
	return ""
}

// digits shows the probability of each digit as a bar.
type digits struct {
	app.Compo
	reading reading
}

// OnMount watches the answers.
func (c *digits) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(readingState).Value(&c.reading)
}

// Render shows the ten bars.
func (c *digits) Render() app.UI {
	var list [10]bar
	for i := range list {
		list[i] = c.reading.bar(i)
	}
	return app.Div().Class("digits").Body(
		app.Ol().Class("bars").Aria("label", text.T("Probability of each digit")).Body(
			app.Range(list[:]).Slice(func(i int) app.UI {
				return renderBar("probability-"+strconv.Itoa(i), i, list[i], &correction{Digit: i, Own: c.reading.own()})
			}),
		),
		&keeping{},
		app.If(c.reading.single(), app.P().Class("hint").Text(text.T(
			"These weights were trained with squared error: the network has one output, "+
				"a number. It is rounded to the nearest digit, so there are no probabilities."))),
	)
}

// single tells whether the answer is one number, as a squarederror model's is.
func (r reading) single() bool { return r.Shown && len(r.Outputs) == 1 }

// bar is what is shown of one digit.
type bar struct {
	Probability float64
	Text        string
	Best        bool
}

func (r reading) bar(digit int) bar {
	b := bar{Best: r.Shown && digit == r.Digit}
	if r.Shown && digit < len(r.Probabilities) {
		b.Probability = r.Probabilities[digit]
	}
	switch {
	case !r.single():
		b.Text = probability(b.Probability)
	case b.Best:
		b.Text = decimals(r.Outputs[0], 2)
	}
	return b
}

// renderBar shows the row of a digit, with what lies over it.
func renderBar(id string, digit int, b bar, over ...app.UI) app.UI {
	classes := []string{"bar"}
	if b.Best {
		classes = append(classes, "best")
	}
	return app.Li().ID(id).Class(classes...).
		DataSet("value", number(b.Probability)).Body(append([]app.UI{
		app.Span().Class("bar-digit").Text(digit),
		app.Span().Class("bar-track").Body(
			// A transform changes without the page being laid out anew, unlike a width.
			app.Span().Class("bar-fill").Style("transform", fmt.Sprintf("scaleX(%.4f)", b.Probability)),
		),
		app.Span().Class("bar-text").Text(b.Text),
	}, over...)...)
}
