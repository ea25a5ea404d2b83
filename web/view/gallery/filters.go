// Package gallery is the view of the dataset, image by image.
package gallery

import (
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// View returns the body of the view.
func View() []app.UI {
	return []app.UI{
		&galleryFilters{},
		&galleryStatus{},
		app.Div().Class("gallery").Body(&gallerySheet{}, &galleryCard{}),
	}
}

// galleryFilters choose which images are shown.
type galleryFilters struct {
	app.Compo
	gallery state.Gallery
	dataset state.Dataset
}

// OnInit fills in what the gallery begins with.
func (c *galleryFilters) OnInit() { c.gallery = state.NewGallery() }

// OnMount watches the gallery.
func (c *galleryFilters) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.GalleryKey.Observe(ctx, &c.gallery)
	state.DatasetKey.Observe(ctx, &c.dataset)
}

// Render shows the fields.
func (c *galleryFilters) Render() app.UI {
	s := c.gallery.Selection
	return app.Div().Class("fields", "gallery-filters").Body(
		c.renderSelect("gallery-split", text.T("Split"), s.Split, []ui.Choice{
			{Value: state.SplitTrain, Text: text.T("training")},
			{Value: state.SplitValid, Text: text.T("validation")},
			{Value: state.SplitTest, Text: text.T("test")},
		}),
		c.renderSelect("gallery-digit", state.ClassTitle(c.dataset.Loaded.Classes), strconv.Itoa(s.Label), digitChoices(c.dataset.Loaded.Classes)),
		c.renderSelect("gallery-predicted", text.T("Read as"), strconv.Itoa(s.Prediction), digitChoices(c.dataset.Loaded.Classes)),
		c.renderSelect("gallery-order", text.T("Order"), s.Order, []ui.Choice{
			{Value: worker.OrderFile, Text: text.T("as in the file")},
			{Value: worker.OrderUnsure, Text: text.T("least sure first")},
			{Value: worker.OrderWrong, Text: text.T("most wrong first")},
		}),
		app.Label().Class("check").Body(
			ui.Tick(app.Input().Type("checkbox").ID("gallery-mistakes").OnChange(c.onChange), s.Mistakes),
			app.Span().Text(text.T("Only mistakes")),
		),
	)
}

func (c *galleryFilters) renderSelect(id, label, value string, choices []ui.Choice) app.UI {
	return app.Div().Class("field").Body(
		app.Label().For(id).Text(label),
		ui.Select(id, value, choices, c.onChange),
	)
}

func digitChoices(of worker.Classes) []ui.Choice {
	choices := []ui.Choice{{Value: strconv.Itoa(worker.AnyDigit), Text: text.T("any")}}
	for digit := range of.Count() {
		choices = append(choices, ui.Choice{Value: strconv.Itoa(digit), Text: of.Name(digit)})
	}
	return choices
}

// onChange takes over what a field shows.
func (c *galleryFilters) onChange(ctx app.Context, _ app.Event) {
	field := ctx.JSSrc()
	state.SelectImages.Raise(ctx, filtered(c.gallery.Selection, field.Get("id").String(), dom.ShownText(field)))
}

// filtered returns a selection with what the field with an id shows.
func filtered(s worker.Selection, id, value string) worker.Selection {
	switch id {
	case "gallery-split":
		s.Split = value
	case "gallery-digit":
		s.Label = digitOf(value)
	case "gallery-predicted":
		s.Prediction = digitOf(value)
	case "gallery-order":
		s.Order = value
	case "gallery-mistakes":
		s.Mistakes = value == "1"
	}
	return s
}

// unfiltered is a selection of all images of the same split, in the same order.
func unfiltered(s worker.Selection) worker.Selection {
	s.Label, s.Prediction, s.Mistakes = worker.AnyDigit, worker.AnyDigit, false
	return s
}

func digitOf(value string) int {
	return slices.IndexFunc(digitChoices(nil), func(c ui.Choice) bool { return c.Value == value }) + worker.AnyDigit
}
