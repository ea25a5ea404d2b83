package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// insideView shows what happens inside the network, of the drawing on the pad
// and while it trains.
type insideView struct {
	app.Compo
	inside worker.Inside
	ctx    app.Context // to say that it is gone
	stop   func()      // ends following the theme
}

// OnMount has the predictor show what happens.
func (c *insideView) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(insideState).Value(&c.inside)
	c.ctx, c.stop = ctx, followTheme(ctx)
	ctx.NewAction(openInside)
}

// OnDismount ends that.
func (c *insideView) OnDismount() {
	if c.stop == nil {
		return
	}
	c.stop()
	c.ctx.NewAction(closeInside)
}

// Render shows the way of a picture from the pad to the answer, and then what
// could have been.
func (c *insideView) Render() app.UI {
	return app.Div().ID("inside").Class("inside").Body(
		app.P().Class("hint").Text(c.intro()),
		renderInsidePart("preparation", text.T("From paper to pixels"), &preparationView{}),
		renderInsidePart("filters", text.T("Filters"), &filtersView{}),
		renderInsidePart("maps", text.T("Feature maps"), &mapsView{}),
		renderInsidePart("mattered", text.T("What mattered"), &matteredView{}),
		renderInsidePart("logits", text.T("How the ten logits come about"), &logitsView{}),
		renderInsidePart("whatif", text.T("What if"), &whatIfView{}),
		renderInsidePart("nearest", text.T("Nearest training images"), &nearestView{}),
	)
}

func (c *insideView) intro() string {
	switch {
	case len(c.inside.Filters) == 0:
		return text.T("Waiting for the network's weights.")
	case !c.inside.Read:
		return text.T("Draw a digit: here you see, as you draw, what the network makes of it. Start a run, and watch the filters form.")
	}
	return text.F("This is what happens in the network with these weights: %s. It changes as you draw, and as training goes on.",
		sourceText(c.inside.Source, c.inside.Step))
}

// renderInsidePart shows a part of the view under its title.
func renderInsidePart(id, title string, body app.UI) app.UI {
	return app.Section().Class("inside-part", "inside-"+id).Aria("labelledby", id+"-title").Body(
		app.H3().ID(id+"-title").Text(title),
		body,
	)
}

// renderNothingRead stands where something can be seen once there is a drawing.
func renderNothingRead() app.UI {
	return app.P().Class("inside-empty").Text(text.T("Draw a digit to see this."))
}
