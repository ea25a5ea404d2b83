package digitmap

import (
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
)

// sheet paints the map on two canvases, one above the other: the images, and the marks
// over them, which move more often. It paints at most once a frame, and nothing while it
// is out of sight.
type sheet struct {
	area  app.Value // what holds the canvases
	scene scene
	marks marks

	picture    picture
	data       app.Value // ImageData of the canvas, nil before the first
	began      float64   // when images began to move, in the browser's ms; 0 before
	inSight    bool
	stale      bool // the images are
	staleMarks bool
	waiting    bool // for a frame
	request    app.Value
	frame      app.Func
	stop       func()
}

// newSheet returns the sheet in an element that holds two canvases.
func newSheet(area app.Value) *sheet {
	s := &sheet{area: area, scene: newScene(), marks: marks{chosen: -1}}
	s.frame = app.FuncOf(func(_ app.Value, args []app.Value) any {
		s.paint(args[0].Float())
		return nil
	})
	size := dom.NewObserver("ResizeObserver", func([]app.Value) {
		s.scene.width, s.scene.height = area.Get("clientWidth").Float(), area.Get("clientHeight").Float()
		s.show()
	})
	size.Value.Call("observe", area)
	sight := dom.NewObserver("IntersectionObserver", func(entries []app.Value) {
		s.inSight = dom.InSight(entries)
		s.ask()
	})
	sight.Value.Call("observe", area)
	s.marks.font = app.Window().Call("getComputedStyle", area).Get("fontFamily").String()
	s.stop = dom.StopAll(size.Close, sight.Close)
	return s
}

// close ends the painting.
func (s *sheet) close() {
	if s.waiting {
		app.Window().Call("cancelAnimationFrame", s.request)
	}
	s.stop()
	s.frame.Release()
}

// take shows another map.
func (s *sheet) take(points []state.MapPoint) {
	s.scene.take(points, !dom.PrefersReducedMotion())
	s.began = 0
	if s.marks.chosen >= len(points) {
		s.marks.chosen = -1
	}
	s.show()
}

// show paints all anew.
func (s *sheet) show() {
	s.stale = true
	s.ask()
}

// showMarks paints the marks anew.
func (s *sheet) showMarks() {
	s.staleMarks = true
	s.ask()
}

func (s *sheet) ask() {
	if !s.waiting && s.inSight && (s.stale || s.staleMarks) {
		s.waiting = true
		s.request = app.Window().Call("requestAnimationFrame", s.frame)
	}
}

// moveTime is how long images are on their way, in ms.
const moveTime = 500

// paint paints what is stale, now in the browser's ms.
func (s *sheet) paint(now float64) {
	s.waiting = false
	if s.scene.width < 1 || s.scene.height < 1 {
		return
	}
	if s.scene.moving() {
		if s.began == 0 {
			s.began = now
		}
		s.scene.progress = min((now-s.began)/moveTime, 1)
		s.stale = true
	}
	ratio := ratioFor(s.scene.width, s.scene.height)
	canvases := s.area.Call("getElementsByTagName", "canvas")
	if s.stale {
		s.paintImages(canvases.Index(0), ratio)
	}
	s.paintMarks(canvases.Index(1))
	s.stale, s.staleMarks = s.scene.moving(), false
	s.ask()
}

// maxPixels bounds those of the images' canvas, so that a frame stays short.
const maxPixels = 1.2e6

// ratioFor returns how many pixels of the canvas there are for each of CSS's.
func ratioFor(width, height float64) float64 {
	return min(app.Window().Get("devicePixelRatio").Float(), math.Sqrt(maxPixels/(width*height)))
}

func (s *sheet) paintImages(canvas app.Value, ratio float64) {
	s.scene.paint(&s.picture, ratio)
	resize(canvas, s.picture.width, s.picture.height)
	if s.data == nil || s.data.Get("width").Int() != s.picture.width || s.data.Get("height").Int() != s.picture.height {
		s.data = app.Window().Get("ImageData").New(s.picture.width, s.picture.height)
	}
	app.CopyBytesToJS(s.data.Get("data"), s.picture.pixels)
	canvas.Call("getContext", "2d").Call("putImageData", s.data, 0, 0)
}

func (s *sheet) paintMarks(canvas app.Value) {
	ratio := app.Window().Get("devicePixelRatio").Float()
	resize(canvas, int(math.Round(s.scene.width*ratio)), int(math.Round(s.scene.height*ratio)))
	pen := canvas.Call("getContext", "2d")
	pen.Call("setTransform", ratio, 0, 0, ratio, 0, 0)
	pen.Call("clearRect", 0, 0, s.scene.width, s.scene.height)
	s.marks.paint(pen, &s.scene)
}

func resize(canvas app.Value, width, height int) {
	if canvas.Get("width").Int() != width || canvas.Get("height").Int() != height {
		canvas.Set("width", width)
		canvas.Set("height", height)
	}
}
