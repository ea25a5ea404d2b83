package web

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// datasetPanel shows what there is to train on, and takes another file.
type datasetPanel struct {
	app.Compo
	dataset dataset
}

// OnInit shows the loading that begins with the page.
func (c *datasetPanel) OnInit() { c.dataset.Phase = datasetLoading }

// OnMount watches the dataset.
func (c *datasetPanel) OnMount(ctx app.Context) {
	ctx.ObserveState(datasetState).Value(&c.dataset)
}

// Render shows a line of text, a bar while it is loading, and the buttons.
func (c *datasetPanel) Render() app.UI {
	return app.Div().Class("dataset").Body(
		app.Div().Class("dataset-line").Body(
			app.P().ID("dataset-status").DataSet("value", c.dataset.images()).Text(c.status()),
			app.If(c.dataset.Phase == datasetLoading, c.renderProgress()),
		),
		app.Div().Class("buttons").Body(
			app.If(c.dataset.Phase == datasetError,
				app.Button().Type("button").ID("dataset-retry").Class("primary").
					Text("Try again").OnClick(c.onRetry)),
			filePicker("dataset-file", "Other data", ".gz,.json,application/gzip", c.onFile),
		),
	)
}

func (c *datasetPanel) status() string {
	progress := c.dataset.Progress
	switch c.dataset.Phase {
	case datasetError:
		return "The dataset could not be loaded."
	case datasetReady:
		set := c.dataset.Loaded
		return fmt.Sprintf("%s: %s images to train on, %s to validate, %s to test",
			set.Name, grouped(set.Train), grouped(set.Valid), grouped(set.Test))
	}
	text := "Loading the dataset"
	if progress.Total > 0 {
		text += fmt.Sprintf(": %s of %s MB", megabytes(progress.Bytes), megabytes(progress.Total))
	} else if progress.Bytes > 0 {
		text += fmt.Sprintf(": %s MB", megabytes(progress.Bytes))
	}
	if progress.Images > 0 {
		text += fmt.Sprintf(", %s images", grouped(progress.Images))
	}
	return text
}

func (c *datasetPanel) renderProgress() app.UI {
	bar := app.Progress().Aria("label", "Loading the dataset").Max(100)
	if p := c.dataset.Progress; p.Total > 0 {
		bar = bar.Value(int(100 * p.Bytes / p.Total))
	}
	return bar
}

func (c *datasetPanel) onRetry(ctx app.Context, _ app.Event) { ctx.NewAction(retryDataset) }

func (c *datasetPanel) onFile(ctx app.Context, _ app.Event) { raiseFile(ctx, openDataset) }
