package run

import (
	"testing"

	"digitlab/nn"
)

func TestMistakesToShow(t *testing.T) {
	// Forty 4s read as 9, then one 7 read as 1, then twenty more 4s.
	mistakes := make([]nn.Outcome, 61)
	for i := range mistakes {
		mistakes[i] = nn.Outcome{Index: i, Label: 4, Prediction: 9}
	}
	mistakes[40] = nn.Outcome{Index: 40, Label: 7, Prediction: 1}
	shown := mistakesToShow(mistakes)
	if len(shown) != mistakesOfAll+1 || shown[mistakesOfAll-1].Index != mistakesOfAll-1 || shown[mistakesOfAll].Index != 40 {
		t.Errorf("shown: %v, want the first %d and number 40", shown, mistakesOfAll)
	}
	if shown := mistakesToShow(mistakes[40:]); len(shown) != 21 {
		t.Errorf("%d shown of 21, want all: they are among the worst %d", len(shown), mistakesOfAll)
	}
}
