package draw

import (
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// A picture lies in the middle of the pad, as large as it can be, and so do its boxes.
func TestMarginsOfAPicture(t *testing.T) {
	for _, test := range []struct {
		width, height int
		left, top     float64
	}{
		{0, 0, 0, 0}, // a drawing, or a camera that shows nothing yet
		{100, 100, 0, 0},
		{400, 100, 0, .375},
		{300, 600, .25, 0},
	} {
		c := &boxes{Width: test.width, Height: test.height}
		if left, top := c.margins(); left != test.left || top != test.top {
			t.Errorf("a picture of %dx%d leaves %g and %g free, want %g and %g", test.width, test.height, left, top, test.left, test.top)
		}
		c = &boxes{Width: 50, Height: 60} // which the camera lies over
		c.reading.Of.Bitmap = &worker.Bitmap{Width: test.width, Height: test.height}
		if left, top := c.margins(); left != test.left || top != test.top {
			t.Errorf("a frame of %dx%d leaves %g and %g free, want %g and %g", test.width, test.height, left, top, test.left, test.top)
		}
	}
}

// Boxes are not seen on what they are not of, such as a picture that has just come.
func TestBoxesAreOfWhatIsOnThePad(t *testing.T) {
	drawing := state.Subject{Strokes: []worker.Stroke{{1, 2}}}
	photo := state.Subject{Name: "42.png", Picture: []byte{1}}
	frame := state.Subject{Bitmap: &worker.Bitmap{Width: 4, Height: 3}}
	live := state.Camera{Phase: state.CameraLive}
	tests := []struct {
		name  string
		on    *boxes
		fit   state.Subject
		other []state.Subject
	}{
		{"drawing", &boxes{}, drawing, []state.Subject{photo, frame}},
		{"picture", &boxes{Picture: true, Name: "42.png", Width: 4, Height: 3}, photo,
			[]state.Subject{drawing, frame, {Name: "7.png", Picture: []byte{1}}}},
		{"camera", &boxes{camera: live}, frame, []state.Subject{drawing, photo}},
		{"camera over a picture", &boxes{Picture: true, Name: "42.png", Width: 4, Height: 3, camera: live}, frame, []state.Subject{photo}},
	}
	for _, test := range tests {
		c := test.on
		if c.reading.Of = test.fit; !c.fits() {
			t.Errorf("%s: its own boxes are not seen", test.name)
		}
		for _, other := range test.other {
			if c.reading.Of = other; c.fits() {
				t.Errorf("%s: the boxes of %+v are seen", test.name, other)
			}
		}
	}
	if c := (&boxes{Picture: true, Name: "42.png"}); c.fits() {
		t.Error("boxes are seen on a picture whose size is not known")
	}
}
