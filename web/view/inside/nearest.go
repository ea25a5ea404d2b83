package inside

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// nearestView shows the training images that are most like the picture.
type nearestView struct {
	app.Compo
	neighbours worker.Neighbours
	dataset    state.Dataset
	reading    state.Reading
	classes    worker.Classes
}

// OnMount watches the images, and whether there is a dataset to look in.
func (c *nearestView) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.NeighboursKey.Observe(ctx, &c.neighbours)
	state.ReadingKey.Observe(ctx, &c.reading)
	state.ClassesKey.Observe(ctx, &c.classes)
	state.DatasetKey.Observe(ctx, &c.dataset, func() { state.FindNearest.Raise(ctx) })
}

// Render shows the images as buttons that put them on the pad.
func (c *nearestView) Render() app.UI {
	m := &c.neighbours
	switch {
	case len(m.Labels) == 0 && !c.dataset.Trainable():
		return app.P().Class("inside-empty").Text(text.T("They are looked for once the dataset is here."))
	case len(m.Labels) == 0 && c.reading.Shown:
		return app.P().Class("inside-empty").Text(text.T("Searching the training images."))
	case len(m.Labels) == 0:
		return renderNothingRead(c.classes)
	}
	return app.Div().Class("inside-body").Body(
		app.P().Class("hint").Text(text.T("The training images with the least distance to the picture, pixel by pixel, after both are blurred a little. "+
			"The network does not look them up: it has only its weights. Press one to put it on the pad.")),
		app.Ol().ID("nearest").Class("neighbours").DataSet("value", len(m.Labels)).Body(
			app.Range(m.Labels).Slice(func(i int) app.UI { return renderNeighbour(m, c.dataset.Loaded.Classes, i) }),
		),
		app.P().Text(votesText(m.Labels, c.dataset.Loaded.Classes)),
	)
}

func renderNeighbour(m *worker.Neighbours, of worker.Classes, i int) app.UI {
	const pixels = worker.ImageSide * worker.ImageSide
	image := m.Images[i*pixels : (i+1)*pixels]
	name := text.F("training image %d", m.Indices[i])
	distance := number.Decimals(m.Distances[i], 2)
	return app.Li().Body(
		app.Button().Type("button").ID("nearest-"+strconv.Itoa(i)).Class("mistake").DataSet("value", m.Indices[i]).
			OnClick(func(ctx app.Context, _ app.Event) {
				state.OpenImage.Raise(ctx, state.Subject{Name: name, Image: image, Label: m.Labels[i], Labelled: true})
			}, m.Indices[i]).
			Body(
				ui.Bitmap(image, worker.ImageSide, name),
				app.Span().Class("mistake-pair").Text(of.Name(m.Labels[i])),
				app.Span().Class("mistake-sure").Text(text.F("distance %s", distance)),
			),
	)
}

// votesText counts the labels.
func votesText(labels []int, of worker.Classes) string {
	var counts [10]int
	most := 0
	for _, label := range labels {
		counts[label]++
		if counts[label] > counts[most] {
			most = label
		}
	}
	if !of.AreDigits() {
		return text.F("%d of these %d show: %s.", counts[most], len(labels), of.Name(most))
	}
	return text.F("%d of these %d show a %d.", counts[most], len(labels), most)
}
