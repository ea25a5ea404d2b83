package guide

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
)

// step is one of the tour: what it is about gets a frame.
type step struct {
	Place string // as guide.css knows it
	Words string
}

func steps() []step {
	return []step{
		{"pad", text.T("Here you draw, with mouse, finger or pen. A picture or the camera will do as well, and so will a number of several digits.")},
		{"answer", text.T("This is what the network reads: its answer, how likely each digit is to it, and the 28 by 28 pixels that are all it sees.")},
		{"views", text.T("Here you train a network of your own and watch its loss fall. The other tabs look inside it, count its mistakes, show the images, and hold lessons.")},
		{"weights", text.T("These weights give the answers: pretrained ones at first, later your own. Save them, or use them in another program.")},
	}
}

// Tour shows the parts of the page one after another, in a place of its own that
// covers nothing. It is offered until it has been seen or refused.
type Tour struct {
	app.Compo
	known   bool // it is not offered
	open    bool
	at      int
	stopKey func()
	ctx     app.Context // the component's: what waits on a button's goes with the button
}

// OnInit offers nothing before the browser has told whether it is known.
func (c *Tour) OnInit() { c.known = true }

// OnMount looks whether the tour is known, and listens to Esc.
func (c *Tour) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	c.ctx = ctx
	c.known = dom.Recall(state.TourKey) != ""
	state.OpenTour.Handle(ctx, func(ctx app.Context) {
		c.begin()
		dom.ScrollTo(ctx, "next")
	})
	c.stopKey = dom.Listen(app.Window(), "keydown", nil, func(e app.Value) {
		if e.Get("key").String() == "Escape" {
			ctx.Dispatch(c.onEscape)
		}
	})
}

// OnDismount ends the listening.
func (c *Tour) OnDismount() {
	if c.stopKey != nil {
		c.stopKey()
	}
}

// Render shows the offer, or the present step.
func (c *Tour) Render() app.UI {
	if !c.open {
		return app.Div().Class("tour-offer").Hidden(c.known).Body(
			app.Button().Type("button").ID("tour-open").Class("link").Text(text.T("Show me around")).OnClick(c.onOpen),
			app.Button().Type("button").ID("tour-refuse").Class("link").Text(text.T("No tour")).OnClick(c.onClose),
		)
	}
	all := steps()
	next := text.T("Next")
	if c.at == len(all)-1 {
		next = text.T("Done")
	}
	return app.Div().ID("tour").Class("tour").Role("group").Aria("label", text.T("Tour")).DataSet("value", c.at+1).Body(
		app.P().Role("status").Text(text.F("%d of %d", c.at+1, len(all))+": "+all[c.at].Words),
		app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("tour-back").Text(text.T("Back")).Disabled(c.at == 0).OnClick(c.onBack),
			app.Button().Type("button").ID("tour-next").Text(next).OnClick(c.onNext),
			app.Button().Type("button").ID("tour-close").Text(text.T("Close")).OnClick(c.onClose),
		),
	)
}

func (c *Tour) begin() {
	c.show(0)
	dom.FocusOn(c.ctx, "tour-next")
}

// show shows a step, and closes the tour behind the last.
func (c *Tour) show(at int) {
	if at >= len(steps()) {
		c.close()
		return
	}
	c.open, c.at = true, at
	dom.SetMark("tour", steps()[at].Place)
}

// close ends the tour for good; the footer opens it again.
func (c *Tour) close() {
	c.open, c.known = false, true
	state.KeepPreference.Raise(c.ctx, state.Preference{Key: state.TourKey, Value: strconv.FormatBool(true)})
	dom.SetMark("tour", "")
	dom.RescueFocus(c.ctx, "next-do", "tour-again")
}

func (c *Tour) onEscape(app.Context) {
	if c.open {
		c.close()
	}
}

func (c *Tour) onBack(app.Context, app.Event) {
	c.show(c.at - 1)
	if c.at == 0 { // the button stops answering
		dom.FocusOn(c.ctx, "tour-next")
	}
}

func (c *Tour) onOpen(app.Context, app.Event)  { c.begin() }
func (c *Tour) onNext(app.Context, app.Event)  { c.show(c.at + 1) }
func (c *Tour) onClose(app.Context, app.Event) { c.close() }

// Again opens the tour from the footer.
type Again struct{ app.Compo }

// OnMount follows the language.
func (c *Again) OnMount(ctx app.Context) { state.FollowLanguage(ctx) }

// Render shows the button.
func (c *Again) Render() app.UI {
	return app.Button().Type("button").ID("tour-again").Class("link").Text(text.T("Tour of the page")).
		OnClick(func(ctx app.Context, _ app.Event) { state.OpenTour.Raise(ctx) })
}
