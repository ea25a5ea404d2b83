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
	reach, from   [2]float64       // how far the map goes to the sides and up, now and before
	view          view
	highlight     int // the digit that the others stand back for, -1 for none
}

// view is the part of the map that is looked at; the zero value shows all of it.
type view struct {
	x, y float64 // the middle, in the unit of the map
	zoom float64 // as a power of e
}

// maxZoom is that of which nothing is nearer.
const maxZoom = 3.5

func newScene() scene {
	return scene{highlight: -1, reach: [2]float64{2, 2}, from: [2]float64{2, 2}}
}

// take shows another map. The images begin where they are now if they are the same ones.
func (s *scene) take(points []state.MapPoint, moves bool) {
	before := make([]state.MapPoint, len(s.points))
	copy(before, s.points)
	for i := range before {
		x, y := s.place(i)
		before[i].X, before[i].Y = float32(x), float32(y)
	}
	from := s.reachNow()
	s.before, s.progress = nil, 1
	if moves && len(before) > 0 && len(before) == len(points) {
		s.before, s.progress, s.from = before, 0, from
	}
	s.points, s.reach = points, reachOf(points)
}

// reachOf returns how far all but a few of the points lie from the middle.
func reachOf(points []state.MapPoint) (reach [2]float64) {
	xs, ys := make([]float64, 0, len(points)), make([]float64, 0, len(points))
	for _, p := range points {
		if !p.Own {
			xs, ys = append(xs, math.Abs(float64(p.X))), append(ys, math.Abs(float64(p.Y)))
		}
	}
	const most = .995
	for i, values := range [][]float64{xs, ys} {
		slices.Sort(values)
		reach[i] = 1
		if n := len(values); n > 0 {
			reach[i] = max(values[int(most*float64(n-1))], 1e-3)
		}
	}
	return reach
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

func (s *scene) reachNow() [2]float64 {
	if !s.moving() {
		return s.reach
	}
	share := eased(s.progress)
	return [2]float64{s.from[0]*(1-share) + s.reach[0]*share, s.from[1]*(1-share) + s.reach[1]*share}
}

// scale returns how many pixels one unit of the map has.
func (s *scene) scale() float64 {
	const margin = 24 // pixels, for the outermost images
	reach := s.reachNow()
	whole := min((s.width/2-margin)/reach[0], (s.height/2-margin)/reach[1])
	return max(whole, 1) * math.Exp(s.view.zoom)
}

// pixel returns where a place of the map is on the canvas, and unit the inverse.
func (s *scene) pixel(x, y float64) (left, top float64) {
	scale := s.scale()
	return s.width/2 + (x-s.view.x)*scale, s.height/2 - (y-s.view.y)*scale
}

func (s *scene) unit(left, top float64) (x, y float64) {
	scale := s.scale()
	return s.view.x + (left-s.width/2)/scale, s.view.y - (top-s.height/2)/scale
}

// zoom comes nearer by a power of e, or goes back, with the place under a pixel where it
// is. Nothing is shown beyond the whole map.
func (s *scene) zoom(by, left, top float64) {
	x, y := s.unit(left, top)
	s.view.zoom = min(max(s.view.zoom+by, 0), maxZoom)
	scale := s.scale()
	s.view.x, s.view.y = x-(left-s.width/2)/scale, y+(top-s.height/2)/scale
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
	reach := s.reachNow()
	s.view.x, s.view.y = min(max(s.view.x, -reach[0]), reach[0]), min(max(s.view.y, -reach[1]), reach[1])
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
