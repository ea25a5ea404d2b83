package page_test

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"digitlab/web/hand"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// imageOf returns an image that no other number gives.
func imageOf(n byte) []byte {
	image := make([]byte, 784)
	image[100], image[101] = 255, n
	return image
}

// read lets the predictor answer what was last asked.
func (s *stage) read(of state.Subject, digit int, image []byte) {
	s.t.Helper()
	act(s, state.ReadSubject, of)
	asked := s.sentToPredictor()
	s.predict(&worker.Prediction{ID: questionID(s.t, asked[len(asked)-1]), Digit: digit,
		Probabilities: make([]float64, 10), Outputs: make([]float64, 10), Image: image})
}

// drawn is a subject of a line.
func drawn(x float64) state.Subject { return state.Subject{Strokes: []worker.Stroke{{x, 10, x, 200}}} }

// labels returns those of what is kept, sorted: drawings of one millisecond have
// no order.
func (s *stage) labels() (labels []int) {
	for _, sample := range get(s, state.HandKey).Set {
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
	act(s, state.KeepDrawing, 3)
	s.expectLabels("before anything is drawn")

	s.read(drawn(50), 9, imageOf(1))
	act(s, state.KeepDrawing, 4)
	s.expectLabels("after a correction", 4)
	kept := get(s, state.HandKey).Set[0]
	want := hand.Strokes{Side: state.PadSide, Pen: state.PadPen, Lines: [][]float64{{50, 10, 50, 200}}}
	if !bytes.Equal(kept.Image, imageOf(1)) || !reflect.DeepEqual(kept.Strokes, want) || kept.Kept.IsZero() || kept.Test {
		t.Errorf("kept is %+v, want the image that was seen, its strokes and the time", kept)
	}
	if html := s.html(); !strings.Contains(html, "Kept as a 4 in your handwriting") || s.value("hand-kept") != "1" {
		t.Error("the page does not say that it is kept")
	}

	act(s, state.KeepDrawing, 7)
	s.expectLabels("after another row for the same drawing", 7)
	s.raise(state.UndoKeep)
	s.expectLabels("after undoing that", 4)

	s.read(drawn(80), 1, imageOf(2))
	if strings.Contains(s.html(), "Kept as a") {
		t.Error("another drawing is said to be kept")
	}
	act(s, state.KeepDrawing, 1)
	s.raise(state.UndoKeep)
	s.expectLabels("after undoing a new one", 4)
}

// A press on a row may come before the last stroke has been read.
func TestKeepWhatStandsOnThePad(t *testing.T) {
	s := newStage(t)
	s.read(drawn(50), 9, imageOf(1))
	act(s, state.ReadSubject, drawn(90))
	asked := s.sentToPredictor()
	act(s, state.KeepDrawing, 4)
	s.expectLabels("before it is read")
	s.predict(&worker.Prediction{ID: questionID(t, asked[len(asked)-1]), Digit: 4,
		Probabilities: make([]float64, 10), Outputs: make([]float64, 10), Image: imageOf(2)})
	s.expectLabels("once it is", 4)
	if got := get(s, state.HandKey).Set[0]; got.Strokes.Lines[0][0] != 90 || !bytes.Equal(got.Image, imageOf(2)) {
		t.Errorf("kept are strokes at %v, want those that stand on the pad, at 90", got.Strokes.Lines[0][0])
	}
	if !strings.Contains(s.html(), "Kept as a 4 in your handwriting") {
		t.Error("the page does not say that it is kept")
	}

	// Cleared meanwhile, there is only what was read.
	s.read(drawn(50), 9, imageOf(3))
	act(s, state.ReadSubject, drawn(90))
	act(s, state.KeepDrawing, 7)
	act(s, state.ReadSubject, state.Subject{})
	s.expectLabels("after the pad was cleared", 4, 7)
	if got := get(s, state.HandKey).Set; !slices.ContainsFunc(got, func(d hand.Drawing) bool { return bytes.Equal(d.Image, imageOf(3)) }) {
		t.Errorf("kept is %+v, want what was read", got)
	}
}

func TestOnlyOwnDrawingsAreKept(t *testing.T) {
	s := newStage(t)
	s.read(state.Subject{Name: "test image 3", Image: imageOf(3)}, 2, imageOf(3))
	act(s, state.KeepDrawing, 2)
	s.expectLabels("after a press for an image of the dataset")

	s.read(state.Subject{Name: "mine.png", Picture: []byte{1}}, 2, imageOf(4))
	act(s, state.KeepDrawing, 2)
	s.expectLabels("after a press for a picture", 2)
	if strokes := get(s, state.HandKey).Set[0].Strokes; strokes.Lines != nil {
		t.Errorf("a picture has the strokes %+v", strokes)
	}
}

// keepEach keeps a drawing for each label.
func (s *stage) keepEach(labels ...int) {
	s.t.Helper()
	for i, label := range labels {
		s.read(drawn(float64(10+i)), 0, imageOf(byte(i)))
		act(s, state.KeepDrawing, label)
	}
}

func TestHandView(t *testing.T) {
	s := newStage(t)
	s.keepEach(4, 9, 4, 4, 4)
	act(s, state.ShowView, state.HandView)
	s.disp.Consume() // it is mounted
	for id, want := range map[string]string{"hand-count": "5", "hand-row-4": "4", "hand-row-9": "1", "hand-row-0": "0"} {
		if got := s.value(id); got != want {
			t.Errorf("#%s has data-value %q, want %q", id, got, want)
		}
	}
	if want := "Drawings kept: 5. To learn from: 4, held back for the test: 1."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}

	act(s, state.OpenKept, get(s, state.HandKey).Set[0].ID())
	for id, want := range map[string]string{"hand-label-4": "", "hand-label-6": "false"} { // "" is true
		if got := attribute(t, s.html(), id, "aria-pressed"); got != want {
			t.Errorf("#%s has aria-pressed %q, want %q", id, got, want)
		}
	}
	act(s, state.LabelKept, 6)
	s.expectLabels("after another label for the first", 4, 4, 4, 6, 9)
	s.raise(state.DeleteKept)
	s.expectLabels("after deleting it", 4, 4, 4, 9)
	if get(s, state.HandKey).Opened != "" {
		t.Error("the deleted one is still looked at")
	}
	s.raise(state.UndoDeleting)
	s.expectLabels("after undoing that", 4, 4, 4, 6, 9)
	s.raise(state.DeleteHand)
	s.expectLabels("after deleting all")
	s.raise(state.UndoDeleting)
	s.expectLabels("after undoing that", 4, 4, 4, 6, 9)
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
	act(s, state.DismissNotice, state.ScopeHand)
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
	act(s, state.ShowView, state.HandView)
	s.sent()
	return s
}

