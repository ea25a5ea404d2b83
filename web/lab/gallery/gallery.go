// Package gallery conducts the gallery: it asks the trainer for the images of a dataset
// that are in sight, and has them read where they are sorted by what is read.
package gallery

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// Needs are what the lab gives the gallery.
type Needs struct {
	AskTrainer func(app.Context, worker.Message)
	Shown      func() bool // the view is
	Dataset    func() state.Dataset
	Weights    func() state.Weights // that read now
	Reading    func() bool          // a split is being read
	// Read begins to read a split, and reports false if nothing can be read now.
	Read func(ctx app.Context, split string) bool
	// Enter makes a change of place, and puts that into the history.
	Enter func(ctx app.Context, change func())
	Link  func(app.Context) // puts the place into the address
}

// Gallery is the gallery. It belongs to the UI goroutine.
type Gallery struct {
	Needs
	browsing
}

// New answers the actions of the gallery from now on.
func New(ctx app.Context, needs Needs) *Gallery {
	g := &Gallery{Needs: needs, browsing: newBrowsing()}
	state.OpenGallery.Handle(ctx, g.open)
	state.SelectImages.Handle(ctx, g.selectImages)
	state.ShowImages.Handle(ctx, g.showImages)
	state.ChooseImage.Handle(ctx, g.choose)
	state.WalkImages.Handle(ctx, g.walk)
	state.InspectImage.Handle(ctx, g.inspect)
	state.ReadGallery.Handle(ctx, g.readAll)
	state.RefreshImages.Handle(ctx, g.refreshImages)
	return g
}

func (g *Gallery) set(ctx app.Context) { state.GalleryKey.Set(ctx, g.Gallery) }

// ask asks for what is to be shown next, while it can be seen.
func (g *Gallery) ask(ctx app.Context) {
	if dataset := g.Dataset(); !g.Shown() || dataset.Size(g.Selection.Split) == 0 {
		return
	}
	if m := g.next(); m != nil {
		g.AskTrainer(ctx, m)
	}
}

func (g *Gallery) open(ctx app.Context) {
	g.set(ctx)
	g.readSplit(ctx)
	g.ask(ctx)
}

func (g *Gallery) selectImages(ctx app.Context, selection worker.Selection) {
	g.selected(selection)
	g.set(ctx)
	g.ask(ctx)
}

func (g *Gallery) showImages(ctx app.Context, sight state.Span) {
	g.sight = sight
	g.ask(ctx)
}

// Place returns the place of the image that is chosen.
func (g *Gallery) Place() int { return g.Chosen }

// GoTo chooses the image at a place.
func (g *Gallery) GoTo(ctx app.Context, place int) {
	g.Chosen = place
	g.set(ctx)
}

func (g *Gallery) choose(ctx app.Context, place int) {
	g.Enter(ctx, func() { g.GoTo(ctx, place) })
}

// walk is choose by keys, each of which would be an entry of the history.
func (g *Gallery) walk(ctx app.Context, place int) {
	g.GoTo(ctx, place)
	g.Link(ctx)
}

func (g *Gallery) inspect(ctx app.Context) {
	e, ok := g.ChosenImage()
	if !ok {
		return
	}
	state.OpenImage.Raise(ctx, state.Subject{Name: e.Name(), Image: e.Image, Label: e.Label, Labelled: true})
	state.ShowView.Raise(ctx, state.InsideView)
}

func (g *Gallery) refreshImages(ctx app.Context) {
	g.refresh()
	g.set(ctx)
	g.ask(ctx)
}

// Take takes images that were asked for. If the split has to be read first, that begins.
func (g *Gallery) Take(ctx app.Context, m *worker.Images) {
	renewed := g.asked.Renew || g.Pages.Source == ""
	if !g.answer(m) {
		return
	}
	if renewed && !m.NotEvaluated {
		g.Stale = g.newerThan(m.Source, m.Step)
	}
	g.set(ctx)
	g.readSplit(ctx)
	g.ask(ctx)
}

// newerThan reports whether the present weights are others than those.
func (g *Gallery) newerThan(source string, step int) bool {
	now := g.Weights()
	return source != now.Source || step != now.Step
}

// Fail says why there are no images.
func (g *Gallery) Fail(ctx app.Context, problem failure.Message) {
	g.fail(problem)
	g.set(ctx)
}

func (g *Gallery) readAll(ctx app.Context) {
	g.willing = true
	g.readSplit(ctx)
}

// readSplit has every image of the split read, if that is needed, wanted and
// possible.
func (g *Gallery) readSplit(ctx app.Context) {
	if g.Unread && g.willing && !g.Reading() && g.Shown() {
		g.willing = g.Read(ctx, g.Selection.Split) // or later is another time
	}
}

// ReadFailed ends the waiting for a split to be read.
func (g *Gallery) ReadFailed() { g.willing = false }

// SplitRead shows what an evaluation has read: the trainer shows the images by it from
// now on.
func (g *Gallery) SplitRead(ctx app.Context, m *worker.Evaluation) {
	g.empty()
	g.Stale = g.newerThan(m.Source, m.Step)
	g.set(ctx)
	g.ask(ctx)
}

// Renew shows the images of another dataset.
func (g *Gallery) Renew(ctx app.Context) {
	g.empty()
	g.set(ctx)
	g.ask(ctx)
}

// WeightsCame notes that what was read was read by others, or lets the first weights
// read.
func (g *Gallery) WeightsCame(ctx app.Context, m *worker.Weights) {
	switch {
	case g.Pages.Known && g.Pages.Source == "":
		g.Renew(ctx)
	case g.Pages.Known && !g.Stale && (m.Source != g.Pages.Source || m.Step != g.Pages.Step || m.Step == 0):
		// Another file may have the same name.
		g.Stale = true
		g.set(ctx)
	}
}
