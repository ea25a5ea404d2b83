package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Of two classes, one always gets two more than the other, and is right three
// times in four: the probability of it should be 3/4, which is what logits ln(3)
// apart give.
func TestFitTemperature(t *testing.T) {
	want := math.Round(1000*2/math.Log(3)) / 1000
	for _, loss := range []Loss{CrossEntropy{Classes: 2}, DoubleSoftmax{Classes: 2}, CrossEntropy{Classes: 2, Temperature: 7}} {
		r := NewReport(loss)
		r.Add([]float32{5, 3, -1, 1, 2, 0, 0, 2}, []byte{0, 1, 0, 0})
		if got := r.FitTemperature(); got != want {
			t.Errorf("%#v: temperature %v, want %v", loss, got, want)
		}
	}
	// Where no sample is wrong, colder is always better; where all are, warmer.
	for label, want := range []float64{1. / 16, 16} {
		r := NewReport(CrossEntropy{Classes: 2})
		r.Add([]float32{2, 0}, []byte{byte(label)})
		if got := r.FitTemperature(); math.Abs(got-want) > 0.00051 {
			t.Errorf("of label %d alone: temperature %v, want %v", label, got, want)
		}
	}
	one := NewReport(SquaredError{})
	one.Add([]float32{3.4}, []byte{3})
	if got, empty := one.FitTemperature(), NewReport(CrossEntropy{}).FitTemperature(); got != 1 || empty != 1 {
		t.Errorf("squared error has temperature %v, no samples %v, want 1", got, empty)
	}
}

// Probabilities are those of divided logits; training and the answer do not
// change.
func TestWithTemperature(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	y, half := make([]float32, 10), make([]float32, 10)
	for i := range y {
		y[i] = 8 * rng.Float32()
		half[i] = y[i] / 2
	}
	label := []byte{4}
	for _, loss := range []Loss{CrossEntropy{}, DoubleSoftmax{}} {
		warm := WithTemperature(loss, 2)
		var got, want, dy, dwarm [10]float32
		warm.Probabilities(got[:], y)
		loss.Probabilities(want[:], half)
		if got != want {
			t.Errorf("%s at temperature 2: %v, want %v", loss.Name(), got, want)
		}
		loss.Backward(dy[:], y, label, 1)
		warm.Backward(dwarm[:], y, label, 1)
		if dy != dwarm || loss.Forward(y, label, 1) != warm.Forward(y, label, 1) || loss.Predict(y) != warm.Predict(y) {
			t.Errorf("%s: a temperature changes the loss, its gradient or the answer", loss.Name())
		}
		clear := []float32{0, 0, 6, 0, 0, 0, 0, 0, 0, 0}
		if loss.Certainty(clear) != Sure || warm.Certainty(clear) == Sure {
			t.Errorf("%s: certainty %d at temperature 1 and %d at 2, want sure and less", loss.Name(), loss.Certainty(clear), warm.Certainty(clear))
		}
		if Temperature(warm) != 2 || WithTemperature(warm, 1) != loss || Temperature(loss) != 1 {
			t.Errorf("%s: the temperature does not come back, or does not go away", loss.Name())
		}
	}
	if l := (SquaredError{}); WithTemperature(l, 2) != Loss(l) || Temperature(l) != 1 {
		t.Error("squared error has got a temperature")
	}
}

// A report tells what it would say at another temperature.
func TestCalibrationAt(t *testing.T) {
	y, labels := []float32{4, 0, 3, 0, 0, 5}, []byte{0, 1, 1}
	plain, warm := NewReport(CrossEntropy{Classes: 2}), NewReport(CrossEntropy{Classes: 2, Temperature: 3})
	plain.Add(slices.Clone(y), labels)
	warm.Add(slices.Clone(y), labels)
	if *plain.Calibration == *warm.Calibration {
		t.Fatal("the temperature changes nothing, so the test shows nothing")
	}
	if *warm.CalibrationAt(1) != *plain.Calibration || *plain.CalibrationAt(3) != *warm.Calibration {
		t.Error("CalibrationAt is not the calibration of a loss with that temperature")
	}
	if NewReport(SquaredError{}).CalibrationAt(2) != nil {
		t.Error("squared error has got a calibration")
	}
}
