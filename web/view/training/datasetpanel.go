package training

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// datasetPanel shows what there is to train on, and takes another file.
type datasetPanel struct {
	app.Compo
	dataset state.Dataset
	weights state.Weights
}

// OnInit shows the loading that begins with the page.
func (c *datasetPanel) OnInit() { c.dataset.Phase = state.DatasetLoading }

// OnMount watches the dataset.
func (c *datasetPanel) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.DatasetKey.Observe(ctx, &c.dataset)
	state.WeightsKey.Observe(ctx, &c.weights)
}

// Render shows a line of text, a bar while it is loading, and the buttons.
func (c *datasetPanel) Render() app.UI {
	return app.Div().Class("dataset").Body(
		app.Div().Class("dataset-line").Body(
			app.P().ID("dataset-status").DataSet("value", c.dataset.ImageCount()).Text(c.status()),
			app.If(c.loading(), c.renderProgress()),
			app.If(c.strange(), app.P().ID("dataset-strange").Class("hint").Text(text.T(
				"The weights know other classes than those of these images. Train, and the network reads these."))),
		),
		app.Div().Class("buttons").Body(
			app.If(c.dataset.Phase == state.DatasetError,
				app.Button().Type("button").ID("dataset-retry").Class("primary").
					Text(text.T("Try again")).OnClick(c.onRetry)),
			app.If(c.dataset.Phase == state.DatasetHeld,
				app.Button().Type("button").ID("dataset-load").Class("primary").
					Text(text.T("Load the images")).OnClick(c.onRetry)),
			app.If(c.foreign(),
				app.Button().Type("button").ID("dataset-own").Text(text.T("Back to MNIST")).OnClick(c.onOwn)),
			ui.FilesPicker("dataset-file", text.T("Other data"), c.onFiles),
			ui.FolderPicker("dataset-folder", text.T("A folder"), c.onFiles),
		),
	)
}

// strange reports whether the weights know other classes than the dataset has.
func (c *datasetPanel) strange() bool {
	return c.dataset.Whole() && c.weights.Source != "" && !slices.Equal(c.dataset.Loaded.Classes, c.weights.Classes)
}

// foreign reports whether another dataset than the page's own is in use.
func (c *datasetPanel) foreign() bool { return c.dataset.Whole() && !c.dataset.MNIST && !c.loading() }

func (c *datasetPanel) loading() bool {
	return c.dataset.Phase == state.DatasetLoading || c.dataset.Phase == state.DatasetTrainable
}

func (c *datasetPanel) status() string {
	switch set, part := c.dataset.Loaded, c.dataset.Part; c.dataset.Phase {
	case state.DatasetHeld:
		return text.T("The images to train on are a download of 15 MB. They come when you want them, since your browser says that data is to be saved or comes over a mobile network. Drawings are read without.")
	case state.DatasetError:
		if !c.dataset.Trainable() {
			return text.T("The dataset could not be loaded.")
		}
		return text.F("%s. The rest could not be loaded.", describeImages(part.Name, part.Train, part.Valid))
	case state.DatasetReady:
		return text.F("%s, %s to test", describeImages(set.Name, set.Train, set.Valid), number.Grouped(set.Test))
	case state.DatasetTrainable:
		return text.F("%s. %s", describeImages(part.Name, part.Train, part.Valid), c.progress(text.T("Loading the test images")))
	}
	return c.progress(text.T("Loading the dataset"))
}

func describeImages(name string, train, valid int) string {
	return text.F("%s: %s images to train on, %s to validate", name, number.Grouped(train), number.Grouped(valid))
}

// progress says how far the loading is, behind words that say what of.
func (c *datasetPanel) progress(what string) string {
	progress := c.dataset.Progress
	if progress.Total > 0 {
		what = text.F("%s: %s of %s MB", what, number.Megabytes(progress.Bytes), number.Megabytes(progress.Total))
	} else if progress.Bytes > 0 {
		what = text.F("%s: %s MB", what, number.Megabytes(progress.Bytes))
	}
	if progress.Images > 0 {
		what = text.F("%s, %s images", what, number.Grouped(progress.Images))
	}
	if progress.Stalled {
		what = text.F("%s. The download stands still; it is being tried again.", what)
	}
	return what
}

func (c *datasetPanel) renderProgress() app.UI {
	bar := app.Progress().Aria("label", text.T("Loading the dataset")).Max(100)
	if p := c.dataset.Progress; p.Total > 0 {
		bar = bar.Value(int(100 * p.Bytes / p.Total))
	}
	return bar
}

func (c *datasetPanel) onRetry(ctx app.Context, _ app.Event) { state.RetryDataset.Raise(ctx) }

func (c *datasetPanel) onOwn(ctx app.Context, _ app.Event) {
	state.OwnDataset.Raise(ctx)
	dom.FocusOn(ctx, "dataset-file") // the button goes
}

func (c *datasetPanel) onFiles(ctx app.Context, _ app.Event) {
	dom.TakeFiles(ctx, func(ctx app.Context, files dom.Files) { state.OfferDataset.Raise(ctx, state.Files(files)) })
}
