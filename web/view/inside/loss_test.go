package inside

import (
	"math"
	"slices"
	"strings"
	"testing"

	"digitlab/nn"
	"digitlab/web/worker"
)

// What the page computes is what training does.
func TestLossIsThatOfTraining(t *testing.T) {
	outputs := [][]float32{
		{0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
		{-3, 0.5, 2, 8.25, -1, 0, 1, 2, -7, 3},
		{90, -90, 0, 0, 0, 0, 0, 0, 0, 88},
	}
	for _, loss := range []nn.Loss{nn.CrossEntropy{}, nn.DoubleSoftmax{}, nn.SquaredError{}} {
		for _, y := range outputs {
			y = y[:loss.Outputs()]
			wide := make([]float64, len(y))
			for i, v := range y {
				wide[i] = float64(v)
			}
			for label := range 10 {
				got := lossOf(loss.Name(), wide, label)
				if want := loss.Forward(y, []byte{byte(label)}, 1); math.Abs(got.Loss-want) > 1e-6*max(1, want) {
					t.Errorf("%s of %v as %d is %g, want %g", loss.Name(), y, label, got.Loss, want)
				}
				want := make([]float32, len(y))
				loss.Backward(want, y, []byte{byte(label)}, 1)
				for i, v := range got.Gradient {
					if math.Abs(v-float64(want[i])) > 1e-6*max(1, math.Abs(v)) {
						t.Errorf("%s of %v as %d has the gradient %v, want %v", loss.Name(), y, label, got.Gradient, want)
						break
					}
				}
			}
		}
	}
}

func TestLossIsWrittenOut(t *testing.T) {
	ten := []float64{0, 0, 0, 2, 0, 0, 0, 0, 0, 0}
	tests := []struct {
		loss    string
		outputs []float64
		say     []string
	}{
		{"crossentropy", ten, []string{
			"For 3: e^2.000 / 16.389 = 7.389 / 16.389 = 0.451", "−ln p = −ln 0.451 = 0.797", "p − 1 = -0.549 for 3"}},
		{"doublesoftmax", ten, []string{
			"p = e^z", "For 3: e^2.000 / 16.389 = 7.389 / 16.389 = 0.451", "q = e^p", "For 3: e^0.451 / 11.136 = 1.570 / 11.136 = 0.141", "−ln q = −ln 0.141 = 1.959"}},
		{"squarederror", []float64{2.5}, []string{"(2.500 − 3)² = 0.250", "2 × (2.500 − 3) = -1.000"}},
	}
	for _, test := range tests {
		m := &worker.Inside{Loss: test.loss, Outputs: test.outputs}
		path := lossOf(test.loss, test.outputs, 3)
		said := strings.Join(lossSteps(m, &path, nil, 3), "\n")
		for _, want := range test.say {
			if !strings.Contains(said, want) {
				t.Errorf("%s: it does not say %q:\n%s", test.loss, want, said)
			}
		}
	}
	// A share that is too small for a number has a loss all the same.
	path := lossOf("crossentropy", []float64{2000, 0}, 1)
	if path.Loss != 2000 || slices.ContainsFunc(path.Gradient, math.IsNaN) {
		t.Errorf("the loss is %g and the gradient %v, want 2000", path.Loss, path.Gradient)
	}
}
