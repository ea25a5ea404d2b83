package digitmap

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// card shows the image that is pointed at.
type card struct {
	app.Compo
	chosen chosen
}

// OnMount watches which one that is.
func (c *card) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	chosenKey.Observe(ctx, &c.chosen)
}

// Render shows the image, and what was read in it.
func (c *card) Render() app.UI {
	live := "off" // or a mouse would have everything read out that it passes
	if c.chosen.ByKeys {
		live = "polite"
	}
	box := app.Div().ID("map-card").Class("map-card").Aria("live", live)
	if !c.chosen.Any {
		return box.Body(app.P().Class("hint").Text(text.T("No image is pointed at.")))
	}
	p := c.chosen.Point
	return box.DataSet("value", p.Label).DataSet("read", p.Read).Body(
		ui.Bitmap(p.Image, worker.ImageSide, ""),
		app.P().Text(p.String()),
		app.Button().Type("button").ID("map-open").Text(text.T("Put it on the pad")).OnClick(c.onOpen),
	)
}

func (c *card) onOpen(ctx app.Context, _ app.Event) {
	state.OpenImage.Raise(ctx, c.chosen.Point.Subject())
}
