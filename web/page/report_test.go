package page_test

import (
	"math"
	"regexp"
	"strings"
	"testing"

	"digitlab/web/state"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// evaluationMessage is the evaluation of ten images of each digit, all read
// rightly but for n 4s that were read as 9, the first of them worst, and a 7 that
// was read as 1. The image of each mistake is of one grey.
func evaluationMessage(n int) *worker.Evaluation {
	m := &worker.Evaluation{Split: state.SplitTest, Asked: true, Source: "pretrained", Loss: .25,
		Accuracy: float64(99-n) / 100, Calibration: &worker.Calibration{Error: .125, Temperature: .5, ErrorBefore: .25}}
	for digit := range 10 {
		m.Confusion = append(m.Confusion, make([]int, 10))
		m.Confusion[digit][digit] = 10
		m.Scores = append(m.Scores, worker.Score{Precision: 1, Recall: 1, F1: 1})
	}
	add := func(label, prediction int, confidence worker.Float) {
		m.Confusion[label][label]--
		m.Confusion[label][prediction]++
		m.Mistakes = append(m.Mistakes, worker.Mistake{Index: 100 + len(m.Mistakes), Label: label, Prediction: prediction,
			Confidence: confidence, LabelProbability: 1 - confidence, Loss: 3})
		m.Images = append(m.Images, greyImage(byte(len(m.Mistakes)))...)
	}
	for range n {
		add(4, 9, .9)
	}
	add(7, 1, .6)
	return m
}

func greyImage(grey byte) []byte {
	return []byte(strings.Repeat(string([]byte{grey}), worker.ImagePixels))
}

var presentWeights = &worker.Weights{Loss: "crossentropy", Source: "pretrained"}

func TestEvaluateAsksOnce(t *testing.T) {
	s := newStage(t)
	act(s, state.ShowView, "evaluate")
	s.say(readyMessage, presentWeights)
	act(s, state.EvaluateWeights, state.SplitTest)
	act(s, state.EvaluateWeights, state.SplitValid)
	s.expectSent(&worker.Evaluate{Split: state.SplitTest, Workers: 1})
	if want := "Reading the test images."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	s.say(evaluationMessage(3))
	if want := "100 test images. Weights: pretrained."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	act(s, state.EvaluateWeights, state.SplitValid)
	s.expectSent(&worker.Evaluate{Split: state.SplitValid, Workers: 1})
}

func TestEvaluateAgainAfterAFailure(t *testing.T) {
	refused := func(s *stage) {
		s.say(&worker.Failure{Scope: worker.ScopeEvaluation, Text: "the test images are not there yet"})
	}
	lost := func(s *stage) { s.lose("trainer", 3) }
	for want, fail := range map[string]func(*stage){"The test images are not there yet": refused, "Panic: out of memory": lost} {
		s := newStage(t)
		s.say(readyMessage, presentWeights)
		act(s, state.EvaluateWeights, state.SplitTest)
		fail(s)
		if got := s.notices(); !strings.Contains(got, want) {
			t.Errorf("#error says %q, want %q", got, want)
		}
		if got := get(s, state.ReportKey).Pending; got != "" {
			t.Errorf("after %q the page still waits for the %s images", want, got)
		}
	}
}

func TestRunTakesThePlaceOfAnEvaluation(t *testing.T) {
	s := newStage(t)
	act(s, state.ShowView, "evaluate")
	s.say(readyMessage, presentWeights)
	act(s, state.EvaluateWeights, state.SplitTest)
	s.raise(state.StartRun)
	s.say(&worker.RunState{State: worker.StateRunning})
	s.sent()
	act(s, state.EvaluateWeights, state.SplitTest)
	s.expectSent()
	for _, id := range []string{"evaluate", "evaluate-valid"} {
		if got := attribute(t, s.html(), id, "disabled"); got != "" {
			t.Errorf("during a run #%s has disabled=%q, want disabled", id, got)
		}
	}
	s.say(&worker.RunState{State: worker.StateDone})
	act(s, state.EvaluateWeights, state.SplitTest)
	s.expectSent(&worker.Evaluate{Split: state.SplitTest, Workers: 1})
}

// What was asked for is no part of the run's history, and the run's evaluations
// are reports too.
func TestEvaluationsOfRunAndPage(t *testing.T) {
	s := newStage(t)
	act(s, state.ShowView, "evaluate")
	s.say(readyMessage, evaluationMessage(3))
	if got := s.value("metric-test-accuracy"); got != "" {
		t.Errorf("without a run its test accuracy is %s", got)
	}
	ofRun := evaluationMessage(0)
	ofRun.Asked, ofRun.Split, ofRun.Source, ofRun.Step = false, state.SplitValid, "this run", 1500
	s.say(ofRun)
	if want := "100 validation images. Weights: this run, step 1,500."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	if run, report := s.value("metric-accuracy"), s.value("report-accuracy"); run != "0.99" || report != "0.99" {
		t.Errorf("validation accuracy %s, of the report %s, want 0.99", run, report)
	}
}

func TestReportIsShown(t *testing.T) {
	s := newStage(t)
	act(s, state.ShowView, "evaluate")
	m := evaluationMessage(3)
	m.Scores[6] = worker.Score{Precision: worker.Float(math.NaN()), Recall: .5, F1: .25}
	s.say(m)
	for id, want := range map[string]string{
		"report-accuracy": "0.96", "report-wrong": "4", "report-loss": "0.25", "report-ece": "0.125", "report-ece-before": "0.25",
		"confusion": "100", "confusion-4-9": "3", "confusion-4-4": "7", "confusion-0-1": "0",
		"precision-6": "", "recall-6": "0.5", "f1-6": "0.25", "recall-0": "1",
		"mistakes": "4", "mistake-0": "100", "mistake-3": "103",
	} {
		if got := s.value(id); got != want {
			t.Errorf("#%s has data-value %q, want %q", id, got, want)
		}
	}
	if want := "divided by a temperature of 0.5, which"; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	m.Calibration.Temperature = 1
	s.say(m)
	if strings.Contains(s.html(), "report-ece-before") {
		t.Error("the page speaks of a temperature that changes nothing")
	}
	if got, want := attribute(t, s.html(), "mistake-3", "title"), "test image 103: 7 read as 1, 60.0 % sure"; got != want {
		t.Errorf("the last mistake is called %q, want %q", got, want)
	}
}

func TestReportWithoutProbabilities(t *testing.T) {
	s := newStage(t)
	act(s, state.ShowView, "evaluate")
	m := evaluationMessage(1)
	m.Calibration = nil
	for i := range m.Mistakes {
		m.Mistakes[i].Confidence = worker.Float(math.NaN())
	}
	s.say(m)
	if got := s.value("report-ece"); got != "" {
		t.Errorf("calibration error = %s, want none", got)
	}
	if html := s.html(); strings.Contains(html, `id="reliability"`) || !strings.Contains(html, "they do not say how sure they are") {
		t.Error("the page shows a reliability diagram of weights without probabilities, or does not say why it shows none")
	}
	if got, want := attribute(t, s.html(), "mistake-0", "title"), "test image 100: 4 read as 9, loss 3.0"; got != want {
		t.Errorf("the worst mistake is called %q, want %q", got, want)
	}
}

func TestChosenMistakes(t *testing.T) {
	s := newStage(t)
	act(s, state.ShowView, "evaluate")
	s.say(evaluationMessage(30))
	tests := []struct {
		name         string
		chosen       *state.Pair
		shown, first string
		title        string
	}{
		{"all", nil, "24", "100", "The worst mistakes"},
		{"a cell", &state.Pair{Label: 7, Prediction: 1}, "1", "130", "The worst of: 7 read as 1"},
		{"a row", &state.Pair{Label: 4, Prediction: state.AnyDigit}, "24", "100", "The worst of: 4 read as another digit"},
		{"a column", &state.Pair{Label: state.AnyDigit, Prediction: 1}, "1", "130", "The worst of: another digit read as 1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			act(s, state.SelectMistakes, test.chosen)
			if shown, first := s.value("mistakes"), s.value("mistake-0"); shown != test.shown || first != test.first {
				t.Errorf("%s images, the first is %s, want %s and %s", shown, first, test.shown, test.first)
			}
			if !strings.Contains(s.html(), test.title) {
				t.Errorf("the page does not say %q", test.title)
			}
			pressed := regexp.MustCompile(`<button [^>]*aria-pressed(="true")?[ >]`).FindAllString(s.html(), -1)
			if want := map[bool]int{true: 0, false: 1}[test.chosen == nil]; len(pressed) != want {
				t.Errorf("%d buttons are pressed, want %d: %q", len(pressed), want, pressed)
			}
		})
	}
	act(s, state.SelectMistakes, &state.Pair{Label: 2, Prediction: 3})
	if want := "There is none."; !strings.Contains(s.html(), want) {
		t.Errorf("of a mistake nobody made the page does not say %q", want)
	}
}

func TestSampleGoesToThePadAndThePredictor(t *testing.T) {
	s := newStage(t)
	act(s, state.OpenImage, state.Subject{Name: "test image 7", Image: greyImage(9)})
	asked := s.sentToPredictor()
	if len(asked) != 1 {
		t.Fatalf("the predictor was sent %s, want one sample", describe(asked))
	}
	if m, ok := asked[0].(*worker.DatasetImage); !ok || string(m.Image) != string(greyImage(9)) {
		t.Errorf("the predictor was sent %+v, want the image as it is", asked[0])
	}
	if got := attribute(t, s.html(), "picture", "src"); got != ui.BitmapURL(greyImage(9), worker.ImageSide) {
		t.Errorf("the pad shows %q, want the image", got)
	}
}
