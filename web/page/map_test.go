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

// pickedImages are three of the test images.
func pickedImages() *worker.PickedImages {
	return &worker.PickedImages{
		Split: "test", Indices: []int{2, 5, 9}, Labels: []int{4, 4, 7},
		Images: slices.Concat(imageOf(1), imageOf(2), imageOf(3)),
	}
}

// lastMap returns the last question about the map that the predictor was sent.
func (s *stage) lastMap() (last *worker.MapImages) {
	for _, m := range s.sentToPredictor() {
		if m, ok := m.(*worker.MapImages); ok {
			last = m
		}
	}
	return last
}

func (s *stage) picks() (count int) {
	for _, m := range s.sent() {
		if _, ok := m.(*worker.PickImages); ok {
			count++
		}
	}
	return count
}

// Nothing is computed until the map is open, and nothing more once it is folded or
// scrolled away.
func TestMapIsComputedWhileItCanBeSeen(t *testing.T) {
	synctest.Test(t, testMapIsComputedWhileItCanBeSeen)
}

func testMapIsComputedWhileItCanBeSeen(t *testing.T) {
	s := newStage(t)
	s.show("inside")
	if s.picks() > 0 || s.lastMap() != nil {
		t.Error("a folded map is computed")
	}
	act(s, state.FoldPart, state.PartFold{Part: state.PartMap, Open: true})
	s.settle()
	if html := s.html(); !strings.Contains(html, "The map is drawn once the dataset is here.") {
		t.Error("without a dataset, nothing says so")
	}
	s.say(readyMessage)
	s.settle()
	if got := s.picks(); got != 1 {
		t.Fatalf("images are picked %d times, want once", got)
	}
	s.say(pickedImages())
	s.settle()
	asked := s.lastMap()
	if asked == nil || !asked.On || asked.Method != worker.MapPCA || len(asked.Labels) != 3 || !bytes.Equal(asked.Images, pickedImages().Images) {
		t.Fatalf("the predictor is asked %+v", asked)
	}

	frame := &worker.ImageMap{
		ID: asked.ID, Method: worker.MapPCA, Source: "pretrained", Layer: "pool2", Values: 980, Used: 980,
		Predictions: []int{4, 9, 7}, Positions: worker.PackFloats([]float32{1, 0, 2, 0, -1, 3}),
	}
	for _, language := range text.Languages {
		act(s, state.ChooseLanguage, language.Tag)
		s.hear(frame, &worker.MapPlace{ID: asked.ID, Shown: true, Digit: 3, X: 1, Y: 1})
		s.settle()
		html := s.html()
		if got := attribute(t, html, "digit-map", "data-value"); got != "3" {
			t.Errorf("%s: the map has %s images, want 3", language.Tag, got)
		}
		if got := attribute(t, html, "map-method", "data-value"); got != worker.MapPCA {
			t.Errorf("%s: the method is %q, want components", language.Tag, got)
		}
	}
	act(s, state.ChooseLanguage, text.English.Tag)
	if !strings.Contains(s.html(), "3 images by what pool2 gives (980 numbers each)") {
		t.Error("nothing says what is mapped by what")
	}
	late := *frame
	late.ID, late.Predictions = asked.ID-1, []int{4, 4, 7, 7}
	s.hear(&late)
	if got := attribute(t, s.html(), "digit-map", "data-value"); got != "3" {
		t.Errorf("a map that is not asked for any more has %s images on the page", got)
	}

	act(s, state.ChooseMapMethod, worker.MapLDA)
	if m := s.lastMap(); m == nil || m.Method != worker.MapLDA || m.ID == asked.ID {
		t.Errorf("for the other method the predictor is asked %+v", m)
	}
	act(s, state.SeePart, state.PartSight{Part: state.PartMap})
	if m := s.lastMap(); m == nil || m.On {
		t.Error("out of sight it is computed")
	}
	act(s, state.SeePart, state.PartSight{Part: state.PartMap, Seen: true})
	if m := s.lastMap(); m == nil || !m.On {
		t.Error("in sight again it is not computed")
	}
	s.lose("predictor", 1)
	if m := s.lastMap(); m == nil || !m.On {
		t.Error("another predictor is not asked")
	}
	act(s, state.FoldPart, state.PartFold{Part: state.PartMap})
	s.settle()
	if m := s.lastMap(); m == nil || m.On {
		t.Error("folded again it is computed")
	}
	act(s, state.FoldPart, state.PartFold{Part: state.PartMap, Open: true})
	s.settle()
	if s.picks() > 0 {
		t.Error("the images are picked again")
	}
	s.say(readyMessage) // another dataset
	if s.picks() != 1 {
		t.Error("of another dataset no images are picked")
	}
}

// What is kept as one's own hand is mapped behind the dataset's images.
func TestMapHasTheHand(t *testing.T) { synctest.Test(t, testMapHasTheHand) }

func testMapHasTheHand(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	s.show("inside")
	act(s, state.FoldPart, state.PartFold{Part: state.PartMap, Open: true})
	s.say(pickedImages())
	s.settle()
	s.lastMap()
	image := imageOf(8)
	s.read(state.Subject{Name: "x.png", Picture: []byte("x")}, 5, image)
	act(s, state.KeepDrawing, 6)
	s.settle()
	asked := s.lastMap()
	if asked == nil || len(asked.Labels) != 3 || !bytes.HasSuffix(asked.Images, image) || len(asked.Images) != 4*worker.ImagePixels {
		t.Fatalf("the predictor is asked %+v", asked)
	}
	s.hear(&worker.ImageMap{ID: asked.ID, Method: worker.MapPCA, Layer: "", Values: 784, Used: 784,
		Predictions: []int{4, 4, 7, 5}, Positions: worker.PackFloats(make([]float32, 8))})
	s.settle()
	html := s.html()
	if got := attribute(t, html, "digit-map", "data-value"); got != "4" || !strings.Contains(html, "drawings in “My handwriting”") {
		t.Errorf("the map has %s images, want 4 and what marks the last", got)
	}
}
