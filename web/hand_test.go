package web

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"digitlab/web/hand"
	"digitlab/web/worker"
)

// imageOf returns an image that no other number gives.
func imageOf(n byte) []byte {
	image := make([]byte, 784)
	image[100], image[101] = 255, n
	return image
}

// read lets the predictor answer what was last asked.
func (s *stage) read(of subject, digit int, image []byte) {
	s.t.Helper()
	s.act(readSubject, of)
	asked := until(s.t, s.page.lab.predictor, s.predictor)
	s.predict(&worker.Prediction{ID: questionID(s.t, asked[len(asked)-1]), Digit: digit,
		Probabilities: make([]float64, 10), Outputs: make([]float64, 10), Image: image})
}

// drawn is a subject of a line.
func drawn(x float64) subject { return subject{Strokes: []worker.Stroke{{x, 10, x, 200}}} }

// labels returns those of what is kept, sorted: drawings of one millisecond have
// no order.
func (s *stage) labels() (labels []int) {
	for _, sample := range s.page.lab.hand.Set {
		labels = append(labels, sample.Label)
	}
	slices.Sort(labels)
	return labels
}

func (s *stage) expectLabels(when string, want ...int) {
	s.t.Helper()
	if got := s.labels(); !reflect.DeepEqual(got, want) {
		s.t.Errorf("%s the labels are %v, want %v", when, got, want)
	}
}

func TestKeepADrawing(t *testing.T) {
	s := newStage(t)
	s.act(keepDrawing, 3)
	s.expectLabels("before anything is drawn")

	s.read(drawn(50), 9, imageOf(1))
	s.act(keepDrawing, 4)
	s.expectLabels("after a correction", 4)
	kept := s.page.lab.hand.Set[0]
	want := hand.Strokes{Side: padSide, Pen: padPen, Lines: [][]float64{{50, 10, 50, 200}}}
	if !bytes.Equal(kept.Image, imageOf(1)) || !reflect.DeepEqual(kept.Strokes, want) || kept.Kept.IsZero() || kept.Test {
		t.Errorf("kept is %+v, want the image that was seen, its strokes and the time", kept)
	}
	if html := s.html(); !strings.Contains(html, "Kept as a 4 in your hand") || s.value("hand-kept") != "1" {
		t.Error("the page does not say that it is kept")
	}

	s.act(keepDrawing, 7)
	s.expectLabels("after another row for the same drawing", 7)
	s.act(undoKeeping, nil)
	s.expectLabels("after undoing that", 4)

	s.read(drawn(80), 1, imageOf(2))
	if strings.Contains(s.html(), "Kept as a") {
		t.Error("another drawing is said to be kept")
	}
	s.act(keepDrawing, 1)
	s.act(undoKeeping, nil)
	s.expectLabels("after undoing a new one", 4)
}

// What stands on the pad by now is not what was read when the row was pressed.
func TestKeepWhatWasRead(t *testing.T) {
	s := newStage(t)
	s.read(drawn(50), 9, imageOf(1))
	s.act(readSubject, drawn(90))
	s.act(keepDrawing, 4)
	if got := s.page.lab.hand.Set[0].Strokes.Lines[0][0]; got != 50 {
		t.Errorf("kept are strokes at %v, want those of the image, at 50", got)
	}
}

func TestOnlyOwnDrawingsAreKept(t *testing.T) {
	s := newStage(t)
	s.read(subject{Name: "test image 3", Sample: imageOf(3)}, 2, imageOf(3))
	s.act(keepDrawing, 2)
	s.expectLabels("after a press for an image of the dataset")

	s.read(subject{Name: "mine.png", Picture: []byte{1}}, 2, imageOf(4))
	s.act(keepDrawing, 2)
	s.expectLabels("after a press for a picture", 2)
	if strokes := s.page.lab.hand.Set[0].Strokes; strokes.Lines != nil {
		t.Errorf("a picture has the strokes %+v", strokes)
	}
}

// keepEach keeps a drawing for each label.
func (s *stage) keepEach(labels ...int) {
	s.t.Helper()
	for i, label := range labels {
		s.read(drawn(float64(10+i)), 0, imageOf(byte(i)))
		s.act(keepDrawing, label)
	}
}

