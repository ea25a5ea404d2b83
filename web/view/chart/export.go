package chart

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/plot"
	"digitlab/web/state"
	"digitlab/web/text"
)

// Size of an exported chart, px: for a slide, or half a page.
const (
	exportWidth  = 1000
	exportPanel  = 260 // height of each
	exportLegend = 24  // and of each run's line below
)

// export saves the chart as a picture, with the runs' names, and lets the page do
// other things in between.
func (c *Chart) export(ctx app.Context, kind string) {
	if c.ID != LossChart || kind != state.ExportPNG && kind != state.ExportSVG {
		return
	}
	f := c.figure()
	f.Focus, f.Legend = "", true
	f.Width = exportWidth
	f.Height = float64(c.panels(f.Runs)*exportPanel + len(f.Runs)*exportLegend)
	theme := themeOf(c.sheet.area)
	ctx.Async(func() {
		dom.Yield() // the click's task is long enough
		layout := plot.NewPlotter().Layout(f)
		dom.Yield()
		if kind == state.ExportSVG {
			dom.SaveFile("digitlab-runs.svg", layout.SVG(theme, text.T("Loss and accuracy of the runs")))
		} else {
			savePNG(ctx, layout, theme)
		}
	})
}

// savePNG paints the layout with two pixels for each of CSS's.
func savePNG(ctx app.Context, l *plot.Layout, theme *plot.Theme) {
	painter, on := newBackdrop(), paper{l.Width, l.Height, 2, theme}
	painter.show(on, l.Items())
	// The canvas is clear where nothing is painted: the paper comes last, and
	// below.
	pen := painter.canvas.Call("getContext", "2d")
	pen.Set("globalCompositeOperation", "destination-over")
	pen.Set("globalAlpha", 1)
	pen.Set("fillStyle", theme.Card)
	pen.Call("fillRect", 0, 0, l.Width, l.Height)
	const name = "digitlab-runs.png"
	dom.CanvasFile(ctx, painter.canvas, name, func(_ app.Context, file app.Value, made bool) {
		if made {
			dom.SaveBlob(name, file)
		}
	})
}
