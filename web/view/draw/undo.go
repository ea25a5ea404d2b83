package draw

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
)

// sheet is what was on the pad when it was cleared.
type sheet struct {
	sketch sketch
	laid   laid
}

func (s sheet) empty() bool { return len(s.sketch.strokes) == 0 && s.laid.url == "" }

// onClear clears the pad.
func (c *pad) onClear(ctx app.Context, _ app.Event) { c.clearAll(ctx) }

func (c *pad) clearAll(ctx app.Context) {
	c.endExample()
	c.clear(ctx)
	c.repaint()
	c.raise(ctx)
}

// clear takes everything off the pad, for onUndo to bring it back.
func (c *pad) clear(ctx app.Context) {
	c.endStroke(ctx)
	dom.RevokeLater(c.below.url)
	c.below = laid{}
	if now := (sheet{c.sketch, c.laid}); !now.empty() {
		dom.RevokeLater(c.cleared.laid.url)
		c.cleared = now
	}
	c.sketch, c.laid = sketch{}, laid{}
}

// onUndo takes back the picture or the last stroke, and where there is neither,
// the clearing of the pad.
func (c *pad) onUndo(ctx app.Context, _ app.Event) {
	c.endExample()
	c.endStroke(ctx)
	switch {
	case c.laid.url != "":
		c.lift()
	case len(c.sketch.strokes) > 0:
		c.sketch.undo()
	default:
		c.sketch, c.laid = c.cleared.sketch, c.cleared.laid
		c.cleared = sheet{}
	}
	c.repaint()
	c.raise(ctx)
}
