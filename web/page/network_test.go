package page_test

import (
	"regexp"
	"strings"
	"testing"

	"digitlab/data/failure"
	"digitlab/web/form"
	"digitlab/web/lab/link"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// asked returns the one Describe among what the trainer has been sent.
func (s *stage) asked() *worker.Describe {
	s.t.Helper()
	var asked []*worker.Describe
	for _, m := range s.sent() {
		if m, ok := m.(*worker.Describe); ok {
			asked = append(asked, m)
		}
	}
	if len(asked) != 1 {
		s.t.Fatalf("the trainer was asked %d times for a network's layers, want once", len(asked))
	}
	return asked[0]
}

// threeLayers is what the trainer may say of conv 8 3, pool, linear.
func threeLayers(id int) *worker.Description {
	return &worker.Description{ID: id, Architecture: "conv 8 3, pool, linear", Params: 15770, Layers: []worker.Layer{
		{Name: "conv1", Text: "conv 8 3", Shape: []int{8, 28, 28}, Params: 80},
		{Name: "pool1", Text: "pool", Shape: []int{8, 14, 14}},
		{Name: "fc", Text: "linear", Shape: []int{10}, Params: 15690},
	}}
}

func TestLayersAreDescribed(t *testing.T) {
	s := newStage(t)
	s.say(someRecipes())
	if q := s.asked(); q.Loss != "crossentropy" || !strings.HasPrefix(q.Architecture, "conv 20 5, relu") {
		t.Errorf("first asked about %+v, want SimpleNet's layers", q)
	}
	// Half a layer is not asked about while the other half is being typed.
	for _, typed := range []string{"conv 8", "conv 8 3, pool, linear"} {
		state.ChangeField.Raise(s.disp.Context(), state.FieldChange{ID: "network", Text: typed})
		s.disp.Wait() // raised one after the other, before either is answered
	}
	s.consume()
	question := s.asked()
	act(s, state.ChangeField, state.FieldChange{ID: "network", Text: "conv 8 3, pool, linear", Done: true})
	s.expectSent() // the answer is on its way
	s.say(threeLayers(question.ID-1), threeLayers(question.ID))
	html := s.html()
	if got := s.value("network-params"); got != "15770" {
		t.Errorf("#network-params has data-value %q, want 15770", got)
	}
	for _, want := range []string{"8×28×28", "15,690"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for name, want := range map[string]string{"value": "8", "data-layer": "0", "data-word": "1"} {
		if got := attribute(t, html, "conv1-filters", name); got != want {
			t.Errorf("#conv1-filters has %s %q, want %s", name, got, want)
		}
	}
	if got := attribute(t, html, "conv1-side", "value"); got != "3" {
		t.Errorf("#conv1-side shows %q, want 3", got)
	}
	act(s, state.ChangeField, state.FieldChange{ID: "loss-function", Text: "squarederror", Done: true})
	if q := s.asked(); q.Loss != "squarederror" {
		t.Errorf("after another loss asked about %+v", q)
	}
}

// The numbers of a layer can be changed in the table wherever they stand in its
// text.
func TestNumbersOfLayers(t *testing.T) {
	s := newStage(t)
	s.say(someRecipes())
	s.asked()
	const layers = "conv 8 4 STRIDE 2 pad 1, avgpool 7, linear"
	act(s, state.ChangeField, state.FieldChange{ID: "network", Text: layers, Done: true})
	s.say(&worker.Description{ID: s.asked().ID, Architecture: "conv 8 4 pad 1 stride 2, avgpool 7, linear", Params: 466, Layers: []worker.Layer{
		{Name: "conv1", Text: "conv 8 4 pad 1 stride 2", Shape: []int{8, 14, 14}, Params: 136},
		{Name: "avgpool1", Text: "avgpool 7", Shape: []int{8, 2, 2}},
		{Name: "fc", Text: "linear", Shape: []int{10}, Params: 330},
	}})
	for id, want := range map[string][3]string{
		"conv1-filters": {"8", "0", "1"}, "conv1-side": {"4", "0", "2"}, "conv1-stride": {"2", "0", "4"}, "avgpool1-side": {"7", "1", "1"},
	} {
		for i, name := range []string{"value", "data-layer", "data-word"} {
			if got := attribute(t, s.html(), id, name); got != want[i] {
				t.Errorf("#%s has %s %q, want %s", id, name, got, want[i])
			}
		}
	}
}

// What batch normalisation does here is said where there is one.
func TestBatchNormalisationIsExplained(t *testing.T) {
	s := newStage(t)
	s.say(someRecipes())
	shown := func() bool {
		return !strings.Contains(regexp.MustCompile(`<p [^>]*id="network-bn"[^>]*>`).FindString(s.html()), " hidden")
	}
	s.say(threeLayers(s.asked().ID))
	if shown() {
		t.Error("it is explained without one")
	}
	act(s, state.ChangeField, state.FieldChange{ID: "network", Text: "bn, linear", Done: true})
	s.say(&worker.Description{ID: s.asked().ID, Architecture: "bn, linear", Layers: []worker.Layer{
		{Name: "bn1", Text: "bn", Shape: []int{1, 28, 28}, Params: 2}, {Name: "fc", Text: "linear", Shape: []int{10}, Params: 7850},
	}})
	if !shown() || !strings.Contains(s.html(), "eight images at a time") {
		t.Error("it is not explained")
	}
}

func TestLateDescriptionsAreDropped(t *testing.T) {
	s := newStage(t)
	s.say(someRecipes())
	first := s.asked().ID
	act(s, state.ChangeField, state.FieldChange{ID: "network", Text: "conv 8 3, pool, linear", Done: true})
	second := s.asked().ID
	s.say(threeLayers(second), &worker.Description{ID: first, Params: 20350, Error: failure.Message{Text: "too late"}})
	if got := s.value("network-params"); got != "15770" || strings.Contains(s.html(), "too late") {
		t.Errorf("#network-params has data-value %q, want that of the last question", got)
	}
}

func TestWrongNetworkDoesNotStart(t *testing.T) {
	s := newStage(t)
	s.say(someRecipes(), readyMessage)
	s.say(threeLayers(s.asked().ID))
	act(s, state.ChangeField, state.FieldChange{ID: "network", Text: "pool, pool, pool, linear"})
	const fault = "pool3 needs an even height, got 7"
	s.say(&worker.Description{ID: s.asked().ID, Error: failure.Message{Text: fault}})
	if s.notices() != "" || s.value("network-params") != "" || !strings.Contains(s.html(), fault) {
		t.Errorf("#error says %q and #network-params %q, want nothing, and the fault beside the field", s.notices(), s.value("network-params"))
	}
	if got := attribute(t, s.html(), "network", "aria-errormessage"); got != "network-error" {
		t.Errorf("#network has aria-errormessage %q", got)
	}
	s.raise(state.StartRun)
	s.expectSent()
	if got := get(s, state.TrainingKey).State; got != worker.StateIdle {
		t.Errorf("with a wrong network the run is %s", got)
	}
	if want := "Network: " + fault + "."; s.notices() != want {
		t.Errorf("#error says %q, want %q", s.notices(), want)
	}
	act(s, state.ChangeField, state.FieldChange{ID: "network", Text: "pool, pool, linear"})
	if s.notices() != "" {
		t.Errorf("after a change #error says %q, want nothing", s.notices())
	}
	s.say(&worker.Description{ID: s.asked().ID, Params: 500, Layers: []worker.Layer{{Name: "fc", Text: "linear"}}})
	if strings.Contains(s.html(), fault) || s.value("network-params") != "500" {
		t.Errorf("after mending it the page still says %q, and #network-params %s", fault, s.value("network-params"))
	}
	s.raise(state.StartRun)
	want := defaultStart(false)
	want.Settings.Architecture = "pool, pool, linear"
	s.expectSent(want)
}

func TestPresetsAreSpeltOut(t *testing.T) {
	s := newStage(t)
	act(s, state.ChangeField, state.FieldChange{ID: "network", Text: "mlp", Done: true}) // as by a link
	s.say(someRecipes())
	if got := s.value("network"); got != "linear 100, relu, linear" || s.value("network-preset") != "mlp" {
		t.Errorf("#network has data-value %q and #network-preset %q, want the layers of mlp", got, s.value("network-preset"))
	}
	act(s, state.ChangeField, state.FieldChange{ID: "network", Text: "Linear 100,relu ,linear", Done: true})
	if got := s.value("network-preset"); got != "mlp" {
		t.Errorf("#network-preset has data-value %q, want mlp, however it is written", got)
	}
	fragment := link.Link{Form: get(s, state.SettingsKey).Form}.Fragment(form.Default(1), get(s, state.CatalogueKey))
	if !strings.HasSuffix(fragment, "&net=mlp") {
		t.Errorf("the link is %s, want it to name the network", fragment)
	}
	act(s, state.ChangeField, state.FieldChange{ID: "network", Text: "linear", Done: true})
	if got := s.value("network-preset"); got != "own" {
		t.Errorf("#network-preset has data-value %q, want own", got)
	}
}
