package page_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// points are the values that the predictor is asked to explain.
func points(messages []worker.Message) (list []worker.Point) {
	for _, m := range messages {
		if m, ok := m.(*worker.Point); ok {
			list = append(list, *m)
		}
	}
	return list
}

// convExplanation is of a value of conv1, whose filters have a side of 3: the products
// are 1, 0, -0.5 and so on.
func convExplanation(unit int) *worker.Explanation {
	m := &worker.Explanation{Layer: "conv1", Unit: unit, Steps: []worker.ExplanationStep{
		{Layer: "conv1", Text: "conv 2 3", Unit: unit, Channel: 1, Row: 4, Column: 6, Channels: 1, Side: 3, Top: 3, Left: 5, Weighs: true, Bias: -0.25, Value: 0.25, Field: [4]int{5, 3, 8, 6}},
		{Layer: "pool1", Text: "pool", From: "conv1", Unit: 5, Channel: 1, Row: 2, Column: 3, Channels: 1, Side: 2, Value: 0.75},
	}}
	inputs := []float32{1, 0, 0.5, 0, 0, 0, 0, 0, 0}
	weights := []float32{1, 7, -1, 7, 7, 7, 7, 7, 7}
	m.Bytes = slices.Concat(worker.PackFloats(inputs), worker.PackFloats(weights), worker.PackFloats([]float32{0.25, 0.75, 0, -1}))
	return m
}

// One value is pointed at as soon as there is one, and is written out.
func TestSum(t *testing.T) { synctest.Test(t, testSum) }

func testSum(t *testing.T) {
	s := newStage(t)
	s.show("inside")
	s.sentToPredictor()
	s.hear(insideMessage(10))
	s.settle()
	if got := points(s.sentToPredictor()); !slices.Equal(got, []worker.Point{{Layer: "conv1"}}) {
		t.Fatalf("the predictor is to explain %v, want the first value of conv1, for all are the same", got)
	}
	const unit = 784 + 4*28 + 6
	act(s, state.PointAt, worker.Point{Layer: "conv1", Unit: unit})
	if got := points(s.sentToPredictor()); !slices.Equal(got, []worker.Point{{Layer: "conv1", Unit: unit}}) {
		t.Errorf("the predictor is to explain %v", got)
	}
	s.hear(convExplanation(unit))
	s.settle()
	html := s.html()
	if got := attribute(t, html, "sum-conv1", "data-value"); got != "0.25" {
		t.Errorf("#sum-conv1 has data-value %q, want 0.25", got)
	}
	for _, words := range []string{
		"Sum of the products 0.50, bias − 0.25: 0.25",
		"The largest of 0.25, 0.75, 0.00, −1.00: 0.75",
		"conv1, map 2, row 5, column 7: 0.25. It sees 3 × 3 pixels of the picture.",
	} {
		if !strings.Contains(html, words) {
			t.Errorf("the page does not say %q", words)
		}
	}
	// Another network may have no such value.
	other := insideMessage(10)
	other.Maps[0].Layer, other.Maps[1].Layer = "conv5", "pool5"
	s.hear(other)
	s.settle()
	if got := points(s.sentToPredictor()); !slices.Equal(got, []worker.Point{{Layer: "conv5"}}) {
		t.Errorf("with another network the predictor is to explain %v, want the first value of conv5", got)
	}
}
