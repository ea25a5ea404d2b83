package health

import (
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// stripHeight is that of a strip in its own pixels, which the style sheet scales.
const stripHeight = 40

// strip shows histograms over time, a column each: the more values there are at a
// height, the darker. All columns have the same scale.
type strip struct {
	app.Compo
	Name       string
	Label      string // what it shows, in words
	Histograms []worker.Histogram
}

// OnMount paints what is there.
func (c *strip) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	ctx.Defer(c.paint)
}

// OnUpdate paints what is new, once the canvas has the size for it.
func (c *strip) OnUpdate(ctx app.Context) { ctx.Defer(c.paint) }

// Render shows the canvas, and the ends of its scale.
func (c *strip) Render() app.UI {
	low, high := reach(c.Histograms)
	return app.Div().Class("strip").Body(
		app.Small().Aria("hidden", "true").Text(c.Name),
		app.Canvas().Role("img").Aria("label", c.Label).Attr("width", len(c.Histograms)).Attr("height", stripHeight),
		app.Small().Class("strip-high").Aria("hidden", "true").Text(number.Short(high)),
		app.Small().Class("strip-low").Aria("hidden", "true").Text(number.Short(low)),
	)
}

func (c *strip) paint(app.Context) {
	if !c.Mounted() || len(c.Histograms) == 0 {
		return
	}
	data := app.Window().Get("ImageData").New(len(c.Histograms), stripHeight)
	app.CopyBytesToJS(data.Get("data"), pixels(c.Histograms))
	c.JSValue().Call("querySelector", "canvas").Call("getContext", "2d").Call("putImageData", data, 0, 0)
}

// reach returns the lowest and the highest value of all.
func reach(list []worker.Histogram) (low, high float64) {
	if len(list) == 0 {
		return 0, 0
	}
	low, high = list[0].Low, list[0].High
	for _, h := range list {
		low, high = min(low, h.Low), max(high, h.High)
	}
	return low, high
}

// pixels returns the strip as RGBA, the highest values on top: black, as opaque as the
// root of how many values there are, so that few are seen too.
func pixels(list []worker.Histogram) []byte {
	low, high := reach(list)
	rgba := make([]byte, 4*len(list)*stripHeight)
	for x, h := range list {
		column := spread(h, low, high)
		most := 0.
		for _, n := range column {
			most = max(most, n)
		}
		for y, n := range column {
			if n > 0 {
				rgba[4*(y*len(list)+x)+3] = byte(255 * math.Sqrt(n/most))
			}
		}
	}
	return rgba
}

// spread shares the values of a histogram out over the pixels of a column from high to
// low.
func spread(h worker.Histogram, low, high float64) (column [stripHeight]float64) {
	pixel := (high - low) / stripHeight
	width := (h.High - h.Low) / float64(len(h.Counts))
	for i, count := range h.Counts {
		if count == 0 {
			continue
		}
		if pixel == 0 || width == 0 { // all values are the same
			y := stripHeight / 2
			if pixel > 0 {
				y = min(int((high-h.Low)/pixel), stripHeight-1)
			}
			column[y] += float64(count)
			continue
		}
		top := (high - h.Low - float64(i+1)*width) / pixel // of the bin, in pixels
		bottom := top + width/pixel
		for y := max(int(top), 0); y < stripHeight && float64(y) < bottom; y++ {
			covered := min(float64(y+1), bottom) - max(float64(y), top)
			column[y] += float64(count) * max(covered, 0) * pixel / width
		}
	}
	return column
}
