// Package plate shows pictures of numbers on canvases, in the colours of the theme.
package plate

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// Plate is a canvas with pictures. What is new is painted while it is in sight,
// or when it comes into sight.
type Plate struct {
	app.Compo
	ID       string // "" if nothing asks for it
	Label    string // what it shows, in words; "" where that is said around it
	Class    string
	Grid     Grid
	Pictures []byte
	Palette  int // Ink, ...

	palettes Palettes
	seen     bool        // it is in sight
	painted  worker.Size // 0 before it is, and when it is with the colours of another theme
	stop     func()
}

// OnMount begins to watch for the canvas to come into sight, and for the
// theme's colours.
func (c *Plate) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	PalettesKey.Observe(ctx, &c.palettes, func() {
		c.painted = worker.Size{}
		ctx.Defer(c.paint)
	})
	sight := dom.NewObserver("IntersectionObserver", func(entries []app.Value) {
		seen := dom.InSight(entries)
		ctx.Defer(func(ctx app.Context) {
			c.seen = seen
			c.paint(ctx)
		})
	})
	sight.Value.Call("observe", c.JSValue())
	ctx.Defer(c.paint)
	c.stop = sight.Close
}

// OnUpdate paints what is new, once the canvas has the size for it.
func (c *Plate) OnUpdate(ctx app.Context) { ctx.Defer(c.paint) }

// OnDismount ends the watching.
func (c *Plate) OnDismount() {
	if c.stop != nil {
		c.stop()
	}
}

// Render shows the canvas.
func (c *Plate) Render() app.UI {
	canvasSize := c.Grid.Size(c.Grid.Count(c.Pictures))
	canvas := app.Canvas().Class("plate", c.Class).Attr("width", canvasSize.Width).Attr("height", canvasSize.Height)
	if c.ID != "" {
		canvas = canvas.ID(c.ID)
	}
	if c.Label == "" {
		return canvas.Aria("hidden", "true")
	}
	return canvas.Role("img").Aria("label", c.Label)
}

func (c *Plate) paint(app.Context) {
	count := c.Grid.Count(c.Pictures)
	canvasSize := c.Grid.Size(count)
	// One that has another size now is empty.
	if !c.seen && c.painted == canvasSize || count == 0 || !c.Mounted() {
		return
	}
	c.painted = canvasSize
	data := app.Window().Get("ImageData").New(canvasSize.Width, canvasSize.Height)
	app.CopyBytesToJS(data.Get("data"), c.Grid.paint(c.Pictures, &c.palettes[c.Palette]))
	c.JSValue().Call("getContext", "2d").Call("putImageData", data, 0, 0)
}
