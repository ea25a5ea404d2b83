package web

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// galleryCard shows the chosen image, large, and what was read in it.
type galleryCard struct {
	app.Compo
	gallery gallery
}

// OnMount watches the gallery.
func (c *galleryCard) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(galleryState).Value(&c.gallery)
}

// Render shows nothing while the image is not there.
func (c *galleryCard) Render() app.UI {
	e, ok := c.gallery.chosen()
	if !ok {
		return app.Div().Class("gallery-card")
	}
	lines := e.lines()
	return app.Div().Class("gallery-card").Body(
		app.Img().Src(bitmapURL(e.Image)).Alt("").Width(imageSide).Height(imageSide),
		app.Div().Class("gallery-words").Body(
			app.H3().ID("gallery-chosen").DataSet("value", e.Index).Text(e.name()),
			app.P().Class("gallery-answer").Body(app.Range(lines).Slice(func(i int) app.UI {
				return app.Span().Text(lines[i])
			})),
			app.Button().Type("button").ID("gallery-inside").Class("primary").
				Text(text.T("Look inside")).OnClick(c.onInside),
			app.P().Class("hint").Text(text.T("Or double click an image, or press Enter on it.")),
		),
		app.Ol().Class("bars").Aria("label", text.T("Probability of each digit")).Body(
			app.Range(make([]bar, 10)).Slice(func(digit int) app.UI {
				return renderBar("gallery-probability-"+strconv.Itoa(digit), digit, e.bar(digit))
			}),
		),
	)
}

// lines say what the image shows and what was read in it.
func (e exhibit) lines() []string {
	label := text.F("Label: %d", e.Label)
	switch {
	case !e.Shown:
		return []string{label}
	case e.wrong():
		return []string{label, text.F("✗ Read as %d, %s", e.Digit, e.sureness())}
	}
	return []string{label, text.F("✓ Read as %d, %s", e.Digit, e.sureness())}
}

func (c *galleryCard) onInside(ctx app.Context, _ app.Event) { ctx.NewAction(inspectImage) }
