package nn

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestConfusion(t *testing.T) {
	c := NewConfusion(10)
	if c.Accuracy() != 0 {
		t.Errorf("Accuracy() of nothing = %g, want 0", c.Accuracy())
	}
	for _, sample := range [][2]byte{{1, 1}, {2, 3}, {3, 3}, {3, 5}} {
		c.Add(sample[0], sample[1])
	}
	if c[3][5] != 1 || c.Accuracy() != 0.5 {
		t.Errorf("Confusion = %v, accuracy %g, want 3 taken for 5 once, 0.5", c, c.Accuracy())
	}
}

// Six samples: a 1 and two of three 2s are read rightly, the third 2 as a 3, a
// 4 as a 2, and a 0 as a 1.
func TestPrecisionAndRecall(t *testing.T) {
	c := NewConfusion(10)
	for _, sample := range [][2]byte{{1, 1}, {2, 2}, {2, 2}, {2, 3}, {4, 2}, {0, 1}} {
		c.Add(sample[0], sample[1])
	}
	nan := math.NaN()
	tests := []struct {
		name                  string
		digit                 int
		precision, recall, f1 float64
	}{
		{"never predicted", 0, nan, 0, 0},
		{"all found", 1, 1. / 2, 1, 2. / 3},
		{"some found", 2, 2. / 3, 2. / 3, 2. / 3},
		{"never a label", 3, 0, nan, 0},
		{"neither", 9, nan, nan, nan},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := test.digit
			if p, r, f1 := c.Precision(d), c.Recall(d), c.F1(d); !sameNumber(p, test.precision) || !sameNumber(r, test.recall) || !sameNumber(f1, test.f1) {
				t.Errorf("precision, recall, F1 of %d = %g, %g, %g, want %g, %g, %g", d, p, r, f1, test.precision, test.recall, test.f1)
			}
		})
	}
}

// sameNumber reports whether both are the same number or both are none.
func sameNumber(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }

func TestCalibration(t *testing.T) {
	var c Calibration
	if !math.IsNaN(c.Error()) {
		t.Errorf("Error() of nothing = %g, want NaN", c.Error())
	}
	for _, p := range []struct {
		confidence float64
		right      bool
	}{{1, true}, {0.96, true}, {0.94, false}, {0.5, true}, {0.5, false}} {
		c.Add(p.confidence, p.right)
	}
	// The last bin is (14/15, 1]: three predictions, two right, 2.9 expected.
	// Bin 7 is (7/15, 8/15]: two predictions, one right, as expected.
	if got, want := c.Error(), 0.9/5; math.Abs(got-want) > 1e-12 {
		t.Errorf("Error() = %g, want %g", got, want)
	}
	if last := c[14]; last.Samples != 3 || !sameNumber(last.Accuracy(), 2./3) || math.Abs(last.Confidence()-2.9/3) > 1e-12 {
		t.Errorf("last bin: %+v, accuracy %g, confidence %g", last, last.Accuracy(), last.Confidence())
	}
	if middle := c[7]; middle.Samples != 2 || middle.Accuracy() != 0.5 || middle.Confidence() != 0.5 {
		t.Errorf("middle bin: %+v, accuracy %g, confidence %g", middle, middle.Accuracy(), middle.Confidence())
	}
	if empty := c[0]; !math.IsNaN(empty.Accuracy()) || !math.IsNaN(empty.Confidence()) {
		t.Errorf("empty bin: accuracy %g, confidence %g, want NaN", empty.Accuracy(), empty.Confidence())
	}
}

// The upper end of a bin belongs to it, the lower one does not.
func TestCalibrationBins(t *testing.T) {
	for _, test := range []struct {
		confidence float64
		bin        int
	}{{0, 0}, {0.01, 0}, {0.1, 1}, {0.2, 2}, {0.21, 3}, {0.4, 5}, {0.6, 8}, {0.8, 11}, {0.99, 14}, {1, 14}} {
		var c Calibration
		c.Add(test.confidence, true)
		if c[test.bin].Samples != 1 {
			t.Errorf("confidence %g is not in bin %d: %v", test.confidence, test.bin, c)
		}
	}
}

