package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// galleryStatus says how many images there are, and what read them.
type galleryStatus struct {
	app.Compo
	gallery  gallery
	report   report
	training training
	dataset  dataset
	weights  weights
}

// OnInit fills in what the gallery begins with.
func (c *galleryStatus) OnInit() { c.gallery = newGallery() }

// OnMount watches what decides which images can be shown.
func (c *galleryStatus) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(galleryState).Value(&c.gallery)
	ctx.ObserveState(reportState).Value(&c.report)
	ctx.ObserveState(trainingState).Value(&c.training)
	ctx.ObserveState(datasetState).Value(&c.dataset)
	ctx.ObserveState(weightsState).Value(&c.weights)
}

// Render shows a line, how far a reading is that has to come first, and the
// button for what can be done.
func (c *galleryStatus) Render() app.UI {
	return app.Div().Class("gallery-status").Body(
		app.P().ID("gallery-status").Class("hint").Role("status").Text(c.status()),
		app.If(c.gallery.Unread, renderEvaluationProgress(c.report, "gallery-mistakes")),
		app.If(c.readable(), app.Button().Type("button").ID("gallery-read").Class("primary").
			Text(text.T("Read the images")).OnClick(c.onRead)),
		app.If(c.renewable(), app.Button().Type("button").ID("gallery-refresh").
			Text(text.T("Refresh")).
			Title(text.F("Read the images with the present weights: %s", sourceText(c.weights.Source, c.weights.Step))).
			OnClick(c.onRefresh)),
	)
}

func (c *galleryStatus) status() string {
	g := c.gallery
	all := c.dataset.size(g.Selection.Split)
	switch {
	case all == 0:
		return text.T("The images are still to be loaded.")
	case g.Problem != "":
		return said(g.Problem)
	case g.Unread && c.report.Pending != "":
		return readingSplit(c.report.Pending)
	case g.Unread && c.weights.Source == "":
		return text.T("There are no weights yet that could read the images.")
	case g.Unread && c.training.stands():
		return text.F("To choose by what is read, all %s images have to be read first. That has to wait for the end of the run.", grouped(all))
	case g.Unread:
		return text.F("To choose by what is read, all %s images have to be read first.", grouped(all))
	case !g.Album.Known:
		return text.T("One moment.")
	case g.Album.Source == "":
		return text.F("%s of %s images.", grouped(g.Album.Total), grouped(all))
	}
	return text.F("%s of %s images. Read by: %s.", grouped(g.Album.Total), grouped(all),
		sourceText(g.Album.Source, g.Album.Step))
}

// readable tells whether a reading of the whole split is needed and can begin.
func (c *galleryStatus) readable() bool {
	return c.gallery.Unread && c.report.Pending == "" && c.weights.Source != "" && !c.training.stands()
}

// renewable tells whether newer weights can read the images. Beside a run they
// can do so only with those in sight.
func (c *galleryStatus) renewable() bool {
	g := c.gallery
	return (g.Stale && g.Album.Known || g.Problem != "") &&
		!(g.Selection.NeedsReading() && c.training.stands())
}

func (c *galleryStatus) onRead(ctx app.Context, _ app.Event) { ctx.NewAction(readGallery) }

func (c *galleryStatus) onRefresh(ctx app.Context, _ app.Event) { ctx.NewAction(refreshImages) }
