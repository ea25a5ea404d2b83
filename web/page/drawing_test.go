package page_test

import (
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"digitlab/web/lab"
	"digitlab/web/state"
	"digitlab/web/worker"
)

func TestWeightsGoToThePredictor(t *testing.T) {
	s := newStage(t)
	m := &worker.Weights{Loss: "crossentropy", Source: "this run", Step: 1300, Params: []byte{1, 2, 3, 4}}
	s.say(m)
	got := s.sentToPredictor()
	if !reflect.DeepEqual(got, []worker.Message{m}) {
		t.Errorf("the predictor was sent %s, want the weights as they came", describe(got))
	}
	if want := "this run, step 1,300"; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
}

func TestPredictionIsShown(t *testing.T) {
	s := newStage(t)
	act(s, state.ReadSubject, oneDot)
	asked := s.sentToPredictor()
	if len(asked) != 1 {
		t.Fatalf("the predictor was sent %s, want one drawing", describe(asked))
	}
	probabilities := make([]float64, 10)
	probabilities[7], probabilities[1] = .75, .25
	s.predict(&worker.Prediction{ID: questionID(t, asked[0]), Digit: 7, Probabilities: probabilities,
		Outputs: probabilities, Source: "pretrained", Image: make([]byte, 784)})
	for id, want := range map[string]string{"prediction": "7", "probability-7": "0.75", "probability-1": "0.25", "probability-0": "0"} {
		if got := s.value(id); got != want {
			t.Errorf("#%s has data-value %q, want %q", id, got, want)
		}
	}
	act(s, state.ReadSubject, state.Subject{})
	if got := s.value("prediction"); got != "" {
		t.Errorf("after clearing, #prediction has data-value %q, want none", got)
	}
}

// An example is read as a drawing is, but nobody who waits for an answer to a drawing
// takes it for one, and it is never the visitor's.
func TestExampleIsNoDrawing(t *testing.T) {
	s := newStage(t)
	example := state.Subject{Strokes: oneDot.Strokes, Example: true}
	act(s, state.ReadExample, example)
	asked := s.sentToPredictor()
	if len(asked) != 1 {
		t.Fatalf("the predictor was sent %s, want one drawing", describe(asked))
	}
	probabilities := make([]float64, 10)
	probabilities[3] = 1
	answer := worker.Prediction{ID: questionID(t, asked[0]), Digit: 3, Probabilities: probabilities,
		Outputs: probabilities, Image: make([]byte, 784)}
	s.predict(&answer)
	for id, want := range map[string]string{"prediction": "", "probability-3": "1"} {
		if got := s.value(id); got != want {
			t.Errorf("#%s has data-value %q, want %q", id, got, want)
		}
	}
	if got := attribute(t, s.html(), "prediction", "data-example"); got != "" { // "true", see attribute
		t.Errorf("#prediction has data-example %q, want true", got)
	}
	if strings.Contains(s.html(), `id="digit-0"`) {
		t.Error("there is a #digit-0")
	}
	act(s, state.KeepDrawing, 3)
	if got := len(get(s, state.HandKey).Set); got != 0 {
		t.Errorf("the hand has %d drawings, want none", got)
	}
	// The visitor's own stroke: nothing of the example stands while it waits.
	act(s, state.ReadSubject, oneDot)
	if got := s.value("probability-3"); got != "0" {
		t.Errorf("while a drawing waits, #probability-3 has data-value %q, want 0", got)
	}
	act(s, state.ReadExample, example) // on its way still
	s.predict(&answer)
	if got := attribute(t, s.html(), "prediction", "data-example"); got != "false" {
		t.Errorf("after that #prediction has data-example %q, want false", got)
	}
}

// A link that begins something else leaves the pad empty.
func TestExampleMakesWayForLinks(t *testing.T) {
	for fragment, want := range map[string]bool{
		"": true, "lr=0.5": true, "view=evaluate": true, "recipe=fast": true,
		"autostart=1": false, "recipe=fast&autostart=1": false, "lesson=rate": false,
	} {
		s := newStageWith(t, lab.Options{Example: true}, fragment)
		s.consume()
		if got := get(s, state.ExampleKey); got != want {
			t.Errorf("with the fragment %q there is an example: %t, want %t", fragment, got, want)
		}
	}
}

// Every stroke begins as a dot, of which nothing is said before it ends.
func TestStrokeIsNoBlotWhileItGrows(t *testing.T) {
	const said = "only a dot or a blot"
	s := newStage(t)
	state.PenDownKey.Set(s.disp.Context(), true)
	act(s, state.ReadSubject, oneDot)
	s.predict(&worker.Prediction{ID: questionID(t, s.sentToPredictor()[0]), Blot: true})
	if strings.Contains(s.html(), said) {
		t.Errorf("while it is drawn the page says %q", said)
	}
	state.PenDownKey.Set(s.disp.Context(), false)
	s.consume()
	if !strings.Contains(s.html(), said) {
		t.Errorf("when it has ended the page does not say %q", said)
	}
}

// What was wrong with a file is of no use to the next drawing.
func TestNoticeOfAFileGoesWithTheNextDrawing(t *testing.T) {
	s := newStage(t)
	act(s, state.ShowNotice, state.Notice{Scope: state.ScopeFile, Text: "notes.txt is neither"})
	act(s, state.ReadSubject, oneDot)
	if got := s.notices(); got != "" {
		t.Errorf("with a drawing the page still says %q", got)
	}
}

// A run begins no batch while somebody waits for an answer, for a short while.
func TestRunMakesRoomForQuestions(t *testing.T) {
	s := newRunStage(t)
	act(s, state.ReadSubject, oneDot)
	asked := s.sentToPredictor()
	s.predict(&worker.Prediction{ID: questionID(t, asked[0])})
	s.expectSent() // there is no run
	synctest.Test(t, func(t *testing.T) {
		s := newRunStage(t)
		s.raise(state.StartRun)
		s.train(1)
		s.sent()
		act(s, state.ReadSubject, oneDot)
		s.expectSent(&worker.GiveWay{Milliseconds: 300, All: true})
		answer := &worker.Prediction{ID: questionID(t, s.sentToPredictor()[0])}
		s.predict(answer)
		s.expectSent(&worker.GiveWay{All: true})
		time.Sleep(time.Second)
		s.consume()
		s.predict(answer) // once more, by newer weights
		act(s, state.ReadSubject, state.Subject{})
		s.expectSent()
	})
}

func TestSingleOutputIsShownAsANumber(t *testing.T) {
	s := newStage(t)
	act(s, state.ReadSubject, oneDot)
	asked := s.sentToPredictor()
	s.predict(&worker.Prediction{ID: questionID(t, asked[0]), Digit: 3, Outputs: []float64{3.274},
		Probabilities: []float64{0, 0, 0, 1, 0, 0, 0, 0, 0, 0}, Image: make([]byte, 784)})
	if want := "output 3.27, rounded"; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
}

func (s *stage) predict(m *worker.Prediction) {
	s.receive["predictor"](s.disp.Context(), m)
	s.disp.Consume()
}

var oneDot = state.Subject{Strokes: []worker.Stroke{{1, 2}}}

func questionID(t *testing.T, m worker.Message) int {
	t.Helper()
	switch m := m.(type) {
	case *worker.Draw:
		return m.ID
	case *worker.Picture:
		return m.ID
	case *worker.DatasetImage:
		return m.ID
	}
	t.Fatalf("message %T, want a Draw, a Picture or a Sample", m)
	return 0
}
