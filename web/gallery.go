package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// galleryState holds a gallery.
const galleryState = "gallery"

// Actions on the gallery.
const (
	openGallery   = "/gallery/open"    // nothing: it is there to be seen
	selectImages  = "/gallery/select"  // a worker.Selection
	showImages    = "/gallery/show"    // a span: what of it is in sight
	chooseImage   = "/gallery/choose"  // an int: the place in the selection
	inspectImage  = "/gallery/inspect" // nothing: the chosen image goes to the pad
	readGallery   = "/gallery/read"    // nothing: every image of the split
	refreshImages = "/gallery/refresh" // nothing: read by the newest weights
)

// IDs of the views of the gallery, and of what an image goes on to.
const (
	galleryID = "data"
	insideID  = "inside"
)

// gallery is what the visitor looks at of the dataset.
type gallery struct {
	Selection worker.Selection
	Album     album
	Chosen    int    // place of the image that is shown by itself
	Unread    bool   // every image of the split has to be read first
	Stale     bool   // there are newer weights than those that read
	Problem   string // why there are no images, in the trainer's words; "" if nothing is wrong

	sight   span // the places in sight
	willing bool // the split may be read without being asked for again
	renew   bool // with the next question

	asked question // the last
	waits bool     // for the answer to it
}

// question is a Browse that has been sent.
type question struct {
	ID, Part int
	Renew    bool
}

// newGallery shows all test images.
func newGallery() gallery {
	return gallery{
		Selection: worker.Selection{
			Split: splitTest, Label: worker.AnyDigit, Prediction: worker.AnyDigit, Order: worker.OrderFile,
		},
		sight: span{0, partSize},
	}
}

// next returns the next question: about the first images in sight that are not
// there, one at a time. It is nil if there is none.
func (g *gallery) next() *worker.Browse {
	if g.waits || g.Unread || g.Problem != "" {
		return nil
	}
	part, ok := g.Album.missing(g.sight)
	if !ok {
		return nil
	}
	g.asked = question{ID: g.asked.ID + 1, Part: part, Renew: g.renew}
	g.waits, g.renew = true, false
	return &worker.Browse{
		ID:        g.asked.ID,
		Selection: g.Selection,
		From:      part * partSize,
		Count:     partSize,
		Renew:     g.asked.Renew,
	}
}

// answer takes an answer, and tells whether it is to the last question.
func (g *gallery) answer(m *worker.Images) bool {
	if m.ID != g.asked.ID {
		return false
	}
	g.waits, g.Unread = false, m.Unread
	if !m.Unread {
		g.Album.add(g.asked.Part, m)
		g.Chosen = min(g.Chosen, max(m.Total-1, 0))
	}
	return true
}

// fail gives up the question that is being waited for.
func (g *gallery) fail(problem string) {
	g.waits, g.Problem = false, problem
}

// empty forgets the images; what is in sight is to be asked for again. An answer
// that is still on its way is to none of the questions.
func (g *gallery) empty() {
	g.Album.empty()
	g.Unread, g.Problem = false, ""
	g.waits = false
	g.asked.ID++
}

// selected takes another selection.
func (g *gallery) selected(s worker.Selection) {
	g.empty()
	g.Selection, g.Chosen, g.sight, g.willing = s, 0, span{0, partSize}, true
}

// refresh lets the newest weights read.
func (g *gallery) refresh() {
	g.empty()
	g.renew, g.willing = true, true
}

func (l *lab) handleGallery(ctx app.Context) {
	l.gallery = newGallery()
	ctx.Handle(openGallery, l.openGallery)
	ctx.Handle(selectImages, l.selectImages)
	ctx.Handle(showImages, l.showImages)
	ctx.Handle(chooseImage, l.chooseImage)
	ctx.Handle(inspectImage, l.inspectImage)
	ctx.Handle(readGallery, l.readGallery)
	ctx.Handle(refreshImages, l.refreshImages)
}

func (l *lab) setGallery(ctx app.Context) { ctx.SetState(galleryState, l.gallery) }

