package web

import (
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
	"digitlab/web/worker"
)

func galleryView() []app.UI {
	return []app.UI{
		&galleryFilters{},
		&galleryStatus{},
		app.Div().Class("gallery").Body(&gallerySheet{}, &galleryCard{}),
	}
}

// galleryFilters choose which images are shown.
type galleryFilters struct {
	app.Compo
	gallery gallery
}

// OnInit fills in what the gallery begins with.
func (c *galleryFilters) OnInit() { c.gallery = newGallery() }

// OnMount watches the gallery.
func (c *galleryFilters) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(galleryState).Value(&c.gallery)
}

// Render shows the fields.
func (c *galleryFilters) Render() app.UI {
	s := c.gallery.Selection
	return app.Div().Class("fields", "gallery-filters").Body(
		c.renderSelect("gallery-split", text.T("Split"), s.Split, []choice{
			{splitTrain, text.T("training")},
			{splitValid, text.T("validation")},
			{splitTest, text.T("test")},
		}),
		c.renderSelect("gallery-digit", text.T("Digit"), strconv.Itoa(s.Label), digitChoices()),
		c.renderSelect("gallery-predicted", text.T("Read as"), strconv.Itoa(s.Prediction), digitChoices()),
		c.renderSelect("gallery-order", text.T("Order"), s.Order, []choice{
			{worker.OrderFile, text.T("as in the file")},
			{worker.OrderUnsure, text.T("least sure first")},
			{worker.OrderWrong, text.T("most wrong first")},
		}),
		app.Label().Class("check").Body(
			tick(app.Input().Type("checkbox").ID("gallery-mistakes").OnChange(c.onChange), s.Mistakes),
			app.Span().Text(text.T("Only mistakes")),
		),
	)
}

func (c *galleryFilters) renderSelect(id, label, value string, choices []choice) app.UI {
	return app.Div().Class("field").Body(
		app.Label().For(id).Text(label),
		renderSelect(id, value, choices, c.onChange),
	)
}

func digitChoices() []choice {
	choices := []choice{{strconv.Itoa(worker.AnyDigit), text.T("any")}}
	for digit := range 10 {
		choices = append(choices, choice{strconv.Itoa(digit), strconv.Itoa(digit)})
	}
	return choices
}

// onChange takes over what a field shows.
func (c *galleryFilters) onChange(ctx app.Context, _ app.Event) {
	s, field := c.gallery.Selection, ctx.JSSrc()
	value := shownText(field)
	switch field.Get("id").String() {
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
	ctx.NewActionWithValue(selectImages, s)
}

// unfiltered is a selection of all images of the same split, in the same order.
func unfiltered(s worker.Selection) worker.Selection {
	s.Label, s.Prediction, s.Mistakes = worker.AnyDigit, worker.AnyDigit, false
	return s
}

func digitOf(value string) int {
	return slices.IndexFunc(digitChoices(), func(c choice) bool { return c.Value == value }) + worker.AnyDigit
}
