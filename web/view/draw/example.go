package draw

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/view/ownset"
	"digitlab/web/worker"
)

// example is a digit that draws itself on the pad before the visitor has. It is
// beside the sketch, which holds only what the visitor has drawn.
type example struct {
	begun time.Time
	shown int // of the pen's places, those that are painted
}

// exampleTick is the time between two places of the pen in exampleStroke.
const exampleTick = 32 * time.Millisecond

// exampleStroke is a 3 in the pad's unit: where the pen is after each exampleTick,
// slower in the bends, as a hand is.
var exampleStroke = worker.Stroke{
	88, 86, 89, 82, 92, 75, 94, 69, 98, 64, 105, 59, 115, 53, 126, 49, 137, 47, 148, 48,
	160, 52, 169, 58, 176, 65, 181, 75, 182, 85, 181, 95, 176, 105, 168, 114, 160, 122, 150, 127,
	135, 131, 128, 134, 135, 136, 150, 138, 162, 140, 171, 145, 181, 153, 189, 162, 194, 171, 195, 181,
	193, 193, 189, 205, 184, 215, 176, 222, 166, 229, 154, 234, 143, 236, 131, 236, 119, 233, 107, 230,
	100, 226, 94, 221, 89, 216, 83, 210, 80, 206,
}

// stroke returns what is painted.
func (e *example) stroke() worker.Stroke { return exampleStroke[:2*e.shown] }

// subject returns that as what is to be read.
func (e *example) subject() state.Subject {
	return state.Subject{Strokes: []worker.Stroke{e.stroke()}, Example: true}
}

// showExample begins the example on an empty pad. Where the visitor wants nothing to
// move, it is there at once.
func (c *pad) showExample(ctx app.Context) {
	if !c.offered || !c.classes.AreDigits() || c.example != nil || !c.empty() || c.camera.Phase != state.CameraClosed {
		return
	}
	c.example = &example{begun: time.Now()}
	if dom.PrefersReducedMotion() {
		c.example.begun = time.Time{}
	}
	c.playExample(ctx, c.example)
}

// playExample paints the example as far as the pen has come, and goes on with the
// next place unless it is over.
func (c *pad) playExample(ctx app.Context, e *example) {
	if c.example != e {
		return
	}
	last := len(exampleStroke) / 2
	e.shown = int(min(time.Since(e.begun)/exampleTick+1, time.Duration(last)))
	if c.laid.url == "" {
		c.repaint()
		state.ReadExample.Raise(ctx, e.subject())
	}
	if e.shown < last {
		dom.DispatchAfter(ctx, exampleTick, func(ctx app.Context) { c.playExample(ctx, e) })
	}
}

// endExample clears the pad for the visitor. It reports whether there was an example.
func (c *pad) endExample() bool {
	if c.example == nil {
		return false
	}
	c.example, c.offered = nil, false
	c.repaint()
	return true
}

// renderHint says what the pad is for while there is nothing of the visitor's on it.
func (c *pad) renderHint() app.UI {
	what, or := text.T("Draw a digit or a number"), text.T("or drop or paste a picture of one")
	if !c.classes.AreDigits() {
		what, or = text.T("Draw something"), text.T("or drop or paste a picture")
	}
	if c.own.Keeps {
		what, or = ownset.Prompt(c.own.Set), text.T("or drop or paste a picture")
	}
	switch {
	case c.example != nil && c.laid.url == "":
		return app.P().Class("pad-hint", "example").Body(
			app.Strong().Text(text.T("Example")),
			app.Span().Text(text.T("Draw your own here")))
	case c.empty():
		return app.P().Class("pad-hint").Body(
			app.Strong().Text(what),
			app.Span().Class("for-mouse").Text(or),
			app.Span().Class("pad-keys").Text(text.T("Arrow keys move the pen, space puts it down and lifts it")))
	}
	return nil
}
