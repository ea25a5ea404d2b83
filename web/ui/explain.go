package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// Explain is a button with a question mark, beside what it explains. The explanation
// is seen while a mouse is over the button or the focus is on it, and after a tap;
// Esc, another press or leaving closes it. Whoever hears the page gets it with the
// button.
type Explain struct {
	app.Compo
	ID    string // of the button; that of the explanation ends in -text
	About string // what is explained
	Text  string
	open  bool
	was   bool    // it was open when the button was pressed
	shift float64 // px to the right, for all of it to be in the window
	above bool    // there is no room below the button
}

// Render shows the button and, if it is open, the explanation.
func (c *Explain) Render() app.UI {
	return app.Span().Class("explain", "dense").
		On("mouseenter", c.onShow).On("mouseleave", c.onHide).OnKeyDown(c.onKeyDown).
		Body(
			app.Button().Type("button").ID(c.ID).Class("explain-sign").
				Aria("label", text.F("Explain: %s", c.About)).Aria("describedby", c.ID+"-text").
				Aria("expanded", strconv.FormatBool(c.open)).Text("?").
				On("pointerdown", c.onPress).OnFocus(c.onShow).OnBlur(c.onHide).OnClick(c.onClick),
			app.Span().ID(c.ID+"-text").Class("explain-text").Role("tooltip").Hidden(!c.open).DataSet("above", c.above).
				Style("translate", strconv.FormatFloat(c.shift, 'f', 0, 64)+"px").Text(c.Text),
		)
}

func (c *Explain) onShow(ctx app.Context, _ app.Event) { c.show() }

func (c *Explain) onHide(app.Context, app.Event) { c.open = false }

// onPress notes what a press begins with: the focus, which comes with it, opens.
func (c *Explain) onPress(app.Context, app.Event) { c.was = c.open }

func (c *Explain) onClick(app.Context, app.Event) {
	if c.was {
		c.open = false
	} else {
		c.show()
	}
	c.was = c.open // for the next press, if it is a key
}

func (c *Explain) onKeyDown(_ app.Context, e app.Event) {
	if e.Get("key").String() == "Escape" && c.open {
		c.open = false
		e.Call("stopPropagation") // it means nothing else
	}
}

// explainWidth is that of an explanation, in px, as in the style sheet.
const explainWidth = 280

// show opens the explanation, within the window: below the button, or above it at
// the foot of the window.
func (c *Explain) show() {
	c.open = true
	const edge, height = 12, 180 // px; that of a long one
	box := c.JSValue().Call("getBoundingClientRect")
	window := app.Window().Get("document").Get("documentElement")
	left := box.Get("left").Float()
	c.shift = max(edge-left, min(0, window.Get("clientWidth").Float()-edge-explainWidth-left))
	c.above = box.Get("bottom").Float()+height > window.Get("clientHeight").Float()
}
