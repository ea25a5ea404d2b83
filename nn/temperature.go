package nn

import (
	"cmp"
	"math"

	"digitlab/nn/internal/kernel"
)

// WithTemperature returns a loss whose Probabilities, and what is Sure, come from
// logits divided by a temperature above 0: above 1 they are less extreme, below 1
// more. Forward, Backward and Predict stay as they are, and so does a loss whose
// outputs are no logits. After Guo et al., see Calibration.
func WithTemperature(loss Loss, temperature float64) Loss {
	if temperature == 1 {
		temperature = 0 // so that losses of the same meaning are equal
	}
	switch l := loss.(type) {
	case CrossEntropy:
		l.Temperature = temperature
		return l
	case DoubleSoftmax:
		l.Temperature = temperature
		return l
	}
	return loss
}

// Temperature returns the one that a loss divides logits by, 1 if it does not.
func Temperature(loss Loss) float64 {
	var t float64
	switch l := loss.(type) {
	case CrossEntropy:
		t = l.Temperature
	case DoubleSoftmax:
		t = l.Temperature
	}
	return cmp.Or(t, 1)
}

// CalibrationAt returns what Calibration would be at another temperature; at the
// report's own, and where there is none, it is Calibration itself.
func (r *Report) CalibrationAt(temperature float64) *Calibration {
	if r.Calibration == nil || temperature == r.Temperature() {
		return r.Calibration
	}
	loss, c := WithTemperature(r.loss, temperature), new(Calibration)
	var room [maxClasses]float32
	p := room[:loss.ClassCount()]
	for i, o := range r.Outcomes {
		loss.Probabilities(p, kernel.Block(r.outputs, i, loss.Outputs()))
		c.Add(float64(p[o.Prediction]), o.Label == o.Prediction)
	}
	return c
}

// Temperature returns that of the loss.
func (r *Report) Temperature() float64 { return Temperature(r.loss) }

// largestTemperature is the highest that Report.FitTemperature returns, and one
// over the lowest: without a mistake in the samples there would be no lowest.
const largestTemperature = 16

// FitTemperature returns the temperature with which the probabilities of the
// report's samples fit their labels best, in the mean of -log(p[label]), to three
// decimals. It is 1 for a loss whose outputs are no logits, and without samples.
func (r *Report) FitTemperature() float64 {
	if WithTemperature(r.loss, 2) == r.loss || len(r.Outcomes) == 0 {
		return 1
	}
	// That mean is convex in 1/temperature, so Newton's method finds the lowest, and
	// bounds on either side keep it from going astray.
	low, high, factor := 1./largestTemperature, float64(largestTemperature), 1.
	for high-low > precision*low {
		slope, curvature := r.likelihoodSlope(factor)
		if slope > 0 {
			high = factor
		} else {
			low = factor
		}
		next := factor - slope/curvature
		if math.Abs(next-factor) < precision*factor {
			break
		}
		if !(low < next && next < high) {
			next = math.Sqrt(low * high)
		}
		factor = next
	}
	return math.Round(1000/factor) / 1000
}

// precision is that of 1/temperature, by which Report.FitTemperature goes.
const precision = 1e-6

// likelihoodSlope returns the slope of the sum of -log(p[label]) by a factor of the
// logits, and the slope of that: for each sample the mean of the logits by their
// probabilities, less that of the label, and their variance.
func (r *Report) likelihoodSlope(factor float64) (slope, curvature float64) {
	classes := r.loss.Outputs()
	for i, o := range r.Outcomes {
		logits := kernel.Block(r.outputs, i, classes)
		largest := float64(logits[argmax(logits)])
		var sum, mean, square float64
		for _, v := range logits {
			v := float64(v) - largest
			e := math.Exp(factor * v)
			sum += e
			mean += e * v
			square += e * v * v
		}
		mean /= sum
		slope += mean + largest - float64(logits[o.Label])
		curvature += square/sum - mean*mean
	}
	return slope, curvature
}
