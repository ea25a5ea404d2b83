package digitmap

import (
	"fmt"
	"math"
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// cross is an image of a plus.
func cross() []byte {
	image := make([]byte, worker.ImagePixels)
	for i := range worker.ImageSide {
		for k := 13; k < 15; k++ {
			image[i*worker.ImageSide+k], image[k*worker.ImageSide+i] = 255, 255
		}
	}
	return image
}

func sceneOf(width, height float64, points ...state.MapPoint) *scene {
	s := newScene()
	s.width, s.height = width, height
	for i := range points {
		points[i].Image = cross()
	}
	s.take(points, true)
	return &s
}

var corners = []state.MapPoint{
	{X: -2, Y: -1, Label: 3, Read: 3}, {X: 2, Y: 1, Label: 4, Read: 9}, {X: 0, Y: 0, Label: 7, Read: 7, Own: true},
}

// All images are in sight at first, and the unit of the map is that of the canvas when
// it is asked back.
func TestSceneShowsAll(t *testing.T) {
	for _, size := range [][2]float64{{800, 500}, {340, 400}} {
		s := sceneOf(size[0], size[1], corners...)
		for i := range s.points {
			left, top := s.pixel(s.place(i))
			if left < 0 || top < 0 || left > s.width || top > s.height {
				t.Errorf("%v: image %d is at %g, %g", size, i, left, top)
			}
			x, y := s.unit(left, top)
			if p := s.points[i]; math.Abs(x-float64(p.X)) > 1e-6 || math.Abs(y-float64(p.Y)) > 1e-6 {
				t.Errorf("%v: image %d comes back as %g, %g", size, i, x, y)
			}
			if got := s.nearest(left+3, top-3, 12); got != i {
				t.Errorf("%v: beside image %d is %d", size, i, got)
			}
		}
		if got := s.nearest(s.width/2, 1, 12); got >= 0 {
			t.Errorf("%v: image %d is where none is", size, got)
		}
	}
}

// Images that lie to one side of the map's middle fill the canvas all the same.
func TestSceneIsFilled(t *testing.T) {
	s := sceneOf(800, 500, state.MapPoint{X: 1, Y: 10}, state.MapPoint{X: 2, Y: 14})
	_, bottom := s.pixel(1, 10)
	_, top := s.pixel(2, 14)
	if top > 30 || bottom < 470 {
		t.Errorf("the images go from %g to %g", top, bottom)
	}
}

// What a wheel turns around stays, and the way back ends at the whole.
func TestSceneZooms(t *testing.T) {
	s := sceneOf(800, 500, corners...)
	whole := *s
	x, y := s.unit(600, 150)
	s.zoom(1, 600, 150)
	if gotX, gotY := s.unit(600, 150); math.Abs(gotX-x) > 1e-6 || math.Abs(gotY-y) > 1e-6 {
		t.Errorf("under the pointer is %g, %g, want %g, %g", gotX, gotY, x, y)
	}
	if s.scale() <= whole.scale() || s.imageSide() <= whole.imageSide() {
		t.Errorf("nearer, the scale is %g and images are %g wide, before %g and %g", s.scale(), s.imageSide(), whole.scale(), whole.imageSide())
	}
	s.move(1e6, 1e6)
	if s.view.x < -2.01 || s.view.y > 1.01 {
		t.Errorf("it can be moved to %g, %g", s.view.x, s.view.y)
	}
	s.zoom(100, 0, 0)
	if s.view.zoom != maxZoom {
		t.Errorf("the zoom is %g, want at most %g", s.view.zoom, maxZoom)
	}
	s.zoom(-100, 10, 10)
	if s.view != (view{}) {
		t.Errorf("the way back ends at %+v", s.view)
	}
}

// Images move from map to map, from where they are if they are on their way.
func TestSceneMoves(t *testing.T) {
	s := sceneOf(800, 500, state.MapPoint{X: 0}, state.MapPoint{X: 4})
	if s.moving() {
		t.Error("the first map moves")
	}
	next := func(x float32, moves bool) { s.take([]state.MapPoint{{X: x}, {X: 4}}, moves) }
	expect := func(want float64) {
		t.Helper()
		if got, _ := s.place(0); math.Abs(got-want) > 1e-6 {
			t.Errorf("image 0 is at %g, want %g", got, want)
		}
	}
	next(2, true)
	expect(0)
	s.progress = .5
	expect(1)
	next(3, true)
	expect(1)
	s.progress = 1
	expect(3)
	next(1, false)
	expect(1)
	s.take([]state.MapPoint{{X: 1}}, true)
	if s.moving() {
		t.Error("other images move")
	}
}

func (p *picture) at(x, y float64, ratio float64) colour {
	at := 4 * (int(math.Round(y*ratio))*p.width + int(math.Round(x*ratio)))
	return colour(p.pixels[at : at+3])
}

// near reports whether two colours are about the same: smaller images are paler.
func near(a, b colour) bool {
	for i := range a {
		if math.Abs(float64(a[i])-float64(b[i])) > 45 {
			return false
		}
	}
	return true
}

// Images have the colour of their label, as pictures or as dots; mistakes have a ring,
// the visitor's drawings a diamond, and those in the way of a digit that is looked for
// stand back.
func TestPaint(t *testing.T) {
	for _, width := range []float64{900, 320} {
		for _, ratio := range []float64{1, 2} {
			t.Run(fmt.Sprintf("%g at %g", width, ratio), func(t *testing.T) {
				s := sceneOf(width, 400, corners...)
				var p picture
				s.paint(&p, ratio)
				for i := range s.points {
					left, top := s.pixel(s.place(i))
					if got, want := p.at(left, top, ratio), digitColours[s.points[i].Label]; !near(got, want) {
						t.Errorf("image %d is %v, want %v", i, got, want)
					}
				}
				ring, diamond := 2*dotRadius, 3*dotRadius
				if side := s.imageSide(); side > 0 {
					ring, diamond = .62*side, .93*side
				}
				left, top := s.pixel(2, 1)
				if got := p.at(left+ring-.7, top, ratio); got == ground {
					t.Errorf("a mistake has no ring")
				}
				left, top = s.pixel(0, 0)
				if got := p.at(left+diamond-.7, top, ratio); got == ground {
					t.Errorf("a drawing of the visitor has no diamond")
				}
				s.highlight = 9 // as which image 1 is read
				s.paint(&p, ratio)
				left, top = s.pixel(-2, -1)
				if got := p.at(left, top, ratio); got == ground || near(got, digitColours[3]) {
					t.Errorf("an image that stands back is %v", got)
				}
				if s.nearest(left, top, 10) >= 0 {
					t.Error("it can be pointed at")
				}
				left, top = s.pixel(2, 1)
				if got := p.at(left, top, ratio); !near(got, digitColours[4]) {
					t.Errorf("an image that is looked for is %v", got)
				}
			})
		}
	}
}

// What lies beyond the edges is cut off there.
func TestPaintAtEdges(t *testing.T) {
	s := sceneOf(200, 100, corners...)
	var p picture
	for zoom := range 8 {
		s.view = view{x: float64(zoom) / 3, y: -float64(zoom) / 7, zoom: float64(zoom) / 2}
		s.paint(&p, 1)
	}
}

func TestSampler(t *testing.T) {
	for _, side := range []int{9, 14, 28, 61} {
		mask := newSampler(side).scale(cross())
		if len(mask) != side*side {
			t.Fatalf("%d pixels, want %d", len(mask), side*side)
		}
		if got := mask[side/2*side]; got < 120 {
			t.Errorf("side %d: the bar is %d", side, got)
		}
		if got := mask[side/5*side+side/5]; got != 0 {
			t.Errorf("side %d: the paper is %d", side, got)
		}
	}
}

// WCAG 2.2, 1.4.11: 3 to 1 for what is not text.
func TestColoursAreSeen(t *testing.T) {
	luminance := func(c colour) (sum float64) {
		for i, share := range []float64{.2126, .7152, .0722} {
			v := float64(c[i]) / 255
			if v <= .04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+.055)/1.055, 2.4)
			}
			sum += share * v
		}
		return sum
	}
	for digit, c := range digitColours {
		if got := (luminance(c) + .05) / (luminance(ground) + .05); got < 3 {
			t.Errorf("the colour of %d has a contrast of %.2f, want 3", digit, got)
		}
	}
}

