package web

import (
	"fmt"
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// chart shows the losses of the run as they come.
type chart struct {
	app.Compo
	history       history
	width, height float64
	pointer       float64 // x of the pointer in px, negative when it is elsewhere
	unobserve     func()
}

// OnInit lays the chart out for a page that has not been measured yet.
func (c *chart) OnInit() {
	c.width, c.height, c.pointer = 640, 280, -1
	c.history = newHistory("")
}

// OnMount watches the history, which changes at most ten times a second.
func (c *chart) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(historyState).Value(&c.history)
	area := c.JSValue().Call("querySelector", ".chart-area")
	c.unobserve = observeSize(ctx, area, func(width, height float64) {
		c.width, c.height = math.Max(width, 160), math.Max(height, 120)
	})
}

// OnDismount ends the watching of the chart's size.
func (c *chart) OnDismount() {
	if c.unobserve != nil {
		c.unobserve()
	}
}

// observeSize calls resized with the size of an element in px, now and
// whenever it changes, until the returned function is called.
func observeSize(ctx app.Context, element app.Value, resized func(width, height float64)) (stop func()) {
	callback := app.FuncOf(func(app.Value, []app.Value) any {
		width, height := element.Get("clientWidth").Float(), element.Get("clientHeight").Float()
		ctx.Dispatch(func(app.Context) { resized(width, height) })
		return nil
	})
	observer := app.Window().Get("ResizeObserver").New(callback)
	observer.Call("observe", element)
	return func() {
		observer.Call("disconnect")
		callback.Release()
	}
}

// Render shows the legend, the chart and what it says under the pointer.
func (c *chart) Render() app.UI {
	p := newPlot(c.history, c.width, c.height)
	return app.Div().Class("chart").Body(
		renderLegend(),
		app.Div().Class("chart-area").
			On("pointermove", c.onPointer).On("pointerdown", c.onPointer).
			On("pointerleave", c.onLeave).On("pointercancel", c.onLeave).
			Body(
				c.renderSVG(p),
				c.renderReading(p),
			),
	)
}

func (c *chart) onPointer(ctx app.Context, e app.Event) {
	left := ctx.JSSrc().Call("getBoundingClientRect").Get("left").Float()
	c.pointer = math.Max(e.Get("clientX").Float()-left, 0)
}

func (c *chart) onLeave(app.Context, app.Event) { c.pointer = -1 }

func renderLegend() app.UI {
	return app.Ul().Class("legend").Aria("hidden", "true").Body(
		app.Li().Class("key-raw").Text("loss of each step"),
		app.Li().Class("key-smooth").Text("smoothed over about 10 steps"),
		app.Li().Class("key-valid").Text("validation loss"),
		app.Li().Class("key-accuracy").Text("validation accuracy (right axis)"),
	)
}

// renderReading shows the numbers under the pointer.
func (c *chart) renderReading(p plot) app.UI {
	if c.pointer < 0 {
		return nil
	}
	r, ok := p.read(c.history, c.pointer)
	if !ok {
		return nil
	}
	box := app.Dl().Class("reading").Body(
		app.Dt().Text("Step"), app.Dd().Text(grouped(r.Step)),
		app.Dt().Text("Loss"), app.Dd().Text(decimals(r.Raw, 4)),
		app.Dt().Text("Smoothed"), app.Dd().Text(decimals(r.Smooth, 4)),
		app.If(r.Valid != nil, renderValidation(r.Valid)...),
	)
	// On the side with more room.
	if r.X < c.width/2 {
		return box.Style("left", fmt.Sprintf("%.0fpx", r.X+12))
	}
	return box.Style("right", fmt.Sprintf("%.0fpx", c.width-r.X+12))
}

func renderValidation(v *validation) []app.UI {
	if v == nil {
		return nil
	}
	return []app.UI{
		app.Dt().Text("Validation"), app.Dd().Text(decimals(v.Loss, 4)),
		app.Dt().Text("Accuracy"), app.Dd().Text(percent(v.Accuracy, 2)),
	}
}
