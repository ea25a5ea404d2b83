// Package inside is the view of what happens inside the network, for the drawing on
// the pad and while it trains.
package inside

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/view/digitmap"
	"digitlab/web/view/imagine"
	"digitlab/web/view/network"
	"digitlab/web/view/plate"
	"digitlab/web/view/space"
	"digitlab/web/view/sum"
	"digitlab/web/worker"
)

// insideView shows what happens inside the network, of the drawing on the pad
// and while it trains.
type insideView struct {
	app.Compo
	classes worker.Classes
	ctx     app.Context  // to say that it is gone
	stop    func()       // ends following the theme
	sight   dom.Observer // of its parts
}

// OnMount has the predictor show what happens.
func (c *insideView) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.ClassesKey.Observe(ctx, &c.classes)
	c.ctx, c.stop = ctx, plate.FollowTheme(ctx)
	c.sight = dom.NewObserver("IntersectionObserver", func(told []app.Value) {
		entries := told[0]
		for i := range entries.Length() {
			e := entries.Index(i)
			state.SeePart.Raise(ctx, state.PartSight{
				Part: e.Get("target").Get("dataset").Get("part").String(),
				Seen: e.Get("isIntersecting").Bool(),
			})
		}
	})
	parts := c.JSValue().Get("children")
	for i := range parts.Length() {
		c.sight.Value.Call("observe", parts.Index(i))
	}
	state.OpenInside.Raise(ctx)
}

// OnDismount ends that.
func (c *insideView) OnDismount() {
	if c.stop == nil {
		return
	}
	c.stop()
	c.sight.Close()
	state.CloseInside.Raise(c.ctx)
}

// Render shows the way of a picture from the pad to the answer, and then what
// could have been.
func (c *insideView) Render() app.UI {
	theMap, another := text.T("The map of digits"), text.T("Make a 3 an 8")
	if !c.classes.AreDigits() {
		theMap, another = text.T("The map of images"), text.T("Make it something else")
	}
	return app.Div().ID("inside").Class("inside").Body(
		&insideIntro{},
		&part{ID: state.PartPreparation, Title: text.T("From paper to pixels"), Body: &preparationView{},
			Point: text.T("The network never sees the pad: it gets 28 × 28 numbers.")},
		&part{ID: state.PartNetwork, Title: text.T("The network"), Body: &network.View{},
			Point: text.T("From the picture to the answer, each map is made of those before it. Lines show what adds most to what you point at: blue for it, orange against it.")},
		&part{ID: state.PartSpace, Title: text.T("The network in space"), Body: &space.View{}, Folded: true,
			Point: text.T("Each number is a cube, the larger and stronger in colour the larger it is. Turn it, and press a cube to see what it is made of.")},
		&part{ID: state.PartSum, Title: text.T("The sum"), Body: &sum.View{},
			Point: text.T("Every number in the network is a sum of products. Here is one of them, written out.")},
		&part{ID: state.PartOcclusion, Title: text.T("What mattered"), Body: &occlusionView{},
			Point: text.T("Cover a part of the drawing, and see whether the answer changes.")},
		&part{ID: state.PartLogits, Title: text.T("How the logits come about"), Body: &logitsView{},
			Point: text.T("The last layer adds up evidence for and against each answer.")},
		&part{ID: state.PartWhatIf, Title: text.T("What if"), Body: &whatIfView{},
			Point: text.T("Turn, move or thicken the drawing: when does the network change its mind?")},
		&part{ID: state.PartNearest, Title: text.T("Nearest training images"), Body: &nearestView{},
			Point: text.T("Images it has learned from that look most like yours.")},
		&part{ID: state.PartMap, Title: theMap, Body: &digitmap.View{}, Folded: true,
			Point: text.T("What the network takes for similar lies close together: clouds that part as it learns.")},
		&part{ID: state.PartImagine, Title: text.T("What it imagines"), Body: &imagine.Dream{}, Folded: true,
			Point: text.T("Choose an answer, and see the picture that looks most like it to the network.")},
		&part{ID: state.PartDisguise, Title: another, Body: &imagine.Disguise{}, Folded: true,
			Point: text.T("Change the drawing as little as possible, until the answer is another one.")},
		&part{ID: state.PartFilters, Title: text.T("Filters"), Body: &filtersView{}, Folded: true,
			Point: text.T("All weights of the network, as pictures.")},
		&part{ID: state.PartMaps, Title: text.T("Feature maps"), Body: &mapsView{}, Folded: true,
			Point: text.T("Everything the layers give for this drawing.")},
	)
}

// insideIntro says what the view is about: whose weights, which image of a
// dataset, and what to do next.
type insideIntro struct {
	app.Compo
	inside  worker.Inside
	reading state.Reading
	classes worker.Classes
}

// OnMount watches the weights, and what is on the pad.
func (c *insideIntro) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.InsideKey(state.PartIntro).Observe(ctx, &c.inside)
	state.ReadingKey.Observe(ctx, &c.reading)
	state.ClassesKey.Observe(ctx, &c.classes)
}

// Render shows a paragraph, and one more about an image of a dataset.
func (c *insideIntro) Render() app.UI {
	return app.Div().DataSet("part", state.PartIntro).Body(
		app.P().Class("hint").Text(c.words()),
		renderSubject(c.reading),
	)
}

// renderSubject names the image of a dataset that is read, or which digit of a
// number; nothing for one that is drawn or opened.
func renderSubject(r state.Reading) app.UI {
	switch of := r.Of; {
	case r.Several():
		return app.P().Text(text.F("This is about digit %d of %d. Choose another one by its box on the pad.", r.Chosen+1, len(r.Digits)))
	case !r.Shown || of.Image == nil:
		return nil
	case of.Labelled:
		return app.P().ID("inside-subject").DataSet("value", of.Label).
			Text(text.F("On the pad: %s, with the label %s.", of.Name, r.Classes.Name(of.Label)))
	default:
		return app.P().ID("inside-subject").Text(text.F("On the pad: %s.", of.Name))
	}
}

func (c *insideIntro) words() string {
	switch {
	case len(c.inside.Filters) == 0:
		return text.T("Waiting for the network's weights.")
	case !c.inside.Read && !c.classes.AreDigits():
		return text.T("Draw something, or open a picture: here you see what the network makes of it. Start a run, and watch the filters form.")
	case !c.inside.Read:
		return text.T("Draw a digit: here you see, as you draw, what the network makes of it. Start a run, and watch the filters form.")
	}
	return text.F("This is what happens in the network with these weights: %s. It changes as you draw, and as training goes on.",
		state.SourceText(c.inside.Source, c.inside.Step))
}

// renderNothingRead stands where something can be seen once there is a drawing.
func renderNothingRead(of worker.Classes) app.UI {
	return app.P().Class("inside-empty").Text(state.DrawFirst(of))
}

// View returns the body of the view.
func View() []app.UI { return []app.UI{&insideView{}} }
