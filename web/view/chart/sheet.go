package chart

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/plot"
)

// sheet paints a figure on two canvases that lie one above the other: the
// curves, and over them the marks of the place that is being read, which moves
// far more often. It paints at most once a frame, and nothing while it is out
// of sight. It belongs to the UI goroutine and to the browser's callbacks,
// which run while that one is idle.
type sheet struct {
	area app.Value           // what holds the canvases
	read func(*plot.Readout) // is told what is read, nil for nothing

	scale    float64 // CSS pixels for each of the figure's, which has type of a fixed size
	figure   plot.Figure
	plotter  *plot.Plotter
	layout   *plot.Layout // of what has been painted, nil before
	theme    *plot.Theme  // nil to ask the style sheet again
	backdrop *backdrop
	curves   painter
	marks    painter

	brushed    [2]float64 // px, the ends of what is being chosen; equal for nothing
	cursor     float64    // the value of the x axis that is being read
	hasCursor  bool
	pixel      float64 // of the pointer that reads; NaN if the cursor is moved by keys
	inSight    bool
	urgent     bool // paint the whole, in sight or not
	stale      bool // the curves are
	staleMarks bool // the marks are
	rest       *time.Timer
	waiting    bool // to paint
	request    app.Value
	frame      app.Func // called by the browser in the next frame
	task       app.Func // called by the browser in a task of its own
	timer      app.Value
	stop       func() // ends the watching of size, sight and colours
}

// newSheet returns the sheet in an element that holds two canvases.
func newSheet(area app.Value, read func(*plot.Readout)) *sheet {
	canvases := area.Call("getElementsByTagName", "canvas")
	s := &sheet{
		area: area, read: read, scale: 1, plotter: plot.NewPlotter(), backdrop: newBackdrop(),
		curves: painter{canvas: canvases.Index(0)}, marks: painter{canvas: canvases.Index(1)},
	}
	s.frame = app.FuncOf(func(app.Value, []app.Value) any {
		if s.stale && !s.figure.Moving {
			s.askTask()
		} else {
			s.paint()
		}
		return nil
	})
	s.task = app.FuncOf(func(app.Value, []app.Value) any {
		s.paint()
		return nil
	})
	s.rest = time.AfterFunc(restAfter, func() {
		if s.figure.Moving {
			s.figure.Moving = false
			s.stale = true
			s.ask()
		}
	})
	s.stop = s.watch()
	return s
}

// close ends the painting.
func (s *sheet) close() {
	if s.waiting {
		app.Window().Call("cancelAnimationFrame", s.request)
		app.Window().Call("clearTimeout", s.timer)
	}
	s.rest.Stop()
	s.stop()
	s.frame.Release()
	s.task.Release()
}

// show paints another figure, of the sheet's own size.
func (s *sheet) show(f plot.Figure) {
	f.Width, f.Height = s.figure.Width, s.figure.Height
	s.figure = f
	s.stale = true
	s.ask()
}

// restAfter is how long nothing must have moved for fine lines to be worth it.
const restAfter = 150 * time.Millisecond

// showMoving is show for a figure that will be followed by others at once, as
// while fingers zoom. When none does any more, it is drawn as well as can be.
func (s *sheet) showMoving(f plot.Figure) {
	f.Moving = true
	s.rest.Reset(restAfter)
	s.show(f)
}

// point reads a value of the x axis.
func (s *sheet) point(at float64) { s.setCursor(at, math.NaN(), true) }

// pointPixel reads what is at a pixel, whatever part comes to be shown.
func (s *sheet) pointPixel(x float64) { s.setCursor(s.cursor, x, true) }

// unpoint reads nothing.
func (s *sheet) unpoint() { s.setCursor(s.cursor, math.NaN(), false) }

func (s *sheet) setCursor(at, pixel float64, any bool) {
	s.cursor, s.pixel, s.hasCursor = at, pixel, any
	s.staleMarks = true
	s.ask()
}

