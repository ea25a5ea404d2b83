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
	ctx   app.Context // to say that it is gone
	stop  func()      // ends following the theme
	sight observer    // of its parts
}

// OnMount has the predictor show what happens.
func (c *insideView) OnMount(ctx app.Context) {
	followLanguage(ctx)
	c.ctx, c.stop = ctx, followTheme(ctx)
	c.sight = newObserver("IntersectionObserver", func(told []app.Value) {
		entries := told[0]
		for i := range entries.Length() {
			e := entries.Index(i)
			ctx.NewActionWithValue(seePart, partSight{
				Part: e.Get("target").Get("dataset").Get("part").String(),
				Seen: e.Get("isIntersecting").Bool(),
			})
		}
	})
	parts := c.JSValue().Get("children")
	for i := range parts.Length() {
		c.sight.value.Call("observe", parts.Index(i))
	}
	ctx.NewAction(openInside)
}

// OnDismount ends that.
func (c *insideView) OnDismount() {
	if c.stop == nil {
		return
	}
	c.stop()
	c.sight.close()
	c.ctx.NewAction(closeInside)
}

// Render shows the way of a picture from the pad to the answer, and then what
// could have been.
func (c *insideView) Render() app.UI {
	return app.Div().ID("inside").Class("inside").Body(
		&insideIntro{},
		renderInsidePart(partPreparation, text.T("From paper to pixels"), &preparationView{}),
		renderInsidePart(partFilters, text.T("Filters"), &filtersView{}),
		renderInsidePart(partMaps, text.T("Feature maps"), &mapsView{}),
		renderInsidePart(partMattered, text.T("What mattered"), &matteredView{}),
		renderInsidePart(partLogits, text.T("How the ten logits come about"), &logitsView{}),
		renderInsidePart(partWhatIf, text.T("What if"), &whatIfView{}),
		renderInsidePart(partNearest, text.T("Nearest training images"), &nearestView{}),
	)
}

// renderInsidePart shows a part of the view under its title.
func renderInsidePart(part, title string, body app.UI) app.UI {
	return app.Section().Class("inside-part", "inside-"+part).DataSet("part", part).Aria("labelledby", part+"-title").Body(
		app.H3().ID(part+"-title").Text(title),
		body,
	)
}

// insideIntro says what the view is about: whose weights, which image of a
// dataset, and what to do next.
type insideIntro struct {
	app.Compo
	inside  worker.Inside
	reading reading
}

// OnMount watches the weights, and what is on the pad.
func (c *insideIntro) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(insideState(partIntro)).Value(&c.inside)
	ctx.ObserveState(readingState).Value(&c.reading)
}

// Render shows a paragraph, and one more about an image of a dataset.
func (c *insideIntro) Render() app.UI {
	return app.Div().DataSet("part", partIntro).Body(
		app.P().Class("hint").Text(c.words()),
		renderSubject(c.reading),
	)
}

// renderSubject names the image of a dataset that is read, nothing for what is
// drawn or opened.
func renderSubject(r reading) app.UI {
	switch of := r.Of; {
	case !r.Shown || of.Sample == nil:
		return nil
	case of.Labelled:
		return app.P().ID("inside-subject").DataSet("value", of.Label).
			Text(text.F("On the pad: %s, with the label %d.", of.Name, of.Label))
	default:
		return app.P().ID("inside-subject").Text(text.F("On the pad: %s.", of.Name))
	}
}

func (c *insideIntro) words() string {
	switch {
	case len(c.inside.Filters) == 0:
		return text.T("Waiting for the network's weights.")
	case !c.inside.Read:
		return text.T("Draw a digit: here you see, as you draw, what the network makes of it. Start a run, and watch the filters form.")
	}
	return text.F("This is what happens in the network with these weights: %s. It changes as you draw, and as training goes on.",
		sourceText(c.inside.Source, c.inside.Step))
}

// renderNothingRead stands where something can be seen once there is a drawing.
func renderNothingRead() app.UI {
	return app.P().Class("inside-empty").Text(text.T("Draw a digit to see this."))
}
