package web

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// plate is a canvas with pictures. What is new is painted while it is in sight,
// or when it comes into sight.
type plate struct {
	app.Compo
	ID       string // "" if nothing asks for it
	Label    string // what it shows, in words; "" where that is said around it
	Class    string
	Grid     pictureGrid
	Pictures []byte
	Palette  int // inkPalette, ...

	palettes palettes
	seen     bool // it is in sight
	bare     bool // it has nothing on it yet, or the colours of another theme
	stop     func()
}

// OnMount begins to watch for the canvas to come into sight, and for the
// theme's colours.
func (c *plate) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(palettesState).OnChange(func() {
		c.bare = true
		ctx.Defer(c.paint)
	}).Value(&c.palettes)
	changed := app.FuncOf(func(_ app.Value, args []app.Value) any {
		entries := args[0]
		seen := entries.Index(entries.Length() - 1).Get("isIntersecting").Bool()
		ctx.Defer(func(ctx app.Context) {
			c.seen = seen
			c.paint(ctx)
		})
		return nil
	})
	observer := app.Window().Get("IntersectionObserver").New(changed)
	observer.Call("observe", c.JSValue())
	c.stop = func() {
		observer.Call("disconnect")
		changed.Release()
	}
}

// OnUpdate paints what is new, once the canvas has the size for it.
func (c *plate) OnUpdate(ctx app.Context) { ctx.Defer(c.paint) }

// OnDismount ends the watching.
func (c *plate) OnDismount() {
	if c.stop != nil {
		c.stop()
	}
}

// Render shows the canvas.
func (c *plate) Render() app.UI {
	width, height := c.Grid.size(c.Grid.count(c.Pictures))
	canvas := app.Canvas().Class("plate", c.Class).Attr("width", width).Attr("height", height)
	if c.ID != "" {
		canvas = canvas.ID(c.ID)
	}
	if c.Label == "" {
		return canvas.Aria("hidden", "true")
	}
	return canvas.Role("img").Aria("label", c.Label)
}

func (c *plate) paint(app.Context) {
	count := c.Grid.count(c.Pictures)
	if !c.seen && !c.bare || count == 0 || !c.Mounted() {
		return
	}
	c.bare = false
	width, height := c.Grid.size(count)
	data := app.Window().Get("ImageData").New(width, height)
	app.CopyBytesToJS(data.Get("data"), c.Grid.paint(c.Pictures, &c.palettes[c.Palette]))
	c.JSValue().Call("getContext", "2d").Call("putImageData", data, 0, 0)
}
