package web

import (
	"encoding/base64"
	"fmt"
	"image/color"
	"math"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/image/bmp"

	"digitlab/web/worker"
)

// evaluationMessage is the evaluation of ten images of each digit, all read
// rightly but for n 4s that were read as 9, the first of them worst, and a 7 that
// was read as 1. The image of each mistake is of one grey.
func evaluationMessage(n int) *worker.Evaluation {
	m := &worker.Evaluation{Split: splitTest, Asked: true, Source: "pretrained", Loss: .25,
		Accuracy: float64(99-n) / 100, Calibration: &worker.Calibration{Error: .125}}
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
	return []byte(strings.Repeat(string([]byte{grey}), imageSide*imageSide))
}

var presentWeights = &worker.Weights{Loss: "crossentropy", Source: "pretrained"}

func TestEvaluateAsksOnce(t *testing.T) {
	s := newStage(t)
	s.act(showView, "evaluate")
	s.say(readyMessage, presentWeights)
	s.act(evaluateWeights, splitTest)
	s.act(evaluateWeights, splitValid)
	s.expectSent(&worker.Evaluate{Split: splitTest, Workers: 1})
	if want := "Reading the test images."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	s.say(evaluationMessage(3))
	if want := "100 test images. Weights: pretrained."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	s.act(evaluateWeights, splitValid)
	s.expectSent(&worker.Evaluate{Split: splitValid, Workers: 1})
}

func TestEvaluateAgainAfterAFailure(t *testing.T) {
	refused := &worker.Failure{Scope: worker.ScopeEvaluation, Text: "the test images are not there yet"}
	for _, failure := range []*worker.Failure{refused, {Scope: worker.ScopeWorker, Text: "panic: out of memory"}} {
		s := newStage(t)
		s.say(readyMessage, presentWeights)
		s.act(evaluateWeights, splitTest)
		s.say(failure)
		if got := s.notices(); got != capital(failure.Text) {
			t.Errorf("#error says %q, want %q", got, failure.Text)
		}
		if got := s.page.lab.report.Pending; got != "" {
			t.Errorf("after a failure of scope %s the page still waits for the %s images", failure.Scope, got)
		}
	}
}

func TestRunTakesThePlaceOfAnEvaluation(t *testing.T) {
	s := newStage(t)
	s.act(showView, "evaluate")
	s.say(readyMessage, presentWeights)
	s.act(evaluateWeights, splitTest)
	s.act(startRun, nil)
	s.say(&worker.RunState{State: worker.StateRunning})
	s.sent()
	s.act(evaluateWeights, splitTest)
	s.expectSent()
	for _, id := range []string{"evaluate", "evaluate-valid"} {
		if got := attribute(t, s.html(), id, "disabled"); got != "" {
			t.Errorf("during a run #%s has disabled=%q, want disabled", id, got)
		}
	}
	s.say(&worker.RunState{State: worker.StateDone})
	s.act(evaluateWeights, splitTest)
	s.expectSent(&worker.Evaluate{Split: splitTest, Workers: 1})
}

// What was asked for is no part of the run's history, and the run's evaluations
// are reports too.
func TestEvaluationsOfRunAndPage(t *testing.T) {
	s := newStage(t)
	s.act(showView, "evaluate")
	s.say(readyMessage, evaluationMessage(3))
	if got := s.value("metric-test-accuracy"); got != "" {
		t.Errorf("without a run its test accuracy is %s", got)
	}
	ofRun := evaluationMessage(0)
	ofRun.Asked, ofRun.Split, ofRun.Source, ofRun.Step = false, splitValid, "this run", 1500
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
	s.act(showView, "evaluate")
	m := evaluationMessage(3)
	m.Scores[6] = worker.Score{Precision: worker.Float(math.NaN()), Recall: .5, F1: .25}
	s.say(m)
	for id, want := range map[string]string{
		"report-accuracy": "0.96", "report-wrong": "4", "report-loss": "0.25", "report-ece": "0.125",
		"confusion": "100", "confusion-4-9": "3", "confusion-4-4": "7", "confusion-0-1": "0",
		"precision-6": "", "recall-6": "0.5", "f1-6": "0.25", "recall-0": "1",
		"mistakes": "4", "mistake-0": "100", "mistake-3": "103",
	} {
		if got := s.value(id); got != want {
			t.Errorf("#%s has data-value %q, want %q", id, got, want)
		}
	}
	if got, want := attribute(t, s.html(), "mistake-3", "title"), "test image 103: 7 read as 1, 60.0 % sure"; got != want {
		t.Errorf("the last mistake is called %q, want %q", got, want)
	}
}

