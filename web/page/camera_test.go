package page_test

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/lab"
	"digitlab/web/lab/camera"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// film is a camera that the test moves.
type film struct {
	asked  []string // IDs of the cameras that were to be opened
	events camera.Events
	shows  byte // all bytes of its frames
	closed int
}

func (f *film) open(_ app.Context, id string, events camera.Events) {
	f.asked, f.events = append(f.asked, id), events
}

func (f *film) Frame() (width, height int, pixels []byte) {
	return 4, 3, bytes.Repeat([]byte{f.shows}, 4*4*3)
}

func (f *film) Still(ctx app.Context, _ string, taken func(app.Context, app.Value, bool)) {
	taken(ctx, app.Window(), true)
}

func (f *film) Close() { f.closed++ }

// newFilmedStage is newStage with a camera.
func newFilmedStage(t *testing.T) (*stage, *film) {
	f := &film{}
	s := newStageWith(t, lab.Options{OpenCamera: f.open})
	return s, f
}

// film has the camera show something, a byte of its pixels.
func (s *stage) film(f *film, what byte) {
	f.shows = what
	f.events.Shows(s.disp.Context())
	s.consume()
}

// live gives the page the camera that it has asked for.
func (s *stage) live(f *film, of state.Camera) {
	f.events.Opened(s.disp.Context(), f, of)
	s.consume()
}

// frame returns the frame among what the predictor was sent, which has to be one.
func (s *stage) frame() *worker.Bitmap {
	s.t.Helper()
	sent := s.sentToPredictor()
	if len(sent) != 1 {
		s.t.Fatalf("the predictor was sent %s, want a frame", describe(sent))
	}
	m, ok := sent[0].(*worker.Bitmap)
	if !ok {
		s.t.Fatalf("the predictor was sent %s, want a frame", describe(sent))
	}
	return m
}

func TestCameraIsReadOneFrameAtATime(t *testing.T) {
	s, f := newFilmedStage(t)
	if len(f.asked) != 0 {
		t.Fatal("the camera is asked for before anybody wants it")
	}
	act(s, state.OpenCamera, "")
	if got := s.value("camera"); got != "asked" {
		t.Errorf("while the browser asks, #camera has data-value %q", got)
	}
	s.live(f, state.Camera{Device: "a"})
	if sent := s.sentToPredictor(); len(sent) > 0 {
		t.Errorf("before it shows something the predictor was sent %s", describe(sent))
	}
	s.film(f, 3)
	first := s.frame()
	if first.Width != 4 || first.Height != 3 || len(first.Pixels) != 48 || first.Pixels[0] != 3 {
		t.Errorf("the predictor was sent %+v, want the frame", first)
	}
	s.film(f, 4)
	s.film(f, 5)
	if sent := s.sentToPredictor(); len(sent) > 0 {
		t.Errorf("before the answer the predictor was sent %s", describe(sent))
	}
	s.sayAs("predictor", &worker.Prediction{ID: first.ID, Digit: 7, Probabilities: make([]float64, 10), Image: make([]byte, 784)})
	if got := s.value("prediction"); got != "7" {
		t.Errorf("#prediction has data-value %q, want that of the frame", got)
	}
	s.film(f, 6)
	if next := s.frame(); next.Pixels[0] != 6 || next.ID == first.ID {
		t.Errorf("then the predictor was sent %+v, want the newest frame", next)
	}
}

// The boxes lie over the frames, which leave an eighth of the pad free above and below.
func TestCameraBoxesDigits(t *testing.T) {
	s, f := newFilmedStage(t)
	boxes := regexp.MustCompile(`<div [^>]*\bid="pad-boxes"[^>]*>`)
	act(s, state.OpenCamera, "")
	s.live(f, state.Camera{})
	s.film(f, 1)
	s.sayAs("predictor", &worker.Prediction{ID: s.frame().ID, Digit: 4, Probabilities: make([]float64, 10), Image: make([]byte, 784),
		Digits: []worker.ReadDigit{{Digit: 4, Box: [4]float64{.1, .1, .4, .9}}, {Digit: 2, Box: [4]float64{.6, .1, .9, .9}}}})
	if got := s.value("prediction") + " " + s.value("digit-1"); got != "42 2" {
		t.Errorf("#prediction and #digit-1 have the data-values %q, want 42 and 2", got)
	}
	if tag := boxes.FindString(s.html()); !strings.Contains(tag, `hidden="false"`) || !strings.Contains(tag, "inset:12.5% 0%") {
		t.Errorf("the boxes lie in %s", tag)
	}
	s.raise(state.CloseCamera)
	if tag := boxes.FindString(s.html()); strings.Contains(s.html(), `id="digit-1"`) && !strings.Contains(tag, `hidden="true"`) {
		t.Errorf("with the camera closed the boxes lie in %s", tag)
	}
}

