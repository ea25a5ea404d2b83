package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/state"
	"digitlab/web/worker"
)

func (l *Lab) handleGallery(ctx app.Context) {
	l.gallery = newBrowsing()
	state.OpenGallery.Handle(ctx, l.openGallery)
	state.SelectImages.Handle(ctx, l.selectImages)
	state.ShowImages.Handle(ctx, l.showImages)
	state.ChooseImage.Handle(ctx, l.chooseImage)
	state.WalkImages.Handle(ctx, l.walkImages)
	state.InspectImage.Handle(ctx, l.inspectImage)
	state.ReadGallery.Handle(ctx, l.readGallery)
	state.RefreshImages.Handle(ctx, l.refreshImages)
}

func (l *Lab) setGallery(ctx app.Context) { state.GalleryKey.Set(ctx, l.gallery.Gallery) }

// browse asks for what is to be shown next, while it can be seen.
func (l *Lab) browse(ctx app.Context) {
	if l.view != state.GalleryView || l.dataset.Size(l.gallery.Selection.Split) == 0 {
		return
	}
	if m := l.gallery.next(); m != nil {
		l.send(ctx, l.trainer, m)
	}
}

func (l *Lab) openGallery(ctx app.Context) {
	l.setGallery(ctx)
	l.readSplit(ctx)
	l.browse(ctx)
}

func (l *Lab) selectImages(ctx app.Context, selection worker.Selection) {
	l.gallery.selected(selection)
	l.setGallery(ctx)
	l.browse(ctx)
}

func (l *Lab) showImages(ctx app.Context, sight state.Span) {
	l.gallery.sight = sight
	l.browse(ctx)
}

func (l *Lab) chooseImage(ctx app.Context, place int) {
	before := l.place()
	l.gallery.Chosen = place
	l.setGallery(ctx)
	l.enter(ctx, before)
}

// walkImages is chooseImage by keys, each of which would be an entry of the history.
func (l *Lab) walkImages(ctx app.Context, place int) {
	l.gallery.Chosen = place
	l.setGallery(ctx)
	l.updateLink(ctx)
}

func (l *Lab) inspectImage(ctx app.Context) {
	e, ok := l.gallery.ChosenImage()
	if !ok {
		return
	}
	state.OpenImage.Raise(ctx, state.Subject{Name: e.Name(), Image: e.Image, Label: e.Label, Labelled: true})
	state.ShowView.Raise(ctx, state.InsideView)
}

func (l *Lab) refreshImages(ctx app.Context) {
	l.gallery.refresh()
	l.setGallery(ctx)
	l.browse(ctx)
}

// images takes an answer. If the split has to be read first, that begins.
func (l *Lab) images(ctx app.Context, m *worker.Images) {
	g := &l.gallery
	renewed := g.asked.Renew || g.Pages.Source == ""
	if !g.answer(m) {
		return
	}
	if renewed && !m.NotEvaluated {
		g.Stale = l.newerThan(m.Source, m.Step)
	}
	l.setGallery(ctx)
	l.readSplit(ctx)
	l.browse(ctx)
}

// newerThan reports whether the present weights are others than those.
func (l *Lab) newerThan(source string, step int) bool {
	return source != l.weights.Source || step != l.weights.Step
}

func (l *Lab) browseFailed(ctx app.Context, problem failure.Message) {
	l.gallery.fail(problem)
	l.setGallery(ctx)
}

func (l *Lab) readGallery(ctx app.Context) {
	l.gallery.willing = true
	l.readSplit(ctx)
}

// readSplit has every image of the split read, if that is needed, wanted and
// possible.
func (l *Lab) readSplit(ctx app.Context) {
	g := &l.gallery
	switch {
	case !g.Unread || !g.willing || l.report.Pending != "" || l.view != state.GalleryView:
	case l.training.Active(), l.weights.Source == "":
		g.willing = false // later is another time
	default:
		l.evaluate(ctx, g.Selection.Split, true)
	}
}

// splitRead shows what an evaluation has read: the trainer shows the images by
// it from now on.
func (l *Lab) splitRead(ctx app.Context, m *worker.Evaluation) {
	l.gallery.empty()
	l.gallery.Stale = l.newerThan(m.Source, m.Step)
	l.setGallery(ctx)
	l.browse(ctx)
}

// renewGallery shows the images of another dataset.
func (l *Lab) renewGallery(ctx app.Context) {
	l.gallery.empty()
	l.setGallery(ctx)
	l.browse(ctx)
}

// weightsChanged notes that what was read was read by others, or lets the first
// weights read.
func (l *Lab) weightsChanged(ctx app.Context, m *worker.Weights) {
	g := &l.gallery
	switch {
	case g.Pages.Known && g.Pages.Source == "":
		l.renewGallery(ctx)
	case g.Pages.Known && !g.Stale && (m.Source != g.Pages.Source || m.Step != g.Pages.Step || m.Step == 0):
		// Another file may have the same name.
		g.Stale = true
		l.setGallery(ctx)
	}
}