func TestReportWithoutProbabilities(t *testing.T) {
	s := newStage(t)
	s.act(showView, "evaluate")
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
	s.act(showView, "evaluate")
	s.say(evaluationMessage(30))
	tests := []struct {
		name         string
		chosen       *pair
		shown, first string
		title        string
	}{
		{"all", nil, "24", "100", "The worst mistakes"},
		{"a cell", &pair{7, 1}, "1", "130", "The worst of: 7 read as 1"},
		{"a row", &pair{4, anyDigit}, "24", "100", "The worst of: 4 read as another digit"},
		{"a column", &pair{anyDigit, 1}, "1", "130", "The worst of: another digit read as 1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s.act(selectMistakes, test.chosen)
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
	s.act(selectMistakes, &pair{2, 3})
	if want := "There is none."; !strings.Contains(s.html(), want) {
		t.Errorf("of a mistake nobody made the page does not say %q", want)
	}
}

func TestSampleGoesToThePadAndThePredictor(t *testing.T) {
	s := newStage(t)
	s.act(openSample, subject{Name: "test image 7", Sample: greyImage(9)})
	asked := until(t, s.page.lab.predictor, s.predictor)
	if len(asked) != 1 {
		t.Fatalf("the predictor was sent %s, want one sample", describe(asked))
	}
	if m, ok := asked[0].(*worker.Sample); !ok || string(m.Image) != string(greyImage(9)) {
		t.Errorf("the predictor was sent %+v, want the image as it is", asked[0])
	}
	if got := attribute(t, s.html(), "picture", "src"); got != bitmapURL(greyImage(9)) {
		t.Errorf("the pad shows %q, want the image", got)
	}
}

func TestBitmapURL(t *testing.T) {
	image := make([]byte, imageSide*imageSide)
	image[0], image[imageSide+2], image[len(image)-1] = 10, 200, 255
	const prefix = "data:image/bmp;base64,"
	url := bitmapURL(image)
	if !strings.HasPrefix(url, prefix) {
		t.Fatalf("bitmapURL = %.40q, want %q", url, prefix)
	}
	got, err := bmp.Decode(base64.NewDecoder(base64.StdEncoding, strings.NewReader(url[len(prefix):])))
	if err != nil {
		t.Fatal(err)
	}
	if size := got.Bounds().Size(); size.X != imageSide || size.Y != imageSide {
		t.Fatalf("size = %v", size)
	}
	for i, want := range image {
		if grey := color.GrayModel.Convert(got.At(i%imageSide, i/imageSide)).(color.Gray).Y; grey != want {
			t.Fatalf("pixel %d = %d, want %d", i, grey, want)
		}
	}
}

func TestReliabilityDiagram(t *testing.T) {
	c := &worker.Calibration{Error: .05, Bins: make([]worker.CalibrationBin, 4)}
	nan := worker.Float(math.NaN())
	for i := range c.Bins {
		c.Bins[i] = worker.CalibrationBin{Accuracy: nan, Confidence: nan}
	}
	c.Bins[2] = worker.CalibrationBin{Images: 10, Accuracy: .5, Confidence: .6}
	c.Bins[3] = worker.CalibrationBin{Images: 30, Accuracy: 1, Confidence: .9}
	s := newStage(t)
	s.act(showView, "evaluate")
	m := evaluationMessage(1)
	m.Calibration = c
	s.say(m)
	html := s.html()
	if strings.Contains(html, "NaN") {
		t.Error("an empty bin is drawn")
	}
	rects := regexp.MustCompile(`<rect [^>]*>`).FindAllString(html, -1)
	if len(rects) != 4 {
		t.Fatalf("%d bars, want an accuracy and a gap for each of two bins", len(rects))
	}
	r := newReliability()
	// Bin 2 is a bar up to its accuracy, and a gap from there to its confidence.
	for i, span := range [][2]float64{{0, .5}, {.9, 1}} {
		rect := rects[[]int{0, 3}[i]]
		for _, want := range []string{
			fmt.Sprintf(` y="%s"`, pixel(r.Y.At(span[1]))),
			fmt.Sprintf(` height="%s"`, pixel(r.Y.At(span[0])-r.Y.At(span[1]))),
		} {
			if !strings.Contains(rect, want) {
				t.Errorf("bar %s has no%s", rect, want)
			}
		}
	}
	if want := "Expected calibration error 5.00 %. 50 to 75 % sure: 50 % of 10 right. 75 to 100 % sure: 100 % of 30 right."; !strings.Contains(html, want) {
		t.Errorf("the diagram is not described as %q", want)
	}
}
