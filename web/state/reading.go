package state

import (
	"digitlab/web/number"
	"digitlab/web/worker"
)

// Single reports whether the answer is one number, as a squarederror model's is.
func (r Reading) Single() bool { return r.Shown && len(r.Outputs) == 1 }

// Bar is what a reading says of one digit.
type Bar struct {
	Probability float64
	Text        string
	Best        bool
}

// Bar returns what the reading says of a digit.
func (r Reading) Bar(digit int) Bar {
	b := Bar{Best: r.Shown && digit == r.Digit}
	if r.Shown && digit < len(r.Probabilities) {
		b.Probability = r.Probabilities[digit]
	}
	switch {
	case !r.Single():
		b.Text = number.Probability(b.Probability)
	case b.Best:
		b.Text = number.Decimals(r.Outputs[0], 2)
	}
	return b
}

// ReadingKey holds a Reading.
const ReadingKey Key[Reading] = "reading"

// Reading is the predictor's answer.
type Reading struct {
	Asked bool // there is something to read
	Shown bool // there is an answer
	Of    Subject
	worker.Prediction
}

// Own reports whether the reading is about something of the visitor's own, and not
// about an example or an image that has its label.
func (r Reading) Own() bool { return r.Shown && r.Of.Image == nil && !r.Of.Example }
