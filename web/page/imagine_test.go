package page_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// imagines returns the pictures that the predictor is asked for, and the kinds that it
// is to stop.
func imagines(messages []worker.Message) (begun []*worker.Imagine, stopped []string) {
	for _, m := range messages {
		switch m := m.(type) {
		case *worker.Imagine:
			begun = append(begun, m)
		case *worker.StopImagining:
			stopped = append(stopped, m.Kind)
		}
	}
	return begun, stopped
}

// imagines returns the one picture that the predictor is asked for.
func (s *stage) imagines() *worker.Imagine {
	s.t.Helper()
	begun, _ := imagines(s.sentToPredictor())
	if len(begun) != 1 {
		s.t.Fatalf("the predictor is asked for %d pictures, want 1", len(begun))
	}
	return begun[0]
}

// open shows a part of the inside.
func (s *stage) open(part string) {
	act(s, state.FoldPart, state.PartFold{Part: part, Open: true})
	s.settle()
}

func stepOf(asked *worker.Imagine, steps int, over bool) *worker.Imagined {
	return &worker.Imagined{ID: asked.ID, Kind: asked.Kind, Digit: asked.Digit, Source: "test", Steps: steps, Over: over,
		Now: worker.PictureReading{Digit: asked.Digit, Probability: 0.96}, Bytes: bytes.Repeat([]byte{byte(steps)}, worker.ImagePixels)}
}

func TestDream(t *testing.T) { synctest.Test(t, testDream) }

func testDream(t *testing.T) {
	s := newStage(t)
	s.show("inside")
	if s.shows("imagine") {
		t.Error("what it imagines is there though its part is folded")
	}
	s.open(state.PartImagine)
	s.hear(insideMessage(10))
	if begun, _ := imagines(s.sentToPredictor()); len(begun) > 0 {
		t.Error("something is imagined before a digit is chosen")
	}
	act(s, state.Imagine, state.ImagineRequest{Kind: worker.Dream, Digit: 4})
	asked := s.imagines()
	if asked.Kind != worker.Dream || asked.Digit != 4 || asked.Whole {
		t.Errorf("the predictor is asked for %+v, want each step of the dream of a 4", asked)
	}
	s.hear(stepOf(asked, 12, false))
	if got := s.value("imagine"); got != "4" || !strings.Contains(s.html(), "Reads 4: 96.0 % sure (after 12 steps)") {
		t.Errorf("#imagine has data-value %q, and nothing says what is read in it", got)
	}
	if got := attribute(t, s.html(), "imagine", "data-state"); got != "running" || attribute(t, s.html(), "imagine-5", "aria-pressed") != "false" {
		t.Errorf("the picture is %s, want running, of a 4 alone", got)
	}
	act(s, state.StopImagining, worker.Dream)
	if _, stopped := imagines(s.sentToPredictor()); !slices.Equal(stopped, []string{worker.Dream}) {
		t.Errorf("the predictor is to stop %v", stopped)
	}
	s.hear(stepOf(asked, 13, false)) // which was on its way
	if !strings.Contains(s.html(), "(after 12 steps)") || attribute(t, s.html(), "imagine", "data-state") != "still" {
		t.Error("it goes on though it was stopped")
	}

	// Newer weights leave it, and it is said to be of older ones.
	const older = "This is of older weights: test."
	if strings.Contains(s.html(), older) {
		t.Error("it is said to be old though the weights are the same")
	}
	newer := insideMessage(10)
	newer.Step = 7
	s.hear(newer)
	if !strings.Contains(s.html(), older) {
		t.Errorf("with newer weights the page does not say %q", older)
	}

	// Folded, it ends.
	act(s, state.Imagine, state.ImagineRequest{Kind: worker.Dream, Digit: 5})
	again := s.imagines()
	if again.Seed == asked.Seed {
		t.Error("the next one begins with the same noise")
	}
	act(s, state.FoldPart, state.PartFold{Part: state.PartImagine})
	s.settle()
	if _, stopped := imagines(s.sentToPredictor()); !slices.Equal(stopped, []string{worker.Dream}) {
		t.Errorf("when the part is folded, the predictor is to stop %v", stopped)
	}
}

