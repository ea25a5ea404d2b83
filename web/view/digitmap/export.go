package digitmap

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// csv returns the map as a table.
func csv(m *state.Map) []byte {
	var file strings.Builder
	file.WriteString("of,index,label,read,x,y\n")
	for _, p := range m.Points() {
		of := p.Split
		if p.Own {
			of = "hand"
		}
		fmt.Fprintf(&file, "%s,%d,%s,%s,%g,%g\n", of, p.Index, runs.CSVField(p.Is), runs.CSVField(p.ReadAs), p.X, p.Y)
	}
	return []byte(file.String())
}

func (c *View) onCSV(app.Context, app.Event) { dom.SaveFile("digit-map.csv", csv(&c.shown)) }

const (
	exportWidth, exportHeight = 1200, 900
	exportRatio               = 2
	exportLegend              = 44 // height of the line below the map
)

// onPNG saves the whole map, with a line that tells the classes apart.
func (c *View) onPNG(ctx app.Context, _ app.Event) {
	s := newScene()
	s.width, s.height, s.highlight = exportWidth, exportHeight, c.highlight
	points, of := c.points, c.shown.Classes()
	var place worker.MapPlace
	ctx.GetState(string(state.MapPlaceKey), &place)
	font := app.Window().Call("getComputedStyle", c.JSValue()).Get("fontFamily").String()
	ctx.Async(func() {
		dom.Yield() // the click's task is long enough
		s.take(points, false)
		canvas := app.Window().Get("document").Call("createElement", "canvas")
		canvas.Set("width", exportWidth*exportRatio)
		canvas.Set("height", (exportHeight+exportLegend)*exportRatio)
		var p picture
		s.paint(&p, exportRatio)
		dom.Yield()
		pen := canvas.Call("getContext", "2d")
		pen.Set("fillStyle", ground.css())
		pen.Call("fillRect", 0, 0, canvas.Get("width"), canvas.Get("height"))
		data := app.Window().Get("ImageData").New(p.width, p.height)
		app.CopyBytesToJS(data.Get("data"), p.pixels)
		pen.Call("putImageData", data, 0, 0)
		pen.Call("setTransform", exportRatio, 0, 0, exportRatio, 0, 0)
		m := marks{place: place, chosen: -1, font: font}
		m.paint(pen, &s)
		paintLegend(pen, font, of)
		const name = "digit-map.png"
		dom.CanvasFile(ctx, canvas, name, func(_ app.Context, file app.Value, made bool) {
			if made {
				dom.SaveBlob(name, file)
			}
		})
	})
}

// paintLegend writes the names of the classes in their colours below the map.
func paintLegend(pen app.Value, font string, of worker.Classes) {
	pen.Set("font", "700 20px "+font)
	const dot, top = 16, exportHeight + exportLegend/2
	room := float64(exportWidth) / float64(of.Count())
	pen.Set("textAlign", "left")
	for class := range of.Count() {
		name, most := of.Name(class), room-2*dot
		width := min(pen.Call("measureText", name).Get("width").Float(), most)
		left := room*float64(class) + (room-width-dot)/2
		circle(pen, left, top, 4, 8, digitColours[class])
		haloed(pen, name, left+dot, top, 4, most, digitColours[class])
	}
}
