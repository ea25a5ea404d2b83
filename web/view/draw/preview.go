package draw

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// preview shows that image, pixel by pixel.
type preview struct {
	app.Compo
	reading state.Reading
	weights state.Weights
	own     state.OwnSet
}

// OnMount watches the answers, which bring the image along.
func (c *preview) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.WeightsKey.Observe(ctx, &c.weights)
	state.OwnSetKey.Observe(ctx, &c.own)
	state.ReadingKey.Observe(ctx, &c.reading, func() { paintImage(app.Window().GetElementByID("preview"), c.reading.Image) })
}

// Render shows the canvas, which paintImage fills, and the choice of how the
// image is made.
func (c *preview) Render() app.UI {
	whole := c.whole()
	return app.Div().Class("preview").Body(
		app.Figure().Body(
			app.FigCaption().Text(text.T("What the network sees")),
			app.Canvas().ID("preview").Attr("width", worker.ImageSide).Attr("height", worker.ImageSide).
				Role("img").Aria("label", text.T("28 by 28 pixels, white ink on black")),
		),
		app.Div().Class("prepare").Body(
			app.Label().Class("check").Body(
				app.Input().Type("checkbox").ID("prepare").Checked(true).Disabled(whole != "").OnChange(c.onPrepare),
				app.Span().Text(text.T("Crop and centre")),
			),
			&ui.Explain{ID: "prepare-explain", About: text.T("Crop and centre"), Text: text.T("On: cropped, scaled to 20 × 20 and centred by mass, " +
				"as the authors of MNIST did. Off: only scaled and inverted, as in the tutorial.")},
		),
		app.If(whole != "", app.P().ID("prepare-off").Class("hint").Text(whole)),
	)
}

// whole says why all of the pad is read, as it is; "" where that can be chosen.
func (c *preview) whole() string {
	switch {
	case !c.weights.Classes.AreDigits():
		return text.T("What the network knows are no digits: it reads the whole pad, or picture, as it is, and as one thing.")
	case c.own.Keeps:
		return text.T("Drawings for your set are kept whole, as they are.")
	}
	return ""
}

func (c *preview) onPrepare(ctx app.Context, _ app.Event) {
	state.PrepareSubject.Raise(ctx, ctx.JSSrc().Get("checked").Bool())
}

// paintImage paints 28x28 bytes, 255 = ink, white on black; black if there is
// no image.
func paintImage(canvas app.Value, image []byte) {
	pixels := make([]byte, 4*worker.ImagePixels)
	for i := range worker.ImageSide * worker.ImageSide {
		if len(image) == worker.ImagePixels {
			pixels[4*i], pixels[4*i+1], pixels[4*i+2] = image[i], image[i], image[i]
		}
		pixels[4*i+3] = 255
	}
	data := app.Window().Get("ImageData").New(worker.ImageSide, worker.ImageSide)
	app.CopyBytesToJS(data.Get("data"), pixels)
	canvas.Call("getContext", "2d").Call("putImageData", data, 0, 0)
}