func TestDisguise(t *testing.T) { synctest.Test(t, testDisguise) }

func testDisguise(t *testing.T) {
	s := newStage(t)
	s.show("inside")
	s.open(state.PartDisguise)
	if html := s.html(); !strings.Contains(html, "Draw a digit, then choose another.") {
		t.Error("nothing says that there has to be a digit")
	}
	inside := insideMessage(10)
	s.hear(inside)
	if html := s.html(); !strings.Contains(html, "Make this 7 a") {
		t.Error("the digit on the pad is not named")
	}
	s.sentToPredictor()
	act(s, state.Imagine, state.ImagineRequest{Kind: worker.Disguise, Digit: 8, Image: inside.Image()})
	asked := s.imagines()
	if !bytes.Equal(asked.Image, inside.Image()) {
		t.Error("the picture to be disguised is not the one that is read")
	}
	m := stepOf(asked, 9, true)
	m.Bytes = slices.Concat(imageOf(8), inside.Image(), bytes.Repeat([]byte{200}, worker.ImagePixels))
	m.Before, m.Distance, m.Largest = worker.PictureReading{Digit: 7, Probability: 0.5, Unsure: true}, 1.5, 0.25
	s.hear(m)
	html := s.html()
	for _, words := range []string{"Not sure, maybe a 7: 50.0 % sure", "Reads 8: 96.0 % sure", "Distance 1.50", "4.0 times as strong as it is"} {
		if !strings.Contains(html, words) {
			t.Errorf("the page does not say %q", words)
		}
	}
	if got := s.value("disguise-words"); got != "1.5" || s.value("disguise") != "8" {
		t.Errorf("a distance of %s, read as %s, want 1.5 and 8", got, s.value("disguise"))
	}

	// Networks that give one number, and weights that give none.
	for _, language := range text.Languages {
		act(s, state.ChooseLanguage, language.Tag)
		act(s, state.Imagine, state.ImagineRequest{Kind: worker.Disguise, Digit: 3, Image: inside.Image()})
		m.ID, m.Digit, m.Rounded, m.Now = s.imagines().ID, 3, true, worker.PictureReading{Digit: 2, Probability: 1, Output: 2.4, Unsure: true}
		s.hear(m)
		if want := text.F("Not sure, maybe %s: %s", state.OneOf(nil, 2), text.F("output %s, rounded", "2.40")); !strings.Contains(s.html(), want) {
			t.Errorf("%s: the page does not say %q", language.Tag, want)
		}
		if want := text.F("No change that small makes the network sure of %s.", state.OneOf(nil, 3)); !strings.Contains(s.html(), want) {
			t.Errorf("%s: the page does not say %q", language.Tag, want)
		}
	}
	act(s, state.ChooseLanguage, text.English.Tag)
	act(s, state.Imagine, state.ImagineRequest{Kind: worker.Disguise, Digit: 3, Image: inside.Image()})
	s.hear(&worker.Imagined{ID: s.imagines().ID, Kind: worker.Disguise, Digit: 3, Over: true, Unread: true})
	if !strings.Contains(s.html(), "the outputs are no numbers") {
		t.Error("nothing says why there is no picture")
	}
}

// A new predictor begins anew with what the one before had begun.
func TestImaginingOutlivesItsPredictor(t *testing.T) { synctest.Test(t, testImaginingOutlives) }

func testImaginingOutlives(t *testing.T) {
	s := newStage(t)
	s.show("inside")
	s.open(state.PartImagine)
	act(s, state.Imagine, state.ImagineRequest{Kind: worker.Dream, Digit: 4})
	asked := s.imagines()
	s.lose("predictor", 1)
	if again := s.imagines(); again.ID != asked.ID || again.Digit != 4 {
		t.Errorf("the new predictor is asked for %+v", again)
	}
	s.hear(stepOf(asked, 80, true))
	s.lose("predictor", 1)
	if begun, _ := imagines(s.sentToPredictor()); len(begun) > 0 {
		t.Error("a finished picture is begun anew")
	}
}
