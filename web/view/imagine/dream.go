package imagine

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// Dream shows the picture in which the network finds a digit likeliest.
type Dream struct {
	app.Compo
	inside    worker.Inside
	classes   worker.Classes
	imagining state.Imagining
	stop      func() // ends a picture that nobody sees
}

// OnMount watches the picture, and the weights.
func (c *Dream) OnMount(ctx app.Context) {
	c.stop = func() { state.StopImagining.Raise(ctx, worker.Dream) }
	state.FollowLanguage(ctx)
	state.InsideKey(state.PartImagine).Observe(ctx, &c.inside)
	state.ImaginingKey(worker.Dream).Observe(ctx, &c.imagining)
	state.ClassesKey.Observe(ctx, &c.classes)
}

// OnDismount ends the picture.
func (c *Dream) OnDismount() {
	if c.stop != nil {
		c.stop()
	}
}

// Render shows the digits to choose from, and the picture of the chosen one.
func (c *Dream) Render() app.UI {
	i := &c.imagining
	waiting := c.inside.Source == ""
	return app.Div().Class("inside-body").Body(
		app.P().Class("hint").Text(text.T("From faint noise, each step changes all pixels a little in the direction in which the answer becomes likelier: the way of training, with the picture in place of the weights. "+
			"What comes out is seldom what a person would write, for the network has learned what tells one from another, not how each is drawn.")),
		picker{Kind: "imagine", Label: c.label(), Classes: c.classes, Chosen: chosen(i), Disabled: waiting}.Render(c.onPick),
		app.Div().ID("imagine").Class("imagine").DataSet("value", c.value()).DataSet("state", stateOf(i)).Hidden(!i.Asked).Body(
			renderPicture("imagine-picture", text.F("What the network imagines for %s", state.OneOf(c.classes, i.Digit)), i.Picture(), plate.Ink),
			app.Div().Class("imagine-side").Body(
				app.P().ID("imagine-words").Aria("live", live(i.Running)).Text(c.words()),
				renderAge(i, &c.inside),
				buttons{Kind: "imagine", Running: i.Running, Again: i.Asked && !waiting, Picture: i.Picture() != nil}.
					Render(c.onAgain, c.onStop, c.onUse),
			),
		),
	)
}

func (c *Dream) label() string {
	if c.classes.AreDigits() {
		return text.T("Imagine a")
	}
	return text.T("Imagine")
}

// value is the digit that is read in the picture, "" if there is none.
func (c *Dream) value() any {
	if c.imagining.Picture() == nil {
		return ""
	}
	return c.imagining.Now.Digit
}

func (c *Dream) words() string {
	switch i := &c.imagining; {
	case i.Unread:
		return text.T("With these weights the outputs are no numbers: nothing can be imagined.")
	case i.Picture() == nil:
		return text.T("One moment.")
	case i.Steps == 1:
		return readingText(i.Now, c.classes, i.Rounded) + " " + text.T("(after 1 step)")
	default:
		return readingText(i.Now, c.classes, i.Rounded) + " " + text.F("(after %d steps)", i.Steps)
	}
}

func (c *Dream) onPick(ctx app.Context, _ app.Event) { c.begin(ctx, picked(ctx)) }

func (c *Dream) onAgain(ctx app.Context, _ app.Event) { c.begin(ctx, c.imagining.Digit) }

func (c *Dream) begin(ctx app.Context, digit int) {
	state.Imagine.Raise(ctx, state.ImagineRequest{Kind: worker.Dream, Digit: digit})
}

func (c *Dream) onStop(ctx app.Context, _ app.Event) {
	state.StopImagining.Raise(ctx, worker.Dream)
	dom.RescueFocus(ctx, "imagine-restart")
}

func (c *Dream) onUse(ctx app.Context, _ app.Event) {
	state.OpenImage.Raise(ctx, state.Subject{Name: text.F("imagined for %s", state.OneOf(c.classes, c.imagining.Digit)), Image: c.imagining.Picture()})
}