// brush marks what is between two pixels as being chosen.
func (s *sheet) brush(from, to float64) {
	s.brushed = [2]float64{from, to}
	s.staleMarks = true
	s.ask()
}

// repaint paints anew what looks different from now on, also out of sight: a
// page can be printed.
func (s *sheet) repaint() {
	s.stale, s.urgent = true, true
	s.ask()
}

// ask asks for a time to paint: a frame if what is shown follows a hand. Else the
// frame goes on without the curves, whose painting would make it a long task, and
// they come right after it.
func (s *sheet) ask() {
	if s.waiting || !s.inSight && !s.urgent || !s.stale && !s.staleMarks {
		return
	}
	s.waiting = true
	s.request = app.Window().Call("requestAnimationFrame", s.frame)
}

// askTask asks for a task to paint in.
func (s *sheet) askTask() {
	s.waiting = true
	s.timer = app.Window().Call("setTimeout", s.task)
}

// paint paints what is stale.
func (s *sheet) paint() {
	s.waiting = false
	if !s.inSight && !s.urgent || s.figure.Width <= 0 {
		return
	}
	if s.theme == nil {
		s.theme = themeOf(s.area)
	}
	on := paper{s.figure.Width, s.figure.Height, s.scale * app.Window().Get("devicePixelRatio").Float(), s.theme}
	if s.stale {
		s.layout = s.plotter.Layout(s.figure)
		s.paintCurves(on)
	}
	s.paintMarks(on)
	s.stale, s.staleMarks, s.urgent = false, false, false
}

// paintCurves paints all but the marks: what stays is copied, unless others follow
// soon.
func (s *sheet) paintCurves(on paper) {
	s.curves.begin(on)
	if s.figure.Moving {
		s.curves.paint(on, s.layout.Items())
		return
	}
	s.backdrop.show(on, s.layout.Backdrop())
	s.curves.copy(s.backdrop.canvas)
	s.curves.paint(on, s.layout.Foreground())
}

func (s *sheet) paintMarks(on paper) {
	items := s.layout.Brush(s.brushed[0], s.brushed[1])
	var reading *plot.Readout
	if s.hasCursor {
		axis := s.layout.XAxis
		if !math.IsNaN(s.pixel) {
			s.cursor = axis.Value(s.pixel)
		}
		s.cursor = min(max(s.cursor, axis.Low), axis.High)
		r := s.plotter.Read(s.layout, s.cursor)
		items = append(items, r.Items(s.layout)...)
		reading = &r
	}
	s.marks.begin(on)
	s.marks.paint(on, items)
	s.read(reading)
}

// watch follows the sheet's size, whether it is in sight, and the page's theme.
func (s *sheet) watch() (stop func()) {
	size := dom.NewObserver("ResizeObserver", func([]app.Value) {
		width, height := s.area.Get("clientWidth").Float(), s.area.Get("clientHeight").Float()
		if width <= 0 {
			return // it is hidden
		}
		s.scale = typeScale()
		s.figure.Width, s.figure.Height = math.Max(width/s.scale, 160), math.Max(height/s.scale, 120)
		s.repaint()
	})
	size.Value.Call("observe", s.area)
	sight := dom.NewObserver("IntersectionObserver", func(entries []app.Value) {
		s.inSight = dom.InSight(entries)
		s.ask()
	})
	sight.Value.Call("observe", s.area)
	return dom.StopAll(size.Close, sight.Close, dom.ObserveTheme(func() {
		s.theme = nil
		s.repaint()
	}))
}

// typeScale returns how much larger the page's type is than usual, where a rem is 10
// px: on wide screens, while the page is presented, and where the visitor wants so.
func typeScale() float64 {
	root := app.Window().Get("document").Get("documentElement")
	size := app.Window().Call("getComputedStyle", root).Get("fontSize").String()
	px, err := strconv.ParseFloat(strings.TrimSuffix(size, "px"), 64)
	if err != nil || px <= 0 {
		return 1
	}
	return max(px/10, .5) // so that a canvas always has a size
}
