package page_test

import (
	"strings"
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

func TestAnswerSaysWhatItIsNotSureOf(t *testing.T) {
	tests := []struct {
		name   string
		answer worker.Prediction
		want   string
	}{
		{"blank", worker.Prediction{Blank: true}, "no digit found: it is blank"},
		{"blot", worker.Prediction{Blot: true}, "no digit found: only a dot or a blot"},
		{"unsure", worker.Prediction{Digit: 3, Unsure: true, Outputs: make([]float64, 10),
			Probabilities: make([]float64, 10), Image: make([]byte, 784)}, "Not sure, maybe a"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newStage(t)
			act(s, state.ReadSubject, state.Subject{Name: "3.png", Picture: []byte{1, 2, 3}})
			asked := s.sentToPredictor()
			test.answer.ID = questionID(t, asked[0])
			s.predict(&test.answer)
			if !strings.Contains(s.html(), test.want) {
				t.Errorf("the page does not say %q", test.want)
			}
		})
	}
}