func TestHandView(t *testing.T) {
	s := newStage(t)
	s.keepEach(4, 9, 4, 4, 4)
	s.act(showView, handID)
	s.disp.Consume() // it is mounted
	for id, want := range map[string]string{"hand-count": "5", "hand-row-4": "4", "hand-row-9": "1", "hand-row-0": "0"} {
		if got := s.value(id); got != want {
			t.Errorf("#%s has data-value %q, want %q", id, got, want)
		}
	}
	if want := "Drawings kept: 5. To learn from: 4, held back for the test: 1."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}

	s.act(openKept, s.page.lab.hand.Set[0].ID())
	for id, want := range map[string]string{"hand-label-4": "", "hand-label-6": "false"} { // "" is true
		if got := attribute(t, s.html(), id, "aria-pressed"); got != want {
			t.Errorf("#%s has aria-pressed %q, want %q", id, got, want)
		}
	}
	s.act(labelKept, 6)
	s.expectLabels("after another label for the first", 4, 4, 4, 6, 9)
	s.act(deleteKept, nil)
	s.expectLabels("after deleting it", 4, 4, 4, 9)
	if s.page.lab.hand.Opened != "" {
		t.Error("the deleted one is still looked at")
	}
	s.act(undoDeleting, nil)
	s.expectLabels("after undoing that", 4, 4, 4, 6, 9)
	s.act(deleteHand, nil)
	s.expectLabels("after deleting all")
	s.act(undoDeleting, nil)
	s.expectLabels("after undoing that", 4, 4, 4, 6, 9)
}

func TestImportJoinsTheHand(t *testing.T) {
	s := newStage(t)
	s.keepEach(4, 9, 4)
	file, err := hand.Export(s.page.lab.hand.Set)
	if err != nil {
		t.Fatal(err)
	}
	s.act(deleteHand, nil)
	s.keepEach(4)
	if err := s.page.lab.joinHand(s.disp.Context(), file); err != nil {
		t.Fatal(err)
	}
	s.disp.Consume()
	if got := len(s.page.lab.hand.Set); got != 3 || s.page.lab.hand.Added != 2 {
		t.Errorf("%d drawings after adding %d, want 3 after 2: one was there", got, s.page.lab.hand.Added)
	}
	if err := s.page.lab.joinHand(s.disp.Context(), file[:100]); err == nil || len(s.page.lab.hand.Set) != 3 {
		t.Errorf("half a file gives error %v and %d drawings, want an error and the 3", err, len(s.page.lab.hand.Set))
	}
}

// Outside a browser nothing is kept, which is said once, when it matters.
func TestHandThatIsNotKept(t *testing.T) {
	s := newStage(t)
	if s.notices() != "" {
		t.Errorf("with nothing to keep, #error says %q", s.notices())
	}
	s.keepEach(4)
	if want := "keeps nothing for the page"; !strings.Contains(s.notices(), want) {
		t.Errorf("#error says %q, want %q", s.notices(), want)
	}
	s.act(dismissNotice, scopeHand)
	s.keepEach(5)
	if s.notices() != "" {
		t.Errorf("#error says it again: %q", s.notices())
	}
}

// readyToLearn is a stage with all that learning takes but a hand.
func readyToLearn(t *testing.T) *stage {
	s := newStage(t)
	recipes := someRecipes()
	recipes.Hand = worker.Settings{Loss: "crossentropy", LearningRate: .02, BatchSize: 64, Epochs: 1, Seed: 1}
	s.say(recipes, readyMessage, &worker.Weights{Loss: "doublesoftmax", Source: "pretrained"})
	s.act(showView, handID)
	s.sent()
	return s
}

