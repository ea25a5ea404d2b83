package digitmap

import (
	"fmt"
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// css returns the colour as style sheets have it.
func (c colour) css() string { return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2]) }

// marks are what lies over the images.
type marks struct {
	place  worker.MapPlace // of the drawing on the pad
	chosen int             // image, -1 for none
	font   string          // family
}

// middle returns where the images of a class are on the canvas, on average, and
// its name, "" if there are none.
func (s *scene) middle(class int) (left, top float64, name string) {
	var x, y, count float64
	for i := range s.points {
		if p := &s.points[i]; p.Label == class && !p.Own {
			px, py := s.place(i)
			x, y, count, name = x+px, y+py, count+1, p.Is
		}
	}
	if count == 0 {
		return 0, 0, ""
	}
	left, top = s.pixel(x/count, y/count)
	return left, top, name
}

// paint paints the marks in CSS pixels.
func (m *marks) paint(pen app.Value, s *scene) {
	pen.Set("textAlign", "center")
	pen.Set("textBaseline", "middle")
	pen.Set("lineJoin", "round")
	pen.Set("font", "700 22px "+m.font)
	for digit, c := range digitColours {
		left, top, name := s.middle(digit)
		if name == "" || s.highlight >= 0 && s.highlight != digit {
			continue
		}
		haloed(pen, name, left, top, 5, s.width, c)
	}
	if m.chosen >= 0 && m.chosen < len(s.points) {
		left, top := s.pixel(s.place(m.chosen))
		circle(pen, left, top, max(s.imageSide()*.75, 8), 2, bright)
	}
	if m.place.Shown {
		left, top := s.pixel(m.place.X, m.place.Y)
		left, top = min(max(left, 12), s.width-12), min(max(top, 12), s.height-12) // or nobody would see it
		circle(pen, left, top, 9, 6, ground)
		circle(pen, left, top, 9, 3, bright)
		circle(pen, left, top, 3, 3, digitColours[m.place.Digit])
		pen.Set("font", "700 13px "+m.font)
		below := top + 22
		if below > s.height-8 {
			below = top - 22
		}
		haloed(pen, text.T("your drawing"), min(max(left, 44), s.width-44), below, 4, s.width, bright)
	}
}

// haloed writes over what may have any colour, so many pixels wide at most.
func haloed(pen app.Value, words string, left, top, halo, most float64, c colour) {
	pen.Set("lineWidth", halo)
	pen.Set("strokeStyle", ground.css())
	pen.Call("strokeText", words, left, top, most)
	pen.Set("fillStyle", c.css())
	pen.Call("fillText", words, left, top, most)
}

func circle(pen app.Value, left, top, radius, width float64, c colour) {
	pen.Set("lineWidth", width)
	pen.Set("strokeStyle", c.css())
	pen.Call("beginPath")
	pen.Call("arc", left, top, radius, 0, 2*math.Pi)
	pen.Call("stroke")
}