func TestCameraClosesAndGivesBackThePad(t *testing.T) {
	tests := []struct {
		name  string
		close func(s *stage, f *film)
		said  string
	}{
		{"by its button", func(s *stage, _ *film) { s.raise(state.CloseCamera) }, ""},
		{"with the tab hidden", func(s *stage, f *film) { f.events.Lost(s.disp.Context(), nil) }, ""},
		{"unplugged", func(s *stage, f *film) { f.events.Lost(s.disp.Context(), errors.New("it has gone")) }, "it has gone"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, f := newFilmedStage(t)
			act(s, state.ReadSubject, oneDot)
			s.sayAs("predictor", &worker.Prediction{ID: questionID(t, s.sentToPredictor()[0])})
			act(s, state.OpenCamera, "")
			s.live(f, state.Camera{})
			s.film(f, 1)
			s.sayAs("predictor", &worker.Prediction{ID: s.frame().ID})
			test.close(s, f)
			s.consume()
			if got := s.notices(); got != test.said {
				t.Errorf("the page says %q, want %q", got, test.said)
			}
			if f.closed != 1 || s.value("camera") != "" {
				t.Errorf("the camera was closed %d times and is %q, want once and closed", f.closed, s.value("camera"))
			}
			sent := s.sentToPredictor()
			if len(sent) != 1 || worker.Kind(sent[0]) != "draw" {
				t.Errorf("then the predictor was sent %s, want what was drawn before", describe(sent))
			}
			s.film(f, 2)
			if sent := s.sentToPredictor(); len(sent) > 0 {
				t.Errorf("of a closed camera the predictor was sent %s", describe(sent))
			}
		})
	}
}

func TestCameraThatIsNotGivenSaysWhy(t *testing.T) {
	s, f := newFilmedStage(t)
	act(s, state.OpenCamera, "")
	f.events.Lost(s.disp.Context(), errors.New("it was refused"))
	s.consume()
	if s.notices() != "it was refused" || s.value("camera") != "" {
		t.Errorf("the page says %q and the camera is %q", s.notices(), s.value("camera"))
	}
	act(s, state.OpenCamera, "")
	if got := s.notices(); got != "" {
		t.Errorf("when it is tried again, the page says %q", got)
	}
}

// The visitor may have closed the camera before it was opened.
func TestCameraThatComesLateIsClosed(t *testing.T) {
	s, f := newFilmedStage(t)
	act(s, state.OpenCamera, "")
	s.raise(state.CloseCamera)
	s.sentToPredictor()
	s.live(f, state.Camera{})
	s.film(f, 1)
	if sent := s.sentToPredictor(); f.closed != 1 || s.value("camera") != "" || len(sent) > 0 {
		t.Errorf("the camera was closed %d times and is %q, and the predictor was sent %s", f.closed, s.value("camera"), describe(sent))
	}
}

func TestCameraGivesWayToWhatIsOpened(t *testing.T) {
	s, f := newFilmedStage(t)
	act(s, state.OpenCamera, "")
	s.live(f, state.Camera{})
	s.film(f, 1)
	s.sayAs("predictor", &worker.Prediction{ID: s.frame().ID})
	act(s, state.ReadSubject, state.Subject{Name: "7.png", Picture: []byte{1}})
	sent := s.sentToPredictor()
	if f.closed != 1 || len(sent) != 1 || worker.Kind(sent[0]) != "picture" {
		t.Errorf("the camera was closed %d times, and the predictor was sent %s", f.closed, describe(sent))
	}
}

func TestCameraIsChosenAmongSeveral(t *testing.T) {
	s, f := newFilmedStage(t)
	act(s, state.OpenCamera, "")
	two := []state.CameraDevice{{ID: "a", Name: "back"}, {ID: "b"}}
	s.live(f, state.Camera{Device: "a", Devices: two[:1]})
	if strings.Contains(s.html(), "camera-device") {
		t.Error("there is a choice among one camera")
	}
	s.raise(state.CloseCamera)
	act(s, state.OpenCamera, "")
	s.live(f, state.Camera{Device: "a", Devices: two})
	for _, want := range []string{"camera-device", "back", "Camera 2"} {
		if !strings.Contains(s.html(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	closed := f.closed
	act(s, state.OpenCamera, "b")
	if f.closed != closed+1 || f.asked[len(f.asked)-1] != "b" {
		t.Errorf("%d cameras closed and %q asked for, want the one before closed and the other asked for", f.closed-closed, f.asked)
	}
}

func TestCameraEndsWithThePage(t *testing.T) {
	s, f := newFilmedStage(t)
	act(s, state.OpenCamera, "")
	s.live(f, state.Camera{})
	s.disp.Close()
	if f.closed != 1 {
		t.Errorf("the camera was closed %d times, want once", f.closed)
	}
}
