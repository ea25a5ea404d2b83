package gallery

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// galleryCard shows the chosen image, large, and what was read in it.
type galleryCard struct {
	app.Compo
	gallery state.Gallery
}

// OnMount watches the gallery.
func (c *galleryCard) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.GalleryKey.Observe(ctx, &c.gallery)
}

// Render shows nothing while the image is not there.
func (c *galleryCard) Render() app.UI {
	e, ok := c.gallery.ChosenImage()
	if !ok {
		return app.Div().Class("gallery-card")
	}
	lines := imageLines(e)
	return app.Div().Class("gallery-card").Body(
		ui.Bitmap(e.Image, worker.ImageSide, ""),
		app.Div().Class("gallery-words").Body(
			app.H3().ID("gallery-chosen").DataSet("value", e.Index).Text(e.Name()),
			app.P().Class("gallery-answer").Body(app.Range(lines).Slice(func(i int) app.UI {
				return app.Span().Text(lines[i])
			})),
			app.Button().Type("button").ID("gallery-inside").Class("primary").
				Text(text.T("Look inside")).OnClick(c.onInside),
			app.P().Class("hint").Text(text.T("Or double click an image, or press Enter on it.")),
		),
		app.Ol().Class("bars").Class(ui.BarsClass(e.Classes.AreDigits())).Aria("label", state.ProbabilityTitle(e.Classes)).Body(
			app.Range(make([]ui.Bar, e.Classes.Count())).Slice(func(digit int) app.UI {
				return ui.RenderBar("gallery-probability-"+strconv.Itoa(digit), e.Classes.Name(digit), ui.Bar(e.Bar(digit)))
			}),
		),
	)
}

// imageLines say what the image shows and what was read in it.
func imageLines(e state.GalleryImage) []string {
	label := text.F("Label: %s", e.Classes.Name(e.Label))
	switch {
	case !e.Shown:
		return []string{label}
	case e.Wrong():
		return []string{label, text.F("✗ Read as %s, %s", e.Classes.Name(e.Digit), e.Sureness())}
	}
	return []string{label, text.F("✓ Read as %s, %s", e.Classes.Name(e.Digit), e.Sureness())}
}

func (c *galleryCard) onInside(ctx app.Context, _ app.Event) { state.InspectImage.Raise(ctx) }