func TestLearnHand(t *testing.T) {
	s := readyToLearn(t)
	s.raise(state.LearnHand)
	s.expectSent() // there is nothing to learn
	act(s, state.ChangeField, state.FieldChange{ID: "seed", Text: "7", Done: true})
	s.keepEach(4, 4, 4, 4)
	s.sent()
	s.raise(state.LearnHand)
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
	s.raise(state.LearnHand)
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
		"+100 points", "−0.06 points", "The price on MNIST: 6 of 10,000 validation images", "Drawings held back: only 1. With so few", "my hand",
	} {
		if !strings.Contains(s.html(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if name := get(s, state.RunsKey).PresentRun().Name; name != "My handwriting" {
		t.Errorf("the run is called %q", name)
	}

	s.raise(state.UnlearnHand)
	s.expectSent(&worker.Unlearn{})
	s.say(&worker.Weights{Loss: "doublesoftmax", Source: "pretrained"})
	if !strings.Contains(s.html(), "Undone: the weights from before answer again.") {
		t.Error("the page does not say that it is undone")
	}
	s.raise(state.UnlearnHand)
	s.expectSent()
}

// With other weights there is nothing to go back from.
func TestOtherWeightsEndTheLesson(t *testing.T) {
	s := readyToLearn(t)
	s.keepEach(4, 9)
	s.raise(state.LearnHand)
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
	s.raise(state.UnlearnHand)
	s.expectSent()
	if strings.Contains(s.html(), `id="hand-back"`) {
		t.Error("the page offers to go back")
	}
}

// A trainer that refuses leaves everything as it was.
func TestRefusedLesson(t *testing.T) {
	s := readyToLearn(t)
	s.keepEach(4)
	s.raise(state.LearnHand)
	s.say(&worker.Failure{Scope: worker.ScopeRun, Text: "there are no weights to continue from"})
	s.sent()
	s.raise(state.LearnHand)
	if sent := s.sent(); len(sent) != 1 {
		t.Errorf("after a refusal, the trainer was sent %s, want another learn", describe(sent))
	}
}
