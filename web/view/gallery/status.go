package gallery

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/view/report"
)

// galleryStatus says how many images there are, and what read them.
type galleryStatus struct {
	app.Compo
	gallery  state.Gallery
	report   state.Report
	training state.Training
	dataset  state.Dataset
	weights  state.Weights
}

// OnInit fills in what the gallery begins with.
func (c *galleryStatus) OnInit() { c.gallery = state.NewGallery() }

// OnMount watches what decides which images can be shown.
func (c *galleryStatus) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.GalleryKey.Observe(ctx, &c.gallery)
	state.ReportKey.Observe(ctx, &c.report)
	state.TrainingKey.Observe(ctx, &c.training)
	state.DatasetKey.Observe(ctx, &c.dataset)
	state.WeightsKey.Observe(ctx, &c.weights)
}

// Render shows a line, how far a reading is that has to come first, and the
// button for what can be done.
func (c *galleryStatus) Render() app.UI {
	return app.Div().Class("gallery-status").Body(
		app.P().ID("gallery-status").Class("hint").Role("status").Text(c.status()),
		app.If(c.gallery.Unread, report.RenderEvaluationProgress(c.report, "gallery-mistakes")),
		app.If(c.readable(), app.Button().Type("button").ID("gallery-read").Class("primary").
			Text(text.T("Read the images")).OnClick(c.onRead)),
		app.If(c.renewable(), app.Button().Type("button").ID("gallery-refresh").
			Text(text.T("Refresh")).
			OnClick(c.onRefresh)),
		app.If(c.renewable(), &ui.Explain{ID: "gallery-refresh-explain", About: text.T("Refresh"),
			Text: text.F("Read the images with the present weights: %s", state.SourceText(c.weights.Source, c.weights.Step))}),
	)
}

func (c *galleryStatus) status() string {
	g := c.gallery
	all := c.dataset.Size(g.Selection.Split)
	switch {
	case all == 0:
		return text.T("The images are still to be loaded.")
	case g.Problem.Text != "":
		return text.Said(g.Problem)
	case g.Unread && c.report.Pending != "":
		return report.ReadingSplit(c.report.Pending)
	case g.Unread && c.weights.Source == "":
		return text.T("There are no weights yet that could read the images.")
	case g.Unread && c.training.Active():
		return text.F("To choose by what is read, all %s images have to be read first. That has to wait for the end of the run.", number.Grouped(all))
	case g.Unread:
		return text.F("To choose by what is read, all %s images have to be read first.", number.Grouped(all))
	case !g.Pages.Known:
		return text.T("One moment.")
	case g.Pages.Source == "":
		return text.F("%s of %s images.", number.Grouped(g.Pages.Total), number.Grouped(all))
	}
	return text.F("%s of %s images. Read by: %s.", number.Grouped(g.Pages.Total), number.Grouped(all),
		state.SourceText(g.Pages.Source, g.Pages.Step))
}

// readable reports whether a reading of the whole split is needed and can begin.
func (c *galleryStatus) readable() bool {
	return c.gallery.Unread && c.report.Pending == "" && c.weights.Source != "" && !c.training.Active()
}

// renewable reports whether newer weights can read the images. Beside a run they
// can do so only with those in sight.
func (c *galleryStatus) renewable() bool {
	g := c.gallery
	return (g.Stale && g.Pages.Known || g.Problem.Text != "") &&
		!(g.Selection.NeedsEvaluation() && c.training.Active())
}

func (c *galleryStatus) onRead(ctx app.Context, _ app.Event) { state.ReadGallery.Raise(ctx) }

func (c *galleryStatus) onRefresh(ctx app.Context, _ app.Event) { state.RefreshImages.Raise(ctx) }
