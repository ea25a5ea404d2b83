package main

import (
	"testing"
	"time"

	"digitlab/nn"
	"digitlab/web/worker"
)

// TestAnswers holds that there is a digit where there may be one, and none
// where there is nothing to read.
func TestAnswers(t *testing.T) {
	ours, theirs := worker.Pipe()
	defer ours.Close()
	answers := ours.Listen(t.Context())
	p := newPredictor(theirs)
	m := nn.NewSimpleNet(nn.CrossEntropy{}) // all zero: every digit is as probable
	if err := p.setWeights(&worker.Weights{Loss: m.Loss.Name(), Params: worker.PackFloats(m.Params())}); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name                string
		strokes             []worker.Stroke
		blank, blot, unsure bool
	}{
		{"seven", seven.Strokes, false, false, true},
		{"nothing", nil, true, false, false},
		{"dot", []worker.Stroke{{140, 140}}, false, true, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			draw := seven
			draw.Strokes = test.strokes
			if err := p.draw(&draw); err != nil {
				t.Fatal(err)
			}
			if err := p.answer(time.Now()); err != nil {
				t.Fatal(err)
			}
			got := (<-answers).(*worker.Prediction)
			if got.Blank != test.blank || got.Blot != test.blot || got.Unsure != test.unsure {
				t.Errorf("blank %t, blot %t, unsure %t, want %t, %t, %t",
					got.Blank, got.Blot, got.Unsure, test.blank, test.blot, test.unsure)
			}
			if digit := !test.blank && !test.blot; digit != (len(got.Image) > 0) {
				t.Errorf("an image of %d bytes, want one: %t", len(got.Image), digit)
			}
		})
	}
}
