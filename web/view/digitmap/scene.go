package digitmap

import (
	"math"
	"slices"

	"digitlab/web/state"
)

// scene is what the map shows: images, some of them on their way from where they lay on
// the map before, and the part of it that is looked at.
type scene struct {
	width, height float64 // CSS pixels
	points        []state.MapPoint
	before        []state.MapPoint // nil if they do not move
	progress      float64          // of their way, 0 to 1
	whole, from   frame            // where nearly all images are, now and before
	view          view
	highlight     int // the digit that the others stand back for, -1 for none
}

// frame is a part of the map: its middle, and how far it goes from there to the sides, and
// up and down.
type frame struct{ x, y, width, height float64 }

// towards returns what is a share of the way from one frame to another.
func (f frame) towards(to frame, share float64) frame {
	mix := func(a, b float64) float64 { return a*(1-share) + b*share }
	return frame{mix(f.x, to.x), mix(f.y, to.y), mix(f.width, to.width), mix(f.height, to.height)}
}

// view is the part of the map that is looked at; the zero value shows all of it.
type view struct {
	x, y float64 // the middle, in the unit of the map and from the middle of all of it
	zoom float64 // as a power of e
}

// maxZoom is that of which nothing is nearer.
const maxZoom = 3.5

func newScene() scene {
	return scene{highlight: -1, whole: frame{width: 2, height: 2}}
}

// take shows another map. The images begin where they are now if they are the same ones.
func (s *scene) take(points []state.MapPoint, moves bool) {
	before := make([]state.MapPoint, len(s.points))
	copy(before, s.points)
	for i := range before {
		x, y := s.place(i)
		before[i].X, before[i].Y = float32(x), float32(y)
	}
	from := s.wholeNow()
	s.before, s.progress = nil, 1
	if moves && len(before) > 0 && len(before) == len(points) {
		s.before, s.progress, s.from = before, 0, from
	}
	s.points, s.whole = points, frameOf(points)
}

// frameOf returns the frame of all but a few of the points.
func frameOf(points []state.MapPoint) frame {
	xs, ys := make([]float64, 0, len(points)), make([]float64, 0, len(points))
	for _, p := range points {
		if !p.Own {
			xs, ys = append(xs, float64(p.X)), append(ys, float64(p.Y))
		}
	}
	if len(xs) == 0 {
		return frame{width: 1, height: 1}
	}
	slices.Sort(xs)
	slices.Sort(ys)
	few := len(xs) / 400 // at each edge
	last := len(xs) - 1 - few
	const least = 1e-3
	return frame{
		(xs[few] + xs[last]) / 2, (ys[few] + ys[last]) / 2,
		max((xs[last]-xs[few])/2, least), max((ys[last]-ys[few])/2, least),
	}
}

// eased is how far a movement has come, which begins and ends slowly.
func eased(progress float64) float64 { return progress * progress * (3 - 2*progress) }

func (s *scene) moving() bool { return s.before != nil && s.progress < 1 }

// place returns where an image is now, in the unit of the map.
func (s *scene) place(i int) (x, y float64) {
	p := &s.points[i]
	x, y = float64(p.X), float64(p.Y)
	if s.moving() {
		share, from := eased(s.progress), &s.before[i]
		x, y = float64(from.X)*(1-share)+x*share, float64(from.Y)*(1-share)+y*share
	}
	return x, y
}

func (s *scene) wholeNow() frame {
	if !s.moving() {
		return s.whole
	}
	return s.from.towards(s.whole, eased(s.progress))
}

// scale returns how many pixels one unit of the map has.
func (s *scene) scale() float64 {
	const margin = 24 // pixels, for the outermost images
	all := s.wholeNow()
	least := min((s.width/2-margin)/all.width, (s.height/2-margin)/all.height)
	return max(least, 1) * math.Exp(s.view.zoom)
}

// pixel returns where a place of the map is on the canvas, and unit the inverse.
func (s *scene) pixel(x, y float64) (left, top float64) {
	scale, all := s.scale(), s.wholeNow()
	return s.width/2 + (x-all.x-s.view.x)*scale, s.height/2 - (y-all.y-s.view.y)*scale
}

func (s *scene) unit(left, top float64) (x, y float64) {
	scale, all := s.scale(), s.wholeNow()
	return all.x + s.view.x + (left-s.width/2)/scale, all.y + s.view.y - (top-s.height/2)/scale
}

// zoom comes nearer by a power of e, or goes back, with the place under a pixel where it
// is. Nothing is shown beyond the whole map.
func (s *scene) zoom(by, left, top float64) {
	x, y := s.unit(left, top)
	s.view.zoom = min(max(s.view.zoom+by, 0), maxZoom)
	nowX, nowY := s.unit(left, top)
	s.view.x, s.view.y = s.view.x+x-nowX, s.view.y+y-nowY
	s.move(0, 0)
}

// move moves what is shown by so many pixels, within the map.
func (s *scene) move(dx, dy float64) {
	scale := s.scale()
	s.view.x, s.view.y = s.view.x-dx/scale, s.view.y+dy/scale
	if s.view.zoom == 0 {
		s.view = view{}
		return
	}
	all := s.wholeNow()
	s.view.x, s.view.y = min(max(s.view.x, -all.width), all.width), min(max(s.view.y, -all.height), all.height)
}

// nearest returns the image nearest to a pixel, -1 if none is within so many. Those that
// stand back are passed over.
func (s *scene) nearest(left, top, within float64) int {
	found, least := -1, within*within
	for i := range s.points {
		if s.back(i) {
			continue
		}
		x, y := s.pixel(s.place(i))
		if d := (x-left)*(x-left) + (y-top)*(y-top); d <= least {
			found, least = i, d
		}
	}
	return found
}

// back reports whether an image stands back for a digit that is neither its label nor
// what is read in it.
func (s *scene) back(i int) bool {
	p := &s.points[i]
	return s.highlight >= 0 && p.Label != s.highlight && p.Read != s.highlight
}

const (
	// leastImage is the least side that an image can be recognised with, in pixels.
	leastImage = 13
	mostImage  = 44
	dotRadius  = 2.6
)

// imageSide returns the side of the images in pixels, which are larger the nearer they
// are; 0 if they are to be dots.
func (s *scene) imageSide() float64 {
	side := min(max(s.width, s.height)/56*math.Exp(.6*s.view.zoom), mostImage)
	if side < leastImage {
		return 0
	}
	return side
}

// step returns the image to go to from another, or from the middle if that is -1, by an
// arrow key: the nearest one that lies rather in that direction than to its sides. It is
// the same one if there is none.
func (s *scene) step(from int, dx, dy float64) int {
	left, top := s.width/2, s.height/2
	if from < 0 {
		return s.nearest(left, top, math.Inf(1))
	}
	left, top = s.pixel(s.place(from))
	found, least := from, math.Inf(1)
	for i := range s.points {
		if i == from || s.back(i) {
			continue
		}
		x, y := s.pixel(s.place(i))
		along, aside := (x-left)*dx+(y-top)*dy, math.Abs((x-left)*dy-(y-top)*dx)
		if d := math.Hypot(along, 2*aside); along > aside && along > 1 && d < least {
			found, least = i, d
		}
	}
	return found
}

// reveal moves what is shown so that an image is in sight.
func (s *scene) reveal(i int) {
	const margin = 40
	left, top := s.pixel(s.place(i))
	out := func(at, size float64) float64 {
		return max(margin-at, 0) + min(size-margin-at, 0)
	}
	if dx, dy := out(left, s.width), out(top, s.height); dx != 0 || dy != 0 {
		s.move(dx, dy)
	}
}
