package state

import (
	"math"
	"testing"
	"time"

	"digitlab/web/hand"
	"digitlab/web/worker"
)

func someMap() *Map {
	return &Map{
		Picked: &worker.PickedImages{
			Split: SplitTest, Indices: []int{3, 5, 8, 9}, Labels: []int{4, 4, 7, 7},
			Images: make([]byte, 4*worker.ImagePixels),
		},
		Hand: hand.Set{{Label: 4, Kept: time.Unix(0, 0), Image: make([]byte, worker.ImagePixels)}},
		Frame: &worker.ImageMap{
			Predictions: []int{4, 9, 7, 7, 4},
			Positions:   worker.PackFloats([]float32{1, 1, 3, 1, -3, 4, -3, 4, 100, 100}),
		},
	}
}

func TestMapPoints(t *testing.T) {
	points := someMap().Points()
	if len(points) != 5 {
		t.Fatalf("%d points, want 5", len(points))
	}
	if p := points[1]; p.X != 3 || p.Y != 1 || p.Label != 4 || !p.Wrong() || p.Own || p.String() != "test image 5: 4 read as 9" {
		t.Errorf("the second is %v at %g, %g", p, p.X, p.Y)
	}
	if p := points[4]; !p.Own || p.Label != 4 || p.String() != "a drawing of yours: 4 read correctly" {
		t.Errorf("the visitor's is %v", p)
	}
	if got := (&Map{}).Points(); got != nil {
		t.Errorf("without a map there are the points %v", got)
	}
}

// The visitor's drawings, which may be anything, do not move the clouds.
func TestClouds(t *testing.T) {
	clouds := Clouds(someMap().Points())
	if got, want := clouds[4], (Cloud{Count: 2, Mistakes: 1, X: 2, Y: 1, Spread: 1, Nearest: 7, Distance: math.Hypot(5, 3)}); got != want {
		t.Errorf("the cloud of 4 is %+v, want %+v", got, want)
	}
	if got, want := clouds[7], (Cloud{Count: 2, X: -3, Y: 4, Nearest: 4, Distance: math.Hypot(5, 3)}); got != want {
		t.Errorf("the cloud of 7 is %+v, want %+v", got, want)
	}
	if got := clouds[0]; got != (Cloud{Nearest: -1}) {
		t.Errorf("the cloud of no images is %+v", got)
	}
	if got, want := Separation(clouds), 2*math.Hypot(5, 3); math.Abs(got-want) > 1e-9 {
		t.Errorf("the separation is %g, want %g", got, want)
	}
	if got := Separation(Clouds(nil)); got != 0 {
		t.Errorf("the separation of nothing is %g", got)
	}
}
