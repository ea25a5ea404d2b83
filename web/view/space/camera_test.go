package space

import (
	"math"
	"testing"
)

func TestMatrixProduct(t *testing.T) {
	move := matrix{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 3, 4, 5, 1}
	scale := matrix{2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1}
	for name, test := range map[string]struct {
		m    matrix
		x, y float64
	}{
		"move last":  {move.times(scale), 5, 6},
		"move first": {scale.times(move), 8, 10},
	} {
		if x, y, away := test.m.project(vector{1, 1, 1}); x != test.x || y != test.y || away != 1 {
			t.Errorf("%s: 1, 1 is seen at %g, %g, %g away", name, x, y, away)
		}
	}
}

// closeTo allows for rounding.
func closeTo(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

// What the camera looks at is in the middle, what is right and up of it is there, and as
// far away as it is.
func TestProjection(t *testing.T) {
	const aspect = 1.5
	for _, c := range []camera{
		{Distance: 10},
		{Yaw: 1, Pitch: .5, Distance: 30, Target: vector{5, -2, 8}},
		{Yaw: -2.5, Pitch: -1.2, Distance: 3, Target: vector{0, 9, 0}},
	} {
		m := c.matrix(aspect)
		if x, y, away := m.project(c.Target); !closeTo(x, 0) || !closeTo(y, 0) || !closeTo(away, c.Distance) {
			t.Errorf("%v: the target is at %g, %g, %g away", c, x, y, away)
		}
		right, up, back := c.axes()
		if !closeTo(right.dot(up), 0) || !closeTo(up.dot(back), 0) || !closeTo(right.dot(back), 0) || !closeTo(up.length(), 1) || up.Y < 0 {
			t.Errorf("%v: the axes are %v, %v, %v", c, right, up, back)
		}
		// At the edge of the field of view.
		edge := c.Distance * math.Tan(fieldOfView/2)
		if x, y, _ := m.project(c.Target.plus(up.times(edge))); !closeTo(x, 0) || !closeTo(y, 1) {
			t.Errorf("%v: the upper edge is at %g, %g", c, x, y)
		}
		if x, y, _ := m.project(c.Target.plus(right.times(edge * aspect))); !closeTo(x, 1) || !closeTo(y, 0) {
			t.Errorf("%v: the right edge is at %g, %g", c, x, y)
		}
		if _, _, away := m.project(c.eye().plus(back)); away >= 0 {
			t.Errorf("%v: what is behind it is %g away", c, away)
		}
	}
}

// A place lies on the ray of the point where it is seen.
func TestRayGoesWhereItIsSeen(t *testing.T) {
	c := camera{Yaw: .7, Pitch: -.4, Distance: 40, Target: vector{3, 1, -2}}
	const aspect = .7
	for _, v := range []vector{{3, 1, -2}, {10, 4, 3}, {-6, -5, 8}} {
		x, y, away := c.matrix(aspect).project(v)
		r := c.ray(x, y, aspect)
		if missed := r.From.plus(r.Along.times(away)).minus(v).length(); missed > 1e-9 {
			t.Errorf("the ray to %v misses it by %g", v, missed)
		}
	}
}

func TestTurnZoomAndPan(t *testing.T) {
	around := box{vector{-50, -50, -50}, vector{50, 50, 50}}
	home := homeCamera([]box{around}, 1)
	x := func(c camera, v vector) float64 { x, _, _ := c.matrix(1).project(v); return x }
	y := func(c camera, v vector) float64 { _, y, _ := c.matrix(1).project(v); return y }
	_, _, back := home.axes()
	front := home.Target.plus(back.times(20))

	turned := home
	turned.turn(.2, .1)
	if x(turned, front) <= x(home, front) || y(turned, front) >= y(home, front) {
		t.Error("the front does not follow a turn to the right and down")
	}
	turned.turn(100, 100)
	if turned.Pitch != mostPitch || math.Abs(turned.Yaw) > math.Pi {
		t.Errorf("it can be turned to %g, %g", turned.Yaw, turned.Pitch)
	}
	near := home
	near.zoom(.5, home)
	if near.Distance != home.Distance/2 {
		t.Errorf("from %g it is zoomed to %g", home.Distance, near.Distance)
	}
	near.zoom(1e-9, home)
	if far := home; near.Distance != home.Distance*nearest {
		t.Errorf("it comes as near as %g of %g", near.Distance, far.Distance)
	}
	near.zoom(1e9, home)
	if near.Distance != home.Distance*farthest {
		t.Errorf("it goes as far as %g of %g", near.Distance, home.Distance)
	}
	moved := home
	moved.pan(.1, .05, around)
	if got, want := x(moved, home.Target), .2; math.Abs(got-want) > .01 {
		t.Errorf("moved by a tenth of the height, the middle is at %g, want %g", got, want)
	}
	if got, want := y(moved, home.Target), -.1; math.Abs(got-want) > .01 {
		t.Errorf("moved down by a twentieth, the middle is at %g, want %g", got, want)
	}
	moved.pan(1000, 1000, around)
	if moved.Target != moved.Target.within(around) {
		t.Errorf("it can be moved away, to %v", moved.Target)
	}
}

// Whichever way the network turns by itself, no part of it leaves the picture.
func TestSwingKeepsAllInSight(t *testing.T) {
	// A wide layer, a long way, and a narrow one behind it.
	boxes := []box{{vector{-14, -14, 0}, vector{14, 14, 1}}, {vector{-40, -60, 60}, vector{40, 60, 61}}, {vector{-1, -20, 200}, vector{1, 20, 201}}}
	for _, aspect := range []float64{.8, 1.5, 1.9} {
		home := homeCamera(boxes, aspect)
		for _, angle := range []float64{-idleAngle, -idleAngle / 2, 0, idleAngle / 2, idleAngle} {
			m := swing(home, angle, boxes, aspect).matrix(aspect)
			for _, b := range boxes {
				for _, corner := range b.corners() {
					if x, y, _ := m.project(corner); math.Abs(x) > 1 || math.Abs(y) > 1 {
						t.Errorf("turned by %g, in a picture %g times as wide as high, a corner is at %g, %g", angle, aspect, x, y)
					}
				}
			}
		}
		if back := swing(home, 0, boxes, aspect); math.Abs(back.Distance-home.Distance) > 1e-6*home.Distance {
			t.Errorf("not turned, it is seen from %g, want %g", back.Distance, home.Distance)
		}
	}
}

func TestRayMeetsBoxes(t *testing.T) {
	b := box{vector{1, -1, -1}, vector{3, 1, 1}}
	tests := map[string]struct {
		r   ray
		at  float64
		hit bool
	}{
		"ahead":           {ray{vector{}, vector{1, 0, 0}}, 1, true},
		"behind":          {ray{vector{5, 0, 0}, vector{1, 0, 0}}, 0, false},
		"beside":          {ray{vector{0, 2, 0}, vector{1, 0, 0}}, 0, false},
		"past an edge":    {ray{vector{}, vector{1, 1.1, 0}}, 0, false},
		"through a side":  {ray{vector{2, 5, 0}, vector{0, -2, 0}}, 2, true},
		"from within":     {ray{vector{2, 0, 0}, vector{0, 0, 1}}, 0, true},
		"at an angle":     {ray{vector{0, -1, 0}, vector{1, .5, 0}}, 1, true},
		"in longer steps": {ray{vector{}, vector{4, 0, 0}}, .25, true},
	}
	for name, test := range tests {
		if at, hit := test.r.meets(b); hit != test.hit || hit && at != test.at {
			t.Errorf("%s: the box is met %t, at %g, want %t, at %g", name, hit, at, test.hit, test.at)
		}
	}
}