func BenchmarkPaint(b *testing.B) {
	var points []state.MapPoint
	for i := range 2000 {
		points = append(points, state.MapPoint{X: float32(i%50) / 25, Y: float32(i/50) / 20, Label: i % 10, Read: i % 10})
	}
	s := sceneOf(1000, 600, points...)
	var p picture
	for b.Loop() {
		s.paint(&p, 1.4)
	}
}

// Arrow keys lead from image to image, and bring the one they lead to into sight.
func TestSceneSteps(t *testing.T) {
	s := sceneOf(800, 500, corners...)
	if got := s.step(-1, 1, 0); got != 2 {
		t.Errorf("keys begin at image %d, want the one in the middle, 2", got)
	}
	for _, test := range []struct {
		from, want int
		dx, dy     float64
	}{{2, 1, 1, 0}, {2, 0, -1, 0}, {1, 2, -1, 0}, {1, 1, 1, 0}, {2, 2, 0, 1}} {
		if got := s.step(test.from, test.dx, test.dy); got != test.want {
			t.Errorf("from image %d by %g, %g to %d, want %d", test.from, test.dx, test.dy, got, test.want)
		}
	}
	s.zoom(2, 0, 0)
	for i := range s.points {
		s.reveal(i)
		if left, top := s.pixel(s.place(i)); left < 0 || top < 0 || left > s.width || top > s.height {
			t.Errorf("image %d is at %g, %g", i, left, top)
		}
	}
}
