package page_test

import (
	"os"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/lab"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// Until the first run of the visitor's the chart shows that of the page's weights.
func TestChartOpensWithTheRunOfTheWeights(t *testing.T) {
	const name = "Training of the pretrained weights"
	record, err := os.ReadFile("../static/model.run")
	if err != nil {
		t.Fatal(err)
	}
	var asked string
	s := newStageWith(t, lab.Options{Fetch: func(ctx app.Context, url string, done func(app.Context, []byte)) {
		asked = url
		done(ctx, record)
	}})
	s.say(readyMessage)
	if !strings.HasSuffix(asked, "static/model.run") {
		t.Fatalf("the page fetches %q", asked)
	}
	if !strings.Contains(s.html(), name) {
		t.Errorf("the chart does not show %q", name)
	}
	if got := s.value("loss-chart"); got != "0" {
		t.Errorf("#loss-chart has data-value %q, want 0: no run goes on", got)
	}
	if got := s.value("runs"); got != "0" {
		t.Errorf("%s runs are listed, want none of the visitor's", got)
	}
	s.raise(state.StartRun)
	s.train(10)
	if strings.Contains(s.html(), name) {
		t.Errorf("with a run of the visitor's the chart still shows %q", name)
	}
}

// A record that does not come, or that is none, leaves the chart empty.
func TestChartWithoutTheRunOfTheWeights(t *testing.T) {
	for _, content := range [][]byte{nil, []byte("<!doctype html>")} {
		s := newStageWith(t, lab.Options{Fetch: func(ctx app.Context, _ string, done func(app.Context, []byte)) { done(ctx, content) }})
		s.consume()
		if got := get(s, state.RunsKey).OnChart(); len(got) > 0 || s.notices() != "" {
			t.Errorf("of %q there are %d runs and the notice %q, want neither", content, len(got), s.notices())
		}
	}
}

// The report opens with the weights of the page, once; who asks for another split does
// not wait for that.
func TestReportOpensWithTheWeightsOfThePage(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	act(s, state.ShowView, state.ReportView)
	s.expectSent()
	s.say(presentWeights)
	s.expectSent(&worker.Evaluate{Split: state.SplitTest, Workers: 1})
	act(s, state.EvaluateWeights, state.SplitValid)
	s.expectSent(&worker.Evaluate{Split: state.SplitValid, Workers: 1})
	s.raise(state.StopEvaluation)
	s.sent()
	act(s, state.ShowView, state.TrainView)
	act(s, state.ShowView, state.ReportView)
	s.expectSent()

	// What the gallery is having read is not read twice.
	browsing := newGalleryStage(t)
	browsing.say(presentWeights)
	act(browsing, state.SelectImages, onlyMistakes)
	browsing.sent()
	browsing.say(&worker.Images{ID: browsing.question(), NotEvaluated: true})
	browsing.expectSent(&worker.Evaluate{Split: state.SplitTest, Workers: 1})
	act(browsing, state.ShowView, state.ReportView)
	browsing.expectSent()
	browsing.say(evaluationMessage(3))
	if get(browsing, state.ReportKey).Result == nil {
		t.Error("what the gallery had read is no report")
	}

	other := newStage(t)
	other.say(readyMessage, &worker.Weights{Loss: "crossentropy", Source: "mine.safetensors"})
	act(other, state.ShowView, state.ReportView)
	other.expectSent() // those the visitor knows
}