// browse asks for what is to be shown next, while it can be seen.
func (l *lab) browse(ctx app.Context) {
	if l.view != galleryID || l.dataset.size(l.gallery.Selection.Split) == 0 {
		return
	}
	if m := l.gallery.next(); m != nil {
		l.send(ctx, l.trainer, m)
	}
}

func (l *lab) openGallery(ctx app.Context, _ app.Action) {
	l.setGallery(ctx)
	l.readSplit(ctx)
	l.browse(ctx)
}

func (l *lab) selectImages(ctx app.Context, a app.Action) {
	l.gallery.selected(a.Value.(worker.Selection))
	l.setGallery(ctx)
	l.browse(ctx)
}

func (l *lab) showImages(ctx app.Context, a app.Action) {
	l.gallery.sight = a.Value.(span)
	l.browse(ctx)
}

func (l *lab) chooseImage(ctx app.Context, a app.Action) {
	l.gallery.Chosen = a.Value.(int)
	l.setGallery(ctx)
}

func (l *lab) inspectImage(ctx app.Context, _ app.Action) {
	e, ok := l.gallery.chosen()
	if !ok {
		return
	}
	ctx.NewActionWithValue(openSample, subject{Name: e.name(), Sample: e.Image, Label: e.Label, Labelled: true})
	if isView(insideID) {
		ctx.NewActionWithValue(showView, insideID)
	}
}

func (l *lab) refreshImages(ctx app.Context, _ app.Action) {
	l.gallery.refresh()
	l.setGallery(ctx)
	l.browse(ctx)
}

// images takes an answer. If the split has to be read first, that begins.
func (l *lab) images(ctx app.Context, m *worker.Images) {
	g := &l.gallery
	renewed := g.asked.Renew || g.Album.Source == ""
	if !g.answer(m) {
		return
	}
	if renewed && !m.Unread {
		g.Stale = l.newerThan(m.Source, m.Step)
	}
	l.setGallery(ctx)
	l.readSplit(ctx)
	l.browse(ctx)
}

// newerThan tells whether the present weights are others than those.
func (l *lab) newerThan(source string, step int) bool {
	return source != l.weights.Source || step != l.weights.Step
}

func (l *lab) browseFailed(ctx app.Context, problem string) {
	l.gallery.fail(problem)
	l.setGallery(ctx)
}

func (l *lab) readGallery(ctx app.Context, _ app.Action) {
	l.gallery.willing = true
	l.readSplit(ctx)
}

// readSplit has every image of the split read, if that is needed, wanted and
// possible.
func (l *lab) readSplit(ctx app.Context) {
	g := &l.gallery
	switch {
	case !g.Unread || !g.willing || l.report.Pending != "" || l.view != galleryID:
	case l.training.stands(), l.weights.Source == "":
		g.willing = false // later is another time
	default:
		l.evaluate(ctx, g.Selection.Split, true)
	}
}

// splitRead shows what an evaluation has read: the trainer shows the images by
// it from now on.
func (l *lab) splitRead(ctx app.Context, m *worker.Evaluation) {
	l.gallery.empty()
	l.gallery.Stale = l.newerThan(m.Source, m.Step)
	l.setGallery(ctx)
	l.browse(ctx)
}

// renewGallery shows the images of another dataset.
func (l *lab) renewGallery(ctx app.Context) {
	l.gallery.empty()
	l.setGallery(ctx)
	l.browse(ctx)
}

// weightsChanged notes that what was read was read by others, or lets the first
// weights read.
func (l *lab) weightsChanged(ctx app.Context, m *worker.Weights) {
	g := &l.gallery
	switch {
	case g.Album.Known && g.Album.Source == "":
		l.renewGallery(ctx)
	case g.Album.Known && !g.Stale && (m.Source != g.Album.Source || m.Step != g.Album.Step || m.Step == 0):
		// Another file may have the same name.
		g.Stale = true
		l.setGallery(ctx)
	}
}
