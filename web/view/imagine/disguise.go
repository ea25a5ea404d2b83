package imagine

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// Disguise shows the least change that makes what is on the pad something else to the
// network.
type Disguise struct {
	app.Compo
	inside    worker.Inside
	classes   worker.Classes
	imagining state.Imagining
	stop      func() // ends a picture that nobody sees
}

// OnMount watches the picture, and what is read.
func (c *Disguise) OnMount(ctx app.Context) {
	c.stop = func() { state.StopImagining.Raise(ctx, worker.Disguise) }
	state.FollowLanguage(ctx)
	state.InsideKey(state.PartDisguise).Observe(ctx, &c.inside)
	state.ImaginingKey(worker.Disguise).Observe(ctx, &c.imagining)
	state.ClassesKey.Observe(ctx, &c.classes)
}

// OnDismount ends the picture.
func (c *Disguise) OnDismount() {
	if c.stop != nil {
		c.stop()
	}
}

// Render shows the digits to choose from, and the original, the change and the result.
func (c *Disguise) Render() app.UI {
	i := &c.imagining
	return app.Div().Class("inside-body").Body(
		app.P().Class("hint").Text(text.T("Small steps change the picture until the network is sure of the answer that you choose, and keep the change as small as they can: to people it mostly stays what it was. "+
			"The network adds up hundreds of pixels, and many small changes that all push the same way add up too.")),
		picker{Kind: "disguise", Label: c.label(), Classes: c.classes, Chosen: chosen(i), Disabled: !c.inside.Read}.Render(c.onPick),
		app.Div().ID("disguise").DataSet("value", c.value()).DataSet("state", stateOf(i)).Class("inside-body").Hidden(!i.Asked).Body(
			app.Div().Class("imagine-three").Body(
				renderPicture("disguise-original", text.T("The original"), i.Original(), plate.Ink, text.T("The original"), c.reading(i.Before)),
				renderPicture("disguise-change", text.T("The change"), i.Change(), plate.Numbers, text.T("The change"), c.changeText()),
				renderPicture("disguise-picture", text.T("The result"), i.Picture(), plate.Ink, text.T("The result"), c.reading(i.Now)),
			),
			app.P().ID("disguise-words").DataSet("value", number.Plain(i.Distance)).Aria("live", live(i.Running)).Text(c.words()),
			renderAge(i, &c.inside),
			buttons{Kind: "disguise", Running: i.Running, Again: i.Asked && c.inside.Read, Picture: i.Picture() != nil}.
				Render(c.onAgain, c.onStop, c.onUse),
		),
	)
}

func (c *Disguise) label() string {
	switch digits := c.classes.AreDigits(); {
	case !c.inside.Read && digits:
		return text.T("Draw a digit, then choose another.")
	case !c.inside.Read:
		return text.T("Draw something, or open a picture, then choose what it is to become.")
	case digits:
		return text.F("Make this %d a", c.inside.Digit)
	}
	return text.F("Read as %s. Make it", c.classes.Name(c.inside.Digit))
}

// value is the digit that is read in the result, "" if there is none.
func (c *Disguise) value() any {
	if c.imagining.Picture() == nil {
		return ""
	}
	return c.imagining.Now.Digit
}

func (c *Disguise) reading(r worker.PictureReading) string {
	if c.imagining.Picture() == nil {
		return ""
	}
	return readingText(r, c.classes, c.imagining.Rounded)
}

// changeText says how much larger than it is the change is shown.
func (c *Disguise) changeText() string {
	largest := float64(c.imagining.Largest)
	if largest == 0 {
		return text.T("None so far")
	}
	return text.F("%s times as strong as it is. Blue: more ink, orange: less", number.Decimals(1/largest, 1))
}

func (c *Disguise) words() string {
	i := &c.imagining
	switch {
	case i.Unread:
		return text.T("With these weights the outputs are no numbers: nothing can be imagined.")
	case i.Picture() == nil:
		return text.T("One moment.")
	case i.Over && i.Steps == 0:
		return text.F("It is read as %s already.", state.OneOf(c.classes, i.Digit))
	}
	words := text.F("Distance %s: the root of the sum of all squared changes, where from paper to ink is 1. A blank picture and one full of ink are 28 apart.", number.Decimals(i.Distance, 2))
	if i.Over && (i.Now.Digit != i.Digit || i.Now.Unsure) {
		words += " " + text.F("No change that small makes the network sure of %s.", state.OneOf(c.classes, i.Digit))
	}
	return words
}

func (c *Disguise) onPick(ctx app.Context, _ app.Event) { c.begin(ctx, picked(ctx)) }

func (c *Disguise) onAgain(ctx app.Context, _ app.Event) { c.begin(ctx, c.imagining.Digit) }

func (c *Disguise) begin(ctx app.Context, digit int) {
	state.Imagine.Raise(ctx, state.ImagineRequest{Kind: worker.Disguise, Digit: digit, Image: c.inside.Image()})
}

func (c *Disguise) onStop(ctx app.Context, _ app.Event) {
	state.StopImagining.Raise(ctx, worker.Disguise)
	dom.RescueFocus(ctx, "disguise-restart")
}

func (c *Disguise) onUse(ctx app.Context, _ app.Event) {
	state.OpenImage.Raise(ctx, state.Subject{Name: text.F("disguised as %s", state.OneOf(c.classes, c.imagining.Digit)), Image: c.imagining.Picture()})
}
