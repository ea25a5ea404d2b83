package space

import (
	"math"

	"digitlab/web/dom"
)

// idle is the slow turn by which one sees that there is depth. It ends with the first
// thing that is done on the page, or where it began.
type idle struct {
	over  bool
	began bool
	since float64 // ms
}

const (
	// idleTime is how long it takes, in ms.
	idleTime = 16_000
	// idleAngle is how far it goes to each side, in radians.
	idleAngle = .35
)

// swing looks at all of some boxes from where the home camera stands, turned by an angle:
// from aside the network is wider, and so is seen from farther away.
func swing(home camera, angle float64, boxes []box, aspect float64) camera {
	c := home
	c.Yaw += angle
	c.Distance = max(home.Distance, c.distanceOf(boxes, aspect))
	return c
}

// turn returns the angle at a time in ms, and whether it goes on.
func (t *idle) turn(now float64) (angle float64, going bool) {
	if t.over {
		return 0, false
	}
	if !t.began {
		t.began, t.since = true, now
	}
	share := (now - t.since) / idleTime
	if share >= 1 || dom.PrefersReducedMotion() {
		t.over = true
		return 0, false
	}
	return idleAngle * math.Sin(2*math.Pi*share), true
}
