package page_test

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/lab"
	"digitlab/web/state"
	"digitlab/web/worker"
)

var heic = state.Subject{Name: "7.heic", Picture: []byte("heic")}

// refuses answers the question about a picture with a failure.
func (s *stage) refuses() {
	s.sayAs("predictor", &worker.Failure{Scope: worker.ScopePicture, Text: "7.heic: of the kind HEIC"})
}

// askedFor returns the file of the picture that the predictor was asked about, which
// has to be all that it was sent.
func (s *stage) askedFor() string {
	s.t.Helper()
	sent := s.sentToPredictor()
	if len(sent) != 1 || worker.Kind(sent[0]) != "picture" {
		s.t.Fatalf("the predictor was sent %s, want a picture", describe(sent))
	}
	return string(sent[0].(*worker.Picture).File)
}

// What the predictor cannot decode, the browser may.
func TestPictureIsRedrawnByTheBrowser(t *testing.T) {
	var given []string
	s := newStageWith(t, lab.Options{Redraw: func(ctx app.Context, file []byte, done func(app.Context, []byte)) {
		given = append(given, string(file))
		done(ctx, []byte("png"))
	}})
	act(s, state.ReadSubject, heic)
	if got := s.askedFor(); got != "heic" || len(given) > 0 {
		t.Fatalf("the predictor was asked for %q, and the browser for %q; want the file, and nothing yet", got, given)
	}
	s.refuses()
	if got := s.askedFor(); got != "png" || len(given) != 1 || given[0] != "heic" {
		t.Fatalf("then the browser was given %q and the predictor %q, want the file and what comes of it", given, got)
	}
	if got := s.notices(); got != "" {
		t.Errorf("the page says %q, want nothing: it goes well", got)
	}
	s.refuses()
	if !strings.Contains(s.notices(), "HEIC") || len(given) != 1 {
		t.Errorf("the page says %q and the browser was asked %d times, want the failure, and once", s.notices(), len(given))
	}
}

func TestPictureThatNobodyDecodesIsNamed(t *testing.T) {
	s := newStage(t)
	act(s, state.ReadSubject, heic)
	s.askedFor()
	s.refuses()
	if got := s.notices(); !strings.Contains(got, "of the kind HEIC. This browser cannot decode it either.") {
		t.Errorf("the page says %q", got)
	}
	act(s, state.ReadSubject, oneDot)
	if got := s.notices(); got != "" {
		t.Errorf("with a drawing the page still says %q", got)
	}
}

// What is drawn meanwhile is what is read.
func TestPictureThatIsRedrawnTooLateIsLeft(t *testing.T) {
	var done func(app.Context, []byte)
	s := newStageWith(t, lab.Options{Redraw: func(_ app.Context, _ []byte, redrawn func(app.Context, []byte)) { done = redrawn }})
	act(s, state.ReadSubject, heic)
	s.askedFor()
	s.refuses()
	act(s, state.ReadSubject, oneDot)
	s.sentToPredictor()
	done(s.disp.Context(), []byte("png"))
	s.consume()
	if sent := s.sentToPredictor(); len(sent) > 0 || s.notices() != "" {
		t.Errorf("the predictor was sent %s, and the page says %q; want neither", describe(sent), s.notices())
	}
	// And a failure that comes as late takes away no newer picture.
	act(s, state.ReadSubject, heic)
	act(s, state.ReadSubject, state.Subject{Name: "8.png", Picture: []byte("eight")})
	s.sentToPredictor()
	s.refuses()
	if got := s.notices(); got != "" {
		t.Errorf("of a picture that is gone the page says %q", got)
	}
}