// Predictions that are right exactly as often as they say are calibrated.
func TestCalibratedPredictions(t *testing.T) {
	const n = 100_000
	honest, boasting := new(Calibration), new(Calibration)
	random := rand.New(rand.NewPCG(1, 0))
	for range n {
		confidence := random.Float64()
		honest.Add(confidence, random.Float64() < confidence)
		boasting.Add(confidence, random.Float64() < confidence*confidence)
	}
	// Each bin's accuracy is off by at most sqrt(0.25*15/n) at one sigma.
	if e := honest.Error(); e > 3*math.Sqrt(0.25*CalibrationBins/n) {
		t.Errorf("Error() of honest predictions = %g", e)
	}
	// The mean of c - c*c over 0..1.
	if e := boasting.Error(); math.Abs(e-1./6) > 0.01 {
		t.Errorf("Error() of boasting predictions = %g, want 1/6", e)
	}
}

func TestReport(t *testing.T) {
	// Logits of zero but for these: 3 has p = e/(e+9), or 1/(e+9) for 5.
	logits := func(of ...byte) (y []float32) {
		for _, digit := range of {
			row := make([]float32, digits)
			row[digit] = 1
			y = append(y, row...)
		}
		return y
	}
	r := NewReport(CrossEntropy{})
	r.Add(logits(3, 3), []byte{3, 5})
	r.Add(logits(5), []byte{5})
	if r.Confusion[3][3] != 1 || r.Confusion[5][3] != 1 || r.Confusion[5][5] != 1 {
		t.Errorf("confusion = %v", r.Confusion)
	}
	right, wrong := math.E/(math.E+9), 1/(math.E+9)
	wrongs := r.MostWrong()
	if len(wrongs) != 1 {
		t.Fatalf("%d wrong samples, want 1", len(wrongs))
	}
	o := wrongs[0]
	if o.Index != 1 || o.Label != 5 || o.Prediction != 3 {
		t.Errorf("most wrong = %+v, want sample 1, a 5 read as 3", o)
	}
	const tolerance = 1e-6 // of float32 probabilities
	if math.Abs(o.Confidence-right) > tolerance || math.Abs(o.LabelProbability-wrong) > tolerance || math.Abs(o.Loss+math.Log(wrong)) > tolerance {
		t.Errorf("most wrong = %+v, want confidence %g, of the label %g, loss %g", o, right, wrong, -math.Log(wrong))
	}
	if got, want := r.Calibration.Error(), math.Abs(2./3-right); math.Abs(got-want) > tolerance {
		t.Errorf("calibration error %g, want %g", got, want)
	}
}

// The double softmax's answer is the first softmax, and so is its confidence.
func TestReportOnDoubleSoftmax(t *testing.T) {
	r := NewReport(DoubleSoftmax{})
	y := make([]float32, digits)
	y[2] = 100
	r.Add(y, []byte{2})
	if o := r.Outcomes[0]; o.Confidence != 1 || math.Abs(o.Loss-1.4612) > 1e-4 {
		t.Errorf("outcome = %+v, want confidence 1 at the lowest loss, 1.4612", o)
	}
}

func TestReportWithoutProbabilities(t *testing.T) {
	r := NewReport(SquaredError{})
	r.Add([]float32{3.2, 8.9, 5}, []byte{4, 1, 5})
	if r.Calibration != nil {
		t.Error("squared error has a calibration, want none")
	}
	wrong := r.MostWrong()
	if len(wrong) != 2 || wrong[0].Index != 1 || wrong[0].Prediction != 9 || wrong[1].Index != 0 {
		t.Fatalf("most wrong = %+v, want samples 1 and 0", wrong)
	}
	if o := wrong[0]; !math.IsNaN(o.Confidence) || !math.IsNaN(o.LabelProbability) || math.Abs(o.Loss-7.9*7.9) > 1e-4 {
		t.Errorf("most wrong = %+v, want no probabilities and loss 62.41", o)
	}
}
