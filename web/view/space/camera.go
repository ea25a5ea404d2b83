package space

import "math"

// camera looks at the network from outside.
type camera struct {
	Yaw      float64 // radians: 0 looks across the layers, a quarter turn along them
	Pitch    float64 // radians, how far above the middle it stands
	Distance float64 // from what it looks at
	Target   vector  // what it looks at
}

const (
	// fieldOfView is the angle between the top and the bottom of the picture, in radians.
	fieldOfView = .35
	// homeYaw lets one look from the picture's side, so far that the layers do not
	// hide each other, and homePitch a little from above.
	homeYaw   = .66
	homePitch = .2
	// mostPitch keeps the network upright.
	mostPitch = 1.5
	// margin is the room around the network, as a share of its size, which the names of
	// the layers need.
	margin = .1
)

// Bounds of the distance, in shares of that from which all is seen.
const nearest, farthest = .05, 3

// homeCamera returns the camera that sees all of some boxes, in the middle of a picture
// that is aspect times as wide as it is high.
func homeCamera(boxes []box, aspect float64) camera {
	all := boxes[0]
	for _, b := range boxes {
		all = all.with(b)
	}
	c := camera{Yaw: homeYaw, Pitch: homePitch, Target: all.centre()}
	// What is near looks larger, so where the middle is depends on the distance.
	const rounds = 4
	for range rounds {
		c.Distance = c.distanceOf(boxes, aspect)
		m := c.matrix(aspect)
		left, right, bottom, top := 1., -1., 1., -1.
		for _, b := range boxes {
			for _, corner := range b.corners() {
				x, y, _ := m.project(corner)
				left, right, bottom, top = min(left, x), max(right, x), min(bottom, y), max(top, y)
			}
		}
		c.pan(-(left+right)/4*aspect, (bottom+top)/4, all)
	}
	c.Distance = c.distanceOf(boxes, aspect)
	return c
}

// distanceOf returns from how far away all of some boxes is seen.
func (c camera) distanceOf(boxes []box, aspect float64) (distance float64) {
	right, up, back := c.axes()
	high := math.Tan(fieldOfView/2) / (1 + margin)
	wide := high * aspect
	for _, b := range boxes {
		for _, corner := range b.corners() {
			from := corner.minus(c.Target)
			needed := max(math.Abs(from.dot(right))/wide, math.Abs(from.dot(up))/high)
			distance = max(distance, needed+from.dot(back))
		}
	}
	return distance
}

// axes returns the directions to the right, up, and back to the camera.
func (c camera) axes() (right, up, back vector) {
	sin, cos := math.Sincos(c.Yaw)
	rise, level := math.Sincos(c.Pitch)
	return vector{cos, 0, sin}, vector{sin * rise, level, -cos * rise}, vector{-sin * level, rise, cos * level}
}

func (c camera) eye() vector {
	_, _, back := c.axes()
	return c.Target.plus(back.times(c.Distance))
}

// near is how far away what is seen begins.
func (c camera) near() float64 { return c.Distance / 100 }

// matrix returns what takes a place to where it is seen in a picture that is aspect
// times as wide as it is high.
func (c camera) matrix(aspect float64) matrix {
	right, up, back := c.axes()
	eye := c.eye()
	look := matrix{
		right.X, up.X, back.X, 0,
		right.Y, up.Y, back.Y, 0,
		right.Z, up.Z, back.Z, 0,
		-right.dot(eye), -up.dot(eye), -back.dot(eye), 1,
	}
	near, far := c.near(), 100*c.Distance
	scale := 1 / math.Tan(fieldOfView/2)
	return matrix{
		scale / aspect, 0, 0, 0,
		0, scale, 0, 0,
		0, 0, (near + far) / (near - far), -1,
		0, 0, 2 * near * far / (near - far), 0,
	}.times(look)
}

// ray returns what is seen at a point, given as project does.
func (c camera) ray(x, y, aspect float64) ray {
	right, up, back := c.axes()
	high := math.Tan(fieldOfView / 2)
	return ray{c.eye(), right.times(x * high * aspect).plus(up.times(y * high)).minus(back)}
}

// turn turns the network as if its front were moved, by angles to the right and down.
func (c *camera) turn(right, down float64) {
	c.Yaw = math.Remainder(c.Yaw+right, 2*math.Pi)
	c.Pitch = clamp(c.Pitch+down, -mostPitch, mostPitch)
}

// zoom changes the distance, within bounds that the camera at home sets.
func (c *camera) zoom(factor float64, home camera) {
	c.Distance = clamp(c.Distance*factor, home.Distance*nearest, home.Distance*farthest)
}

// pan moves the network in the picture, in shares of the picture's height; some of it
// stays there.
func (c *camera) pan(right, down float64, within box) {
	toRight, up, _ := c.axes()
	high := 2 * c.Distance * math.Tan(fieldOfView/2)
	moved := toRight.times(-right * high).plus(up.times(down * high))
	c.Target = c.Target.plus(moved).within(within)
}
