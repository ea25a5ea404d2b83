package draw

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
)

// pen is what draws by the keyboard.
type pen struct {
	X, Y float64 // in the pad's unit
	Seen bool    // a key has been used since the pad got the focus
}

// penStep is how far a key moves the pen: little enough for a digit's curves,
// and at most thirty keys for any of its lines.
const penStep = state.PadSide / 28

// directions are those of the keys, right and down being positive. Those beside
// the arrows lie diagonally to them in the block of numbers.
var directions = map[string]struct{ x, y float64 }{
	"ArrowLeft": {-1, 0}, "ArrowRight": {1, 0}, "ArrowUp": {0, -1}, "ArrowDown": {0, 1},
	"Home": {-1, -1}, "PageUp": {1, -1}, "End": {-1, 1}, "PageDown": {1, 1},
}

// newPen returns one in the middle of the pad.
func newPen() pen { return pen{X: state.PadSide / 2, Y: state.PadSide / 2} }

// moved returns the pen after a key, on the pad as the pen itself is.
func (p pen) moved(key string) pen {
	onPaper := func(v float64) float64 { return min(max(v, state.PadPen/2), state.PadSide-state.PadPen/2) }
	to := directions[key]
	return pen{X: onPaper(p.X + penStep*to.x), Y: onPaper(p.Y + penStep*to.y), Seen: true}
}

// keyboard stands in pad.pointer while it draws.
const keyboard = -1

// movePen moves the pen by a key, and draws if it is down.
func (c *pad) movePen(ctx app.Context, key string) {
	if c.endExample() {
		c.raise(ctx)
	}
	c.pen = c.pen.moved(key)
	if c.byKeys() && c.sketch.extend(c.pen.X, c.pen.Y) {
		c.paintLast(app.Window().GetElementByID("pad"))
		c.raise(ctx)
	}
}

// dropPen puts the pen down, or lifts it.
func (c *pad) dropPen(ctx app.Context) {
	c.pen.Seen = true
	if c.byKeys() {
		c.endStroke(ctx)
		return
	}
	c.begin(ctx, keyboard, c.pen.X, c.pen.Y)
}

// byKeys reports whether the keyboard draws.
func (c *pad) byKeys() bool { return c.sketch.drawing && c.pointer == keyboard }

// onBlur lifts the pen and takes it out of sight.
func (c *pad) onBlur(ctx app.Context, _ app.Event) {
	if c.byKeys() {
		c.endStroke(ctx)
	}
	c.pen.Seen = false
}

// renderPen shows where the pen is, and reports whether it is down.
func (c *pad) renderPen() app.UI {
	share := func(v float64) string { return number.Plain(100*v/state.PadSide) + "%" }
	status := ""
	switch {
	case c.byKeys():
		status = text.T("The pen is down.")
	case c.pen.Seen:
		status = text.T("The pen is up.")
	}
	return app.Div().Class("pad-pen").DataSet("down", c.byKeys()).Hidden(!c.pen.Seen).
		Style("left", share(c.pen.X)).Style("top", share(c.pen.Y)).
		Body(app.Span().Class("unseen").Role("status").Text(status))
}
