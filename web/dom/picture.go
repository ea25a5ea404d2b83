package dom

import (
	"bytes"
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

const (
	// maxPictureMemory bounds what the browser is given to decode, in bytes of four a
	// pixel, as package picture bounds its own.
	maxPictureMemory = 256_000_000
	// maxPictureSide is the longer side of what RedrawPicture gives of larger
	// pictures, in pixels.
	maxPictureSide = 2000
	// drawingSide is the longer side of drawings, which have no size of their own.
	drawingSide = 1000
)

// RedrawPicture has the browser decode the file of a picture, of any format that it
// knows, and gives it as a PNG file, upright and smaller if it is large. It gives
// nil if the browser cannot, or would need too much memory.
func RedrawPicture(ctx app.Context, file []byte, done func(app.Context, []byte)) {
	fail := func(ctx app.Context) { done(ctx, nil) }
	drawing := isSVG(file)
	if drawing {
		if file = sizedSVG(file); file == nil {
			fail(ctx)
			return
		}
	}
	mediaType := "" // which the browser finds out
	if drawing {
		mediaType = "image/svg+xml"
	}
	blob := newBlob(file, mediaType)
	loadImage(ctx, blob, func(ctx app.Context, image app.Value, width, height int) {
		longer := max(width, height)
		if width == 0 || height == 0 || 4*float64(width)*float64(height) > maxPictureMemory {
			fail(ctx)
			return
		}
		scale := min(1, maxPictureSide/float64(longer))
		width, height = max(1, int(math.Round(scale*float64(width)))), max(1, int(math.Round(scale*float64(height))))
		if drawing {
			redraw(ctx, image, width, height, done)
			return
		}
		// The element would be decoded while the page waits; a bitmap is not.
		size := map[string]any{"resizeWidth": width, "resizeHeight": height, "resizeQuality": "high"}
		Settle(ctx, app.Window().Call("createImageBitmap", blob, size), func(ctx app.Context, bitmap app.Value, decoded bool) {
			if !decoded {
				fail(ctx)
				return
			}
			redraw(ctx, bitmap, width, height, done)
		})
	}, fail)
}

// redraw gives an image as a PNG file, nil if it may not be read.
func redraw(ctx app.Context, image app.Value, width, height int, done func(app.Context, []byte)) {
	canvas := app.Window().Get("document").Call("createElement", "canvas")
	canvas.Set("width", width)
	canvas.Set("height", height)
	canvas.Call("getContext", "2d").Call("drawImage", image, 0, 0, width, height)
	if image.Get("close").Truthy() {
		image.Call("close")
	}
	CanvasFile(ctx, canvas, "", func(ctx app.Context, file app.Value, made bool) {
		if !made {
			done(ctx, nil)
			return
		}
		ReadFile(ctx, file, math.MaxInt, func(ctx app.Context, data []byte, err error) { done(ctx, data) })
	})
}

// loadImage gives an image element with a picture, which need not be decoded yet,
// and its size when it is upright.
func loadImage(ctx app.Context, blob app.Value, loaded func(ctx app.Context, image app.Value, width, height int), failed func(app.Context)) {
	image, url := app.Window().Get("Image").New(), ObjectURL(blob)
	var stop func()
	ended := func(then func(app.Context)) func(app.Value) {
		return func(app.Value) {
			stop()
			RevokeURL(url)
			ctx.Dispatch(then)
		}
	}
	stop = StopAll(
		Listen(image, "load", nil, ended(func(ctx app.Context) {
			loaded(ctx, image, image.Get("naturalWidth").Int(), image.Get("naturalHeight").Int())
		})),
		Listen(image, "error", nil, ended(failed)),
	)
	image.Set("src", url)
}

// isSVG reports whether a file may be a drawing in XML: its root stands near the
// beginning, behind declarations and comments.
func isSVG(file []byte) bool {
	const near = 4096
	file = file[:min(len(file), near)]
	return bytes.HasPrefix(bytes.TrimLeft(file, "\uFEFF \t\r\n"), []byte("<")) && bytes.Contains(file, []byte("<svg"))
}

// sizedSVG returns a drawing with a size in pixels, which not all have and some
// browsers draw nothing without; nil if it is none.
func sizedSVG(file []byte) []byte {
	const mediaType = "image/svg+xml"
	document := app.Window().Get("DOMParser").New().Call("parseFromString", string(file), mediaType)
	root := document.Get("documentElement")
	if root.Get("localName").String() != "svg" || !root.Get("viewBox").Truthy() {
		return nil
	}
	box := root.Get("viewBox").Get("baseVal")
	width, height := 0., 0.
	if root.Call("hasAttribute", "viewBox").Bool() {
		width, height = box.Get("width").Float(), box.Get("height").Float()
	}
	if width <= 0 || height <= 0 {
		width, height = svgLength(root, "width", 300), svgLength(root, "height", 150) // CSS's size of what has none
		box.Set("x", 0)
		box.Set("y", 0)
		box.Set("width", width)
		box.Set("height", height)
	}
	scale := drawingSide / max(width, height)
	root.Call("setAttribute", "width", max(1, math.Round(scale*width)))
	root.Call("setAttribute", "height", max(1, math.Round(scale*height)))
	return []byte(app.Window().Get("XMLSerializer").New().Call("serializeToString", document).String())
}

// svgLength returns a length of a drawing in pixels, or another if it is not given
// or is a share of what is around it.
func svgLength(root app.Value, name string, other float64) float64 {
	const percent = 2 // SVGLength.SVG_LENGTHTYPE_PERCENTAGE
	length := root.Get(name).Get("baseVal")
	if !root.Call("hasAttribute", name).Bool() || length.Get("unitType").Int() == percent || length.Get("value").Float() <= 0 {
		return other
	}
	return length.Get("value").Float()
}
