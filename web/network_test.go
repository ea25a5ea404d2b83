package web

import (
	"strings"
	"testing"

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
	typed := s.page.lab.settings.Form
	for _, typed[fieldNetwork] = range []string{"conv 8", "conv 8 3, pool, linear"} {
		s.page.lab.typeForm(s.disp.Context(), typed, "network")
	}
	s.disp.Consume()
	question := s.asked()
	s.act(changeField, fieldChange{ID: "network", Text: "conv 8 3, pool, linear", Done: true})
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
	if got := attribute(t, html, "conv1-side", "value"); got != "3" {
		t.Errorf("#conv1-side shows %q, want 3", got)
	}
	s.act(changeField, fieldChange{ID: "loss-function", Text: "squarederror", Done: true})
	if q := s.asked(); q.Loss != "squarederror" {
		t.Errorf("after another loss asked about %+v", q)
	}
}

func TestLateDescriptionsAreDropped(t *testing.T) {
	s := newStage(t)
	s.say(someRecipes())
	first := s.asked().ID
	s.act(changeField, fieldChange{ID: "network", Text: "conv 8 3, pool, linear", Done: true})
	second := s.asked().ID
	s.say(threeLayers(second), &worker.Description{ID: first, Params: 20350, Error: "late"})
	if got := s.value("network-params"); got != "15770" || strings.Contains(s.html(), "late") {
		t.Errorf("#network-params has data-value %q, want that of the last question", got)
	}
}

func TestWrongNetworkDoesNotStart(t *testing.T) {
	s := newStage(t)
	s.say(someRecipes(), readyMessage)
	s.say(threeLayers(s.asked().ID))
	s.act(changeField, fieldChange{ID: "network", Text: "pool, pool, pool, linear"})
	const fault = "pool3 needs an even height, got 7"
	s.say(&worker.Description{ID: s.asked().ID, Error: fault})
	if s.notices() != "" || s.value("network-params") != "" || !strings.Contains(s.html(), fault) {
		t.Errorf("#error says %q and #network-params %q, want nothing, and the fault beside the field", s.notices(), s.value("network-params"))
	}
	if got := attribute(t, s.html(), "network", "aria-errormessage"); got != "network-error" {
		t.Errorf("#network has aria-errormessage %q", got)
	}
	s.act(startRun, nil)
	s.expectSent()
	if want := "Network: " + fault + "."; s.notices() != want {
		t.Errorf("#error says %q, want %q", s.notices(), want)
	}
	s.act(changeField, fieldChange{ID: "network", Text: "pool, pool, linear"})
	if s.notices() != "" {
		t.Errorf("after a change #error says %q, want nothing", s.notices())
	}
	s.say(&worker.Description{ID: s.asked().ID, Params: 500})
	s.act(startRun, nil)
	want := defaultStart(false)
	want.Settings.Architecture = "pool, pool, linear"
	s.expectSent(want)
}

func TestPresetsAreSpeltOut(t *testing.T) {
	s := newStage(t)
	s.act(changeField, fieldChange{ID: "network", Text: "mlp", Done: true}) // as by a link
	s.say(someRecipes())
	if got := s.value("network"); got != "linear 100, relu, linear" || s.value("network-preset") != "mlp" {
		t.Errorf("#network has data-value %q and #network-preset %q, want the layers of mlp", got, s.value("network-preset"))
	}
	s.act(changeField, fieldChange{ID: "network", Text: "Linear 100,relu ,linear", Done: true})
	if got := s.value("network-preset"); got != "mlp" {
		t.Errorf("#network-preset has data-value %q, want mlp, however it is written", got)
	}
	fragment := link{Form: s.page.lab.settings.Form}.fragment(s.page.lab.defaults, s.page.lab.catalogue)
	if !strings.HasSuffix(fragment, "&net=mlp") {
		t.Errorf("the link is %s, want it to name the network", fragment)
	}
	s.act(changeField, fieldChange{ID: "network", Text: "linear", Done: true})
	if got := s.value("network-preset"); got != "own" {
		t.Errorf("#network-preset has data-value %q, want own", got)
	}
}

func TestWithNumber(t *testing.T) {
	const text = "conv  20 5,relu , linear"
	tests := []struct {
		layer, word int
		want        string
	}{
		{0, 1, "conv 9 5,relu , linear"},
		{0, 2, "conv 20 9,relu , linear"},
		{2, 1, text}, // has no such word
		{3, 1, text}, // there is no such layer
	}
	for _, test := range tests {
		if got := withNumber(text, test.layer, test.word, "9"); got != test.want {
			t.Errorf("withNumber(%q, %d, %d, 9) = %q, want %q", text, test.layer, test.word, got, test.want)
		}
	}
}
