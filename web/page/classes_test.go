package page_test

import (
	"strings"
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// Where digits stood, the names of what the network knows stand.
func TestNamedClasses(t *testing.T) {
	names := worker.Classes{"ant", "bee", "cow"}
	s := newStage(t)
	s.say(readyMessage, &worker.Weights{Source: "pretrained", Loss: "crossentropy"})
	if html := s.html(); strings.Contains(html, "dataset-strange") || !strings.Contains(html, "correct-3") {
		t.Error("digits are said to be no digits")
	}
	act(s, state.ReadSubject, state.Subject{Strokes: []worker.Stroke{{1, 2, 3, 4}}})
	asked := s.sentToPredictor()
	if draw, ok := asked[len(asked)-1].(*worker.Draw); !ok || draw.Plain {
		t.Fatalf("the predictor was sent %s", describe(asked))
	}
	s.sayAs("predictor", &worker.Prediction{ID: 1, Digits: []worker.ReadDigit{{Digit: 3}}, Digit: 3, Probabilities: make([]float64, 10), Outputs: make([]float64, 10)})

	s.say(&worker.DatasetReady{Name: "animals", Train: 80, Valid: 20, Classes: names})
	attribute(t, s.html(), "dataset-strange", "id")
	s.say(&worker.Weights{Source: state.SourceRun, Loss: "crossentropy", ClassCount: 3, Classes: names})
	asked = s.sentToPredictor()
	draw, ok := asked[len(asked)-1].(*worker.Draw)
	if !ok || !draw.Plain {
		t.Fatalf("with names of others the predictor was sent %s, want the drawing as it is", describe(asked))
	}
	s.sayAs("predictor", &worker.Prediction{ID: draw.ID, Classes: names, Digits: []worker.ReadDigit{{Digit: 1, Probability: 0.9}}, Digit: 1,
		Probabilities: []float64{0.05, 0.9, 0.05}, Outputs: []float64{0, 1, 0}})
	html := s.html()
	if s.value("prediction") != "bee" || s.value("probability-2") != "0.05" {
		t.Errorf("read is %q, the third class is at %s", s.value("prediction"), s.value("probability-2"))
	}
	for _, none := range []string{`id="probability-3"`, `id="correct-1"`, "dataset-strange"} {
		if strings.Contains(html, none) {
			t.Errorf("the page has %s", none)
		}
	}
	attribute(t, html, "prepare-off", "id")

	act(s, state.ShowView, state.ReportView)
	s.say(&worker.Evaluation{Split: "valid", Asked: true, Source: state.SourceRun, Accuracy: 0.5, Classes: names,
		Confusion: [][]int{{1, 1, 0}, {0, 2, 0}, {0, 0, 3}}, Scores: make([]worker.Score, 3)})
	if html := s.html(); !strings.Contains(html, "1: ant read as bee") {
		t.Error("the confusion names no classes")
	}

	// Digits bring everything back.
	s.say(&worker.Weights{Source: "pretrained", Loss: "crossentropy"})
	asked = s.sentToPredictor()
	if draw, ok := asked[len(asked)-1].(*worker.Draw); !ok || draw.Plain {
		t.Errorf("with digits again the predictor was sent %s", describe(asked))
	}
	if html := s.html(); !strings.Contains(html, `id="probability-9"`) || strings.Contains(html, "prepare-off") {
		t.Error("the ten bars are not back")
	}
}
