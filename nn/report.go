package nn

import (
	"cmp"
	"math"
	"slices"

	"digitlab/nn/internal/kernel"
)

// Report gathers a model's answers to labelled samples: which classes it takes
// for which, whether its probabilities can be believed, and where it is most
// wrong.
type Report struct {
	Confusion Confusion
	// Calibration is nil for a loss whose outputs give no probabilities.
	Calibration *Calibration
	// Outcomes has one for each sample, in the order they were added.
	Outcomes []Outcome

	loss    Loss
	outputs []float32 // of all samples
}

// Outcome is a model's answer to one sample.
type Outcome struct {
	Index      int // of the sample, counted from 0 in the order they were added
	Label      byte
	Prediction byte
	// Confidence is the probability of the prediction, LabelProbability that
	// of the label. They are NaN for a loss whose outputs give none.
	Confidence       float64
	LabelProbability float64
	Loss             float64
}

// NewReport returns an empty report on a model with this loss.
func NewReport(loss Loss) *Report {
	r := &Report{Confusion: NewConfusion(loss.ClassCount()), loss: loss}
	if hasProbabilities(loss) {
		r.Calibration = new(Calibration)
	}
	return r
}

// hasProbabilities reports whether outputs give a probability for each class; a
// single output gives but one number.
func hasProbabilities(loss Loss) bool { return loss.Outputs() > 1 }

// Add adds samples with these labels (N) and outputs (N,Outputs).
func (r *Report) Add(outputs []float32, labels []byte) {
	r.outputs = append(r.outputs, outputs...)
	for i := range labels {
		o := r.outcome(kernel.Block(outputs, i, r.loss.Outputs()), labels[i:i+1])
		r.Confusion.Add(o.Label, o.Prediction)
		if r.Calibration != nil {
			r.Calibration.Add(o.Confidence, o.Label == o.Prediction)
		}
		r.Outcomes = append(r.Outcomes, o)
	}
}

// outcome returns the answer to the next sample, of which label holds the one
// label.
func (r *Report) outcome(outputs []float32, label []byte) Outcome {
	o := Outcome{
		Index:            len(r.Outcomes),
		Label:            label[0],
		Prediction:       byte(r.loss.Predict(outputs)),
		Confidence:       math.NaN(),
		LabelProbability: math.NaN(),
		Loss:             r.loss.Forward(outputs, label, 1),
	}
	if r.Calibration != nil {
		var room [maxClasses]float32
		p := room[:r.loss.ClassCount()]
		r.loss.Probabilities(p, outputs)
		o.Confidence, o.LabelProbability = float64(p[o.Prediction]), float64(p[o.Label])
	}
	return o
}

// Sure reports whether the outputs for sample i were clear, see Loss.Sure.
func (r *Report) Sure(i int) bool {
	return r.loss.Certainty(kernel.Block(r.outputs, i, r.loss.Outputs())) == Sure
}

// MostWrong returns the outcomes whose prediction is not the label, the one with
// the highest loss first.
func (r *Report) MostWrong() []Outcome {
	wrong := slices.DeleteFunc(slices.Clone(r.Outcomes), func(o Outcome) bool { return o.Label == o.Prediction })
	slices.SortStableFunc(wrong, func(a, b Outcome) int { return cmp.Compare(b.Loss, a.Loss) })
	return wrong
}
