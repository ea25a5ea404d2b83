package train

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/golden"
)

// evaluationDataset has MNIST's first n training images as its test images.
func evaluationDataset(t *testing.T, n int) *data.Dataset {
	t.Helper()
	images, labels := golden.Batch(t)
	d := new(data.Dataset)
	for i, label := range labels[:n] {
		d.Images(data.Test).Append((*data.Image)(images[i*data.Pixels:]), label)
	}
	return d
}

func TestEvaluateReportsOnEachImage(t *testing.T) {
	const n = 995 // a last shard of 3
	d := evaluationDataset(t, n)
	for _, loss := range nn.Losses() {
		t.Run(loss.Name(), func(t *testing.T) {
			m := freshModel(loss)
			e, err := Evaluate(m, d, data.Test, goroutines(1, loss))
			if err != nil {
				t.Fatal(err)
			}
			if len(e.Outcomes) != n {
				t.Fatalf("%d outcomes, want %d", len(e.Outcomes), n)
			}
			replica := NewReplica(m)
			var losses float64
			for i, o := range e.Outcomes {
				image := (*data.Image)(d.Images(data.Test).Image(i))
				if want := loss.Predict(replica.Predict(image)); o.Index != i || o.Label != d.Images(data.Test).Label(i) || int(o.Prediction) != want {
					t.Fatalf("outcome %d = %+v, want label %d, prediction %d", i, o, d.Images(data.Test).Label(i), want)
				}
				losses += o.Loss
			}
			// The same float64 sum in another order.
			if got, want := e.Loss, losses/n; math.Abs(got/want-1) > 1e-12 {
				t.Errorf("loss %g, but the images' losses have the mean %g", got, want)
			}
			again, err := Evaluate(m, d, data.Test, goroutines(3, loss))
			if err != nil {
				t.Fatal(err)
			}
			// As text, in which no number equals no number.
			if fmt.Sprint(again.Outcomes) != fmt.Sprint(e.Outcomes) || again.Loss != e.Loss {
				t.Error("three workers give another report than one")
			}
		})
	}
}

// What is most wrong is what the loss says: no image left out has a higher one.
func TestMostWrongImages(t *testing.T) {
	m := freshModel(nn.CrossEntropy{})
	e, err := Evaluate(m, evaluationDataset(t, 300), data.Test, goroutines(2, m.Loss))
	if err != nil {
		t.Fatal(err)
	}
	wrong := e.MostWrong()
	if got, want := len(wrong), 300-int(math.Round(300*e.Accuracy())); got != want {
		t.Errorf("%d images are wrong, the accuracy says %d", got, want)
	}
	if !slices.IsSortedFunc(wrong, func(a, b nn.Outcome) int { return int(math.Copysign(1, b.Loss-a.Loss)) }) {
		t.Error("the most wrong images are not sorted by loss")
	}
	for _, o := range wrong {
		if o.Label == o.Prediction || o.LabelProbability > o.Confidence || math.Abs(math.Exp(-o.Loss)-o.LabelProbability) > 1e-6 {
			t.Errorf("%+v is not wrong, or its probabilities and loss do not agree", o)
		}
	}
}

func TestEvaluateErrors(t *testing.T) {
	m := freshModel(nn.CrossEntropy{})
	if _, err := Evaluate(m, new(data.Dataset), data.Test, goroutines(1, m.Loss)); err == nil || !strings.Contains(err.Error(), "no test images") {
		t.Errorf("without images: error %v", err)
	}
	m.Params()[0] = float32(math.NaN())
	if _, err := Evaluate(m, evaluationDataset(t, 20), data.Test, goroutines(1, m.Loss)); !errors.Is(err, ErrDiverged) || !strings.Contains(err.Error(), "no longer a number") {
		t.Errorf("with a weight that is no number: error %v", err)
	}
}
