package nn

import "math"

// CalibrationBins is the number of bins of a Calibration, as in the paper.
const CalibrationBins = 15

// Calibration tells how far a model's probabilities can be believed: of all
// predictions it makes with a confidence of 0.8, four in five should be right.
// The confidence is the probability of the predicted class. After Guo, Pleiss,
// Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML 2017.
//
// Bin i counts the predictions with a confidence above i/CalibrationBins and up
// to (i+1)/CalibrationBins.
type Calibration [CalibrationBins]CalibrationBin

// CalibrationBin counts predictions of about the same confidence.
type CalibrationBin struct {
	Samples       int
	Right         int
	ConfidenceSum float64
}

// Add counts a prediction made with a confidence from 0 to 1.
func (c *Calibration) Add(confidence float64, right bool) {
	i := int(math.Ceil(confidence*CalibrationBins)) - 1
	bin := &c[min(max(i, 0), CalibrationBins-1)]
	bin.Samples++
	bin.ConfidenceSum += confidence
	if right {
		bin.Right++
	}
}

// Accuracy returns the share of the bin's predictions that are right, NaN if it
// is empty.
func (b CalibrationBin) Accuracy() float64 {
	return float64(b.Right) / float64(b.Samples)
}

// Confidence returns the mean confidence of the bin's predictions, NaN if it is
// empty.
func (b CalibrationBin) Confidence() float64 {
	return b.ConfidenceSum / float64(b.Samples)
}

// Error returns the expected calibration error: the distance between accuracy
// and mean confidence of a bin, averaged over all predictions. It is NaN if
// there are none.
func (c *Calibration) Error() float64 {
	var samples int
	var distances float64
	for _, bin := range c {
		samples += bin.Samples
		distances += math.Abs(float64(bin.Right) - bin.ConfidenceSum)
	}
	return distances / float64(samples)
}
