package page_test

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// aboutDigits are what the page says of digits whatever the network knows: of itself and
// MNIST, to guide who has just come, of the tutorial, and that there are no digits.
var aboutDigits = regexp.MustCompile(`Digit Lab|MNIST|small neural network|[Hh]andwriting|the network reads it while you draw|Tick the runs below|^Draw a digit$|one softmax|are no digits`)

var (
	seenOrHeard = regexp.MustCompile(`>([^<>]+)<|(?:aria-label|aria-valuetext|title|alt|placeholder)="([^"]*)"`)
	digitWord   = regexp.MustCompile(`(?i)\bdigits?\b`)
)

// saidOfDigits returns what a page says of digits that it might say of anything else.
func saidOfDigits(page string) (said []string) {
	for _, found := range seenOrHeard.FindAllStringSubmatch(page, -1) {
		words := html.UnescapeString(found[1] + found[2])
		if digitWord.MatchString(words) && !aboutDigits.MatchString(words) {
			said = append(said, words)
		}
	}
	return said
}

// threeClasses is what the page is sent once a network that tells three classes apart has
// been trained, and reads the second.
func threeClasses(names worker.Classes) (trainer, predictor []worker.Message) {
	inside := insideMessage(len(names))
	inside.Digit, inside.Probabilities, inside.Loss = 1, []float64{.1, .8, .1}, "doublesoftmax"
	occlusion := occlusionMessage(len(names))
	occlusion.Digit = 1
	copy(occlusion.Bytes, bytes.Repeat([]byte{1}, 14*14))
	occlusion.Bytes[3] = 2
	sweep := sweepOf(worker.Turn)
	for i, label := range sweep.Bytes[:worker.Sweeps] {
		sweep.Bytes[i] = min(label, 2)
	}
	return []worker.Message{
		&worker.DatasetReady{Name: "animals", Train: 80, Valid: 20, Test: 20, Classes: names},
		&worker.Weights{Source: state.SourceRun, Loss: inside.Loss, ClassCount: len(names), Classes: names},
		&worker.Evaluation{Split: "valid", Asked: true, Source: state.SourceRun, Accuracy: 0.5, Classes: names,
			Confusion: [][]int{{1, 1, 0}, {0, 2, 0}, {0, 0, 3}}, Scores: make([]worker.Score, 3)},
	}, []worker.Message{
		&worker.Prediction{ID: 1, Classes: names, Digits: []worker.ReadDigit{{Digit: 1, Probability: .8}}, Digit: 1,
			Probabilities: inside.Probabilities, Outputs: inside.Outputs},
		inside, occlusion, sweep,
	}
}

// Where the network tells other things apart, no view speaks of digits: names stand in
// their place.
func TestNoDigitsWhereThereAreNone(t *testing.T) { synctest.Test(t, testNoDigits) }

func testNoDigits(t *testing.T) {
	names := worker.Classes{"ant", "bee", "cow"}
	trainer, predictor := threeClasses(names)
	s := newStage(t)
	s.say(trainer...)
	for _, view := range []string{"inside", state.ReportView, "data"} {
		s.show(view)
		if view == "inside" {
			for _, part := range state.FoldingParts {
				act(s, state.FoldPart, state.PartFold{Part: part, Open: true})
			}
			s.settle()
			for _, said := range saidOfDigits(s.html()) {
				t.Errorf("with nothing drawn: %q", said)
			}
			s.say(&worker.PickedImages{Split: "test", Indices: []int{2, 5, 9}, Labels: []int{0, 1, 2}, Classes: names,
				Images: slices.Concat(imageOf(1), imageOf(2), imageOf(3))})
			asked := s.lastMap()
			if asked == nil {
				t.Fatal("no map is asked for")
			}
			s.hear(predictor...)
			s.hear(&worker.ImageMap{ID: asked.ID, Method: asked.Method, Source: state.SourceRun, Layer: "pool1", Values: 2, Used: 2,
				Classes: names, Predictions: []int{0, 2, 2}, Positions: worker.PackFloats([]float32{1, 0, 2, 0, -1, 3})})
			for kind, label := range map[string]int{worker.Dream: 2, worker.Disguise: 0} {
				act(s, state.Imagine, state.ImagineRequest{Kind: kind, Digit: label, Image: imageOf(4)})
				m := stepOf(s.imagines(), 9, true)
				m.Now.Digit, m.Before.Digit = label, 1
				m.Bytes = slices.Concat(imageOf(8), imageOf(4), imageOf(6))
				s.hear(m)
			}
		}
		page := s.html()
		for _, said := range saidOfDigits(page) {
			t.Errorf("view %s: %q", view, said)
		}
		if view != "inside" {
			continue
		}
		for _, want := range []string{
			">bee<", "bee from", "Class bee.", "what is read: bee", "logit of bee", "For bee: e^", "e / (e + 2) = 0.58",
			"What the network imagines for cow", "Reads ant", "Read as bee. Make it",
		} {
			if !strings.Contains(page, want) {
				t.Errorf("view %s does not say %q", view, want)
			}
		}
		for _, none := range []string{`id="imagine-3"`, `id="disguise-3"`, `id="map-digit-3"`} {
			if strings.Contains(page, none) {
				t.Errorf("there is %s", none)
			}
		}
	}
}