func TestLearnHand(t *testing.T) {
	s := readyToLearn(t)
	s.act(learnHand, nil)
	s.expectSent() // there is nothing to learn
	s.act(changeField, fieldChange{ID: "seed", Text: "7", Done: true})
	s.keepEach(4, 4, 4, 4)
	s.sent()
	s.act(learnHand, nil)
	sent := s.sent()
	if len(sent) != 1 {
		t.Fatalf("the trainer was sent %s, want a learn", describe(sent))
	}
	m := sent[0].(*worker.Learn)
	if !reflect.DeepEqual(m.Labels, []int{4, 4, 4, 4}) || !reflect.DeepEqual(m.Tests, []bool{false, false, false, true}) || len(m.Images) != 4*784 {
		t.Errorf("the trainer was sent labels %v, tests %v and %d bytes", m.Labels, m.Tests, len(m.Images))
	}
	if m.Settings.Loss != "doublesoftmax" || m.Settings.Seed != 7 || m.Settings.LearningRate != .02 || m.Settings.Workers != 1 {
		t.Errorf("the settings are %+v, want the trainer's with loss, seed and workers of here", m.Settings)
	}
	s.act(learnHand, nil)
	s.expectSent() // a run is under way

	before := &worker.Learned{Hand: worker.Count{Images: 1}, HeldBack: true, Valid: worker.Count{Right: 9941, Images: 10000}}
	after := &worker.Learned{After: true, Hand: worker.Count{Right: 1, Images: 1}, HeldBack: true, Valid: worker.Count{Right: 9935, Images: 10000}}
	s.say(&worker.RunState{State: worker.StateRunning}, &worker.Weights{Loss: "doublesoftmax", Source: worker.SourceHand}, before)
	if got := s.value("hand-after"); got != "" || s.value("hand-before") != "0" {
		t.Errorf("before it is learned, #hand-before has %q and #hand-after %q, want 0 and nothing", s.value("hand-before"), got)
	}
	s.say(after, &worker.RunState{State: worker.StateDone})
	for id, want := range map[string]string{"hand-before": "0", "hand-after": "1", "hand-mnist-before": "0.9941", "hand-mnist-after": "0.9935"} {
		if got := s.value(id); got != want {
			t.Errorf("#%s has data-value %q, want %q", id, got, want)
		}
	}
	for _, want := range []string{
		"+100 points", "−0.06 points", "The price on MNIST: 6 of 10,000 validation images", "Only 1 of your drawings are held back", "my hand",
	} {
		if !strings.Contains(s.html(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if name := s.page.lab.book.present().Name; name != "My hand" {
		t.Errorf("the run is called %q", name)
	}

	s.act(unlearnHand, nil)
	s.expectSent(&worker.Unlearn{})
	s.say(&worker.Weights{Loss: "doublesoftmax", Source: "pretrained"})
	if !strings.Contains(s.html(), "Undone: the weights from before answer again.") {
		t.Error("the page does not say that it is undone")
	}
	s.act(unlearnHand, nil)
	s.expectSent()
}

// With other weights there is nothing to go back from.
func TestOtherWeightsEndTheLesson(t *testing.T) {
	s := readyToLearn(t)
	s.keepEach(4, 9)
	s.act(learnHand, nil)
	s.say(&worker.RunState{State: worker.StateRunning}, &worker.Weights{Loss: "doublesoftmax", Source: worker.SourceHand},
		&worker.Learned{Hand: worker.Count{Right: 1, Images: 2}, Valid: worker.Count{Right: 9, Images: 10}},
		&worker.Learned{After: true, Hand: worker.Count{Right: 2, Images: 2}, Valid: worker.Count{Right: 9, Images: 10}},
		&worker.RunState{State: worker.StateDone})
	attribute(t, s.html(), "hand-back", "id")
	if want := "No drawing is held back yet"; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	s.say(&worker.Weights{Loss: "crossentropy", Source: "mine.safetensors"})
	s.sent()
	s.act(unlearnHand, nil)
	s.expectSent()
	if strings.Contains(s.html(), `id="hand-back"`) {
		t.Error("the page offers to go back")
	}
}

// A trainer that refuses leaves everything as it was.
func TestRefusedLesson(t *testing.T) {
	s := readyToLearn(t)
	s.keepEach(4)
	s.act(learnHand, nil)
	s.say(&worker.Failure{Scope: worker.ScopeRun, Text: "there are no weights to go on from"})
	s.sent()
	s.act(learnHand, nil)
	if sent := s.sent(); len(sent) != 1 {
		t.Errorf("after a refusal, the trainer was sent %s, want another learn", describe(sent))
	}
}
