package page_test

import (
	"slices"
	"strings"
	"testing"

	"digitlab/web/hand"
	"digitlab/web/ownset"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// ownSetStage is a stage with the set of the visitor's own in sight, and all that
// training on it takes but drawings.
func ownSetStage(t *testing.T) *stage {
	s := newStage(t)
	recipes := someRecipes()
	recipes.Own = worker.Settings{Loss: "crossentropy", LearningRate: .05, BatchSize: 32, Epochs: 10, Seed: 1, Augment: "shift=4"}
	s.say(recipes, readyMessage, &worker.Weights{Loss: "crossentropy", Source: "pretrained"})
	s.showOwnSet()
	s.sent()
	s.sentToPredictor()
	return s
}

// showOwnSet shows the set in its view.
func (s *stage) showOwnSet() {
	s.t.Helper()
	act(s, state.ShowView, state.HandView)
	act(s, state.OpenOwnSet, true)
	for range 3 { // the view is mounted, then what it shows, which then sees the states
		s.consume()
	}
}

// keepInSet draws, and keeps what the n-th drawing is.
func (s *stage) keepInSet(n, class int) {
	s.t.Helper()
	s.read(drawn(float64(n)), 0, imageOf(byte(n)))
	act(s, state.KeepAs, class)
}

// counts returns how many drawings of each class the page shows.
func (s *stage) counts() (counts []string) {
	s.t.Helper()
	for i := range get(s, state.OwnSetKey).Set.Classes {
		counts = append(counts, s.value("own-class-"+string('0'+rune(i))))
	}
	return counts
}

func (s *stage) expectCounts(when string, want ...string) {
	s.t.Helper()
	if got := s.counts(); !slices.Equal(got, want) {
		s.t.Errorf("%s the classes have %v drawings, want %v", when, got, want)
	}
}

func (s *stage) expectSaid(wanted ...string) {
	s.t.Helper()
	html := s.html()
	for _, want := range wanted {
		if !strings.Contains(html, want) {
			s.t.Errorf("the page does not say %q", want)
		}
	}
}

func TestKeepInOwnSet(t *testing.T) {
	s := ownSetStage(t)
	s.expectSaid("Draw: circle, 1 of 12")
	act(s, state.ReadSubject, drawn(1))
	asked := s.sentToPredictor()
	if draw, ok := asked[len(asked)-1].(*worker.Draw); !ok || !draw.Plain {
		t.Fatalf("the predictor was sent %s, want the drawing as it is", describe(asked))
	}
	if html := s.html(); strings.Contains(html, `id="correct-3"`) || strings.Contains(html, `id="probability-3"`) {
		t.Error("digits are offered for what is drawn")
	}
	act(s, state.ReadSubject, state.Subject{})

	s.keepInSet(1, 0)
	s.keepInSet(2, 0)
	s.keepInSet(3, 2)
	s.expectCounts("after three drawings", "2", "0", "1")
	s.expectSaid("Draw: circle, 3 of 12", "Kept: house, number 1.")
	if got := get(s, state.HandKey).Set; len(got) != 0 {
		t.Errorf("%d drawings are in the handwriting", len(got))
	}
	if d := get(s, state.OwnSetKey).Set.Of(2)[0]; d.Strokes.Lines[0][0] != 3 || d.Kept.IsZero() {
		t.Errorf("kept is %+v", d)
	}
	s.raise(state.UndoOwnSet)
	s.expectCounts("after undoing", "2", "0", "0")
	s.raise(state.UndoOwnSet)
	s.expectCounts("after undoing again", "2", "0", "0")
	act(s, state.RemoveOwn, get(s, state.OwnSetKey).Set.Of(0)[0].ID())
	s.expectCounts("after deleting one", "1", "0", "0")
	s.raise(state.UndoOwnSet)
	s.expectCounts("after undoing that", "2", "0", "0")

	// Out of sight nothing is kept, and digits are read.
	act(s, state.ShowView, state.TrainView)
	s.keepInSet(4, 1)
	if got := len(get(s, state.OwnSetKey).Set.Drawings); got != 2 {
		t.Errorf("out of sight, %d drawings, want 2", got)
	}
	act(s, state.ReadSubject, drawn(9))
	asked = s.sentToPredictor()
	if draw, ok := asked[len(asked)-1].(*worker.Draw); !ok || draw.Plain {
		t.Errorf("out of sight the predictor was sent %s, want a drawing of digits", describe(asked))
	}
}

func TestNamesOfClasses(t *testing.T) {
	s := ownSetStage(t)
	act(s, state.RenameClass, state.RenamedClass{Class: 2, Name: " Star "})
	s.expectSaid("Another class has this name already.", "Give each class a name of its own.")
	act(s, state.RenameClass, state.RenamedClass{Class: 2, Name: ""})
	s.expectSaid("This class needs a name.")
	if got := attribute(t, s.html(), "own-name-2", "aria-invalid"); got != "" { // which is true
		t.Errorf("the field has aria-invalid %q", got)
	}
	act(s, state.RenameClass, state.RenamedClass{Class: 2, Name: "moon"})
	if html := s.html(); strings.Contains(html, "This class needs a name.") {
		t.Error("a name that is right is found wrong")
	}
	act(s, state.RemoveClass, 0)
	act(s, state.RemoveClass, 0) // of two, none
	s.expectCounts("after removing one", "0", "0")
	s.expectSaid("Removed: circle.", "Draw: star, 1 of 12")
	for range 20 {
		s.raise(state.AddClass)
	}
	if got := len(s.counts()); got != ownset.MaxClasses {
		t.Errorf("there are %d classes, want %d", got, ownset.MaxClasses)
	}
	attribute(t, s.html(), "own-keep-9", "id")
}

func TestTrainOnOwnSet(t *testing.T) {
	s := ownSetStage(t)
	s.raise(state.TrainOwnSet)
	s.expectSent()
	s.expectSaid("At least two classes with 5 drawings each are needed.")
	for n := range 9 {
		s.keepInSet(n, n%2)
	}
	s.expectSaid("Still missing: star: 1 more.")
	s.raise(state.TrainOwnSet)
	s.expectSent()
	s.keepInSet(9, 1)
	s.expectSaid("Drawings to learn from: 8. Held back, to validate on: 2, chosen by the seed. Without drawings, and left out: house.")

	s.sent()
	s.raise(state.TrainOwnSet)
	sent := s.sent()
	load, ok := sent[len(sent)-1].(*worker.LoadDataset)
	if !ok || load.Name != "My own set" {
		t.Fatalf("the trainer was sent %s, want the set to load", describe(sent))
	}
	if get(s, state.ViewKey) != state.TrainView {
		t.Error("the chart is not in sight")
	}
	names := worker.Classes{"circle", "star"}
	s.say(&worker.DatasetReady{Name: "My own set", Train: 960, Valid: 2, Classes: names})
	sent = s.sent()
	start, ok := sent[len(sent)-1].(*worker.Start)
	if !ok || start.GoOn || start.Settings.LearningRate != .05 || start.Settings.Augment != "shift=4" || start.Settings.Workers != 1 {
		t.Fatalf("the trainer was sent %s: %+v, want a run with its settings", describe(sent), start)
	}
	s.say(&worker.RunState{State: worker.StateRunning}, &worker.Weights{Source: state.SourceRun, Loss: "crossentropy", ClassCount: 2, Classes: names})
	if name := get(s, state.RunsKey).PresentRun().Name; name != "My own set" {
		t.Errorf("the run is called %q", name)
	}
	s.showOwnSet()
	s.expectSaid("A run is under way: stop it, or wait for its end.", "The network knows your classes")
	s.raise(state.BackToDigits)
	s.expectSent() // the run is under way
	s.say(&worker.RunState{State: worker.StateDone}, &worker.DatasetReady{Name: "My own set", Train: 960, Valid: 2, Classes: names})
	for _, m := range s.sent() {
		if _, again := m.(*worker.Start); again {
			t.Error("the same set, loaded again, begins another run")
		}
	}

	s.raise(state.BackToDigits)
	var digits, weights bool
	for _, m := range s.sent() {
		switch m := m.(type) {
		case *worker.LoadDataset:
			digits = m.Name == "mnist.json.gz"
		case *worker.LoadWeights:
			weights = m.Name == "pretrained"
		}
	}
	if !digits || !weights {
		t.Errorf("the digits' dataset is asked for: %t, their weights: %t", digits, weights)
	}
}

// A set that cannot be loaded begins nothing, also not with the next dataset.
func TestOwnSetThatFails(t *testing.T) {
	s := ownSetStage(t)
	for n := range 10 {
		s.keepInSet(n, n%2)
	}
	s.raise(state.TrainOwnSet)
	s.say(datasetFailure("no memory"))
	s.sent()
	s.say(readyMessage)
	for _, m := range s.sent() {
		if _, start := m.(*worker.Start); start {
			t.Error("a run begins on another dataset")
		}
	}
}

// What is exported is read again by the format of the handwriting.
func TestExportOwnSet(t *testing.T) {
	s := ownSetStage(t)
	s.keepInSet(1, 2)
	set := get(s, state.OwnSetKey).Set
	file, err := set.Export()
	if err != nil {
		t.Fatal(err)
	}
	if _, classes, err := hand.Import(file); err != nil || !slices.Equal(classes, []string{"circle", "star", "house"}) {
		t.Errorf("the file has the classes %q: %v", classes, err)
	}
}
