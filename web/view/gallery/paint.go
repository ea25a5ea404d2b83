package gallery

import (
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// Colours of the gallery, which is dark in both themes, as the images are.
const (
	tileRoom    = "#000000" // where an image is to come
	tileCaption = "#c3c9d4"
	tileMistake = "#ffab7a"

	captionWidth = tileSide // longer ones are set narrower

	captionFont = `system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`
)

// paint paints the images in sight: each over its label, and where another digit
// was read, that one too, in bold and framed.
func (c *gallerySheet) paint() {
	t := c.tiling
	canvas := c.JSValue().Call("querySelector", "canvas")
	scale := app.Window().Get("devicePixelRatio").Float()
	width, height := int(math.Round(t.Width*scale)), int(math.Round(min(t.Height, t.length())*scale))
	if canvas.Get("width").Int() != width || canvas.Get("height").Int() != height {
		canvas.Set("width", width)
		canvas.Set("height", height)
	}
	pen := canvas.Call("getContext", "2d")
	pen.Call("setTransform", scale, 0, 0, scale, 0, 0)
	pen.Call("clearRect", 0, 0, t.Width, t.Height)
	pen.Set("imageSmoothingEnabled", false)
	pen.Set("textAlign", "center")
	c.forgetPaintings()

	var mistakes []caption
	pen.Set("fillStyle", tileCaption)
	pen.Set("font", "13px "+captionFont)
	sight := t.inSight(c.top)
	for place := sight.From; place < sight.To; place++ {
		x, y, width := t.tile(place)
		x, y = x+(width-tileSide)/2, y+tileAbove-c.top
		page, i, ok := c.gallery.Pages.Find(place)
		if !ok {
			pen.Set("fillStyle", tileRoom)
			pen.Call("fillRect", x, y, tileSide, tileSide)
			pen.Set("fillStyle", tileCaption)
			continue
		}
		pen.Call("drawImage", c.painting(page), 0, i*worker.ImageSide, worker.ImageSide, worker.ImageSide, x, y, tileSide, tileSide)
		if at := newCaption(page, i, x, y); at.wrong {
			mistakes = append(mistakes, at)
		} else {
			at.paint(pen)
		}
	}
	pen.Set("fillStyle", tileMistake)
	pen.Set("strokeStyle", tileMistake)
	pen.Set("lineWidth", 2)
	pen.Set("font", "bold 13px "+captionFont)
	for _, at := range mistakes {
		at.paint(pen)
		pen.Call("strokeRect", at.x-1, at.y-1, tileSide+2, tileSide+2)
	}
}

// caption is what stands below an image.
type caption struct {
	text  string
	wrong bool
	x, y  float64 // of the image
}

func newCaption(m *worker.Images, i int, x, y float64) caption {
	at := caption{text: m.Classes.Name(m.Labels[i]), x: x, y: y}
	if i < len(m.Predictions) {
		at.wrong = m.Predictions[i] != m.Labels[i]
		if !at.wrong && !m.Classes.AreDigits() {
			return at // names take the room
		}
		at.text += " → " + m.Classes.Name(m.Predictions[i])
	}
	return at
}

func (at caption) paint(pen app.Value) {
	pen.Call("fillText", at.text, at.x+tileSide/2, at.y+tileSide+15, captionWidth)
}

// painting returns a canvas with the images of a page below each other.
func (c *gallerySheet) painting(m *worker.Images) app.Value {
	if painted, ok := c.paintings[m]; ok {
		return painted
	}
	painted := app.Window().Get("document").Call("createElement", "canvas")
	height := len(m.Images) / worker.ImageSide
	painted.Set("width", worker.ImageSide)
	painted.Set("height", height)
	pixels := make([]byte, 4*len(m.Images))
	for i, grey := range m.Images {
		pixels[4*i], pixels[4*i+1], pixels[4*i+2], pixels[4*i+3] = grey, grey, grey, 255
	}
	data := app.Window().Get("ImageData").New(worker.ImageSide, height)
	app.CopyBytesToJS(data.Get("data"), pixels)
	painted.Call("getContext", "2d").Call("putImageData", data, 0, 0)
	c.paintings[m] = painted
	return painted
}

// forgetPaintings lets go of those of pages that are not in the cache any more.
func (c *gallerySheet) forgetPaintings() {
	for m := range c.paintings {
		if !c.gallery.Pages.Holds(m) {
			delete(c.paintings, m)
		}
	}
}
