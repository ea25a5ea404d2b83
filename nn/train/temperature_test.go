package train

import (
	"bytes"
	"testing"

	"digitlab/data"
	"digitlab/nn"
)

// A run ends with the temperature that fits the validation images, whichever way
// it ends.
func TestRunFitsTheTemperature(t *testing.T) {
	d := goldenDataset(t, 300)
	tests := []struct {
		name string
		edit func(*Settings)
	}{
		{"epochs", func(*Settings) {}},
		{"average", func(s *Settings) { s.EMA = 0.8 }},
		{"best epoch", func(s *Settings) { s.KeepBest, s.Epochs, s.LearningRate = true, 6, 0.15 }},
		{"ended by its limit", func(s *Settings) { s.MaxSteps = 16 }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := Defaults()
			s.LearningRate, s.Optimizer.Momentum, s.BatchSize, s.Epochs, s.LabelSmoothing = 0.02, 0.9, 25, 3, 0.2
			test.edit(&s)
			m := freshModel(nn.CrossEntropy{Temperature: 7}) // which it is begun with
			if _, err := run(t, m, d, s, goroutines(2, nn.CrossEntropy{}), Hooks{}); err != nil {
				t.Fatal(err)
			}
			e, err := Evaluate(m, d, data.Valid, goroutines(1, nn.CrossEntropy{}))
			if err != nil {
				t.Fatal(err)
			}
			if got := nn.Temperature(m.Loss); got != e.FitTemperature() || got == 1 || got == 7 {
				t.Errorf("temperature %v, want %v, neither 1 nor 7", got, e.FitTemperature())
			}
		})
	}
}

// Where nothing is trained, the temperature of weights stays, and those without get
// one.
func TestTemperatureWithoutTraining(t *testing.T) {
	d := goldenDataset(t, 300)
	s := Defaults()
	s.Epochs = 0
	for _, before := range []float64{1, 7} {
		m := freshModel(nn.CrossEntropy{Temperature: before})
		if _, err := run(t, m, d, s, goroutines(1, nn.CrossEntropy{}), Hooks{}); err != nil {
			t.Fatal(err)
		}
		if got := nn.Temperature(m.Loss); (got == before) != (before == 7) {
			t.Errorf("temperature %v has become %v", before, got)
		}
	}
}

// A run that is stopped within an epoch has the temperature of the epoch before,
// and so have its checkpoints; resumed, it ends with the one it would have had.
func TestTemperatureOfAStoppedRun(t *testing.T) {
	d := goldenDataset(t, 100)
	s := Defaults()
	s.LearningRate, s.BatchSize, s.Epochs = 0.05, 20, 2
	var afterOne float64
	var stopped *Checkpoint
	whole, m := freshModel(nn.CrossEntropy{}), freshModel(nn.CrossEntropy{})
	if _, err := run(t, whole, d, s, goroutines(1, m.Loss), Hooks{}); err != nil {
		t.Fatal(err)
	}
	r, err := NewRun(m, d, s, goroutines(1, m.Loss))
	if err != nil {
		t.Fatal(err)
	}
	err = r.Train(Hooks{
		AfterEpoch: func(e Evaluation) { afterOne = e.FitTemperature() },
		BeforeStep: func() error {
			if r.step == 7 {
				return ErrStopped
			}
			return nil
		},
	})
	if stopped = r.Checkpoint(); err != ErrStopped || afterOne == 1 {
		t.Fatalf("the run ends with %v, its first epoch with temperature %v", err, afterOne)
	}
	if nn.Temperature(m.Loss) != afterOne || nn.Temperature(stopped.Model.Loss) != afterOne {
		t.Errorf("temperature %v, %v in the checkpoint, want %v", nn.Temperature(m.Loss), nn.Temperature(stopped.Model.Loss), afterOne)
	}
	resumed, err := ResumeRun(decoded(t, stopped), d, goroutines(1, m.Loss))
	if err != nil {
		t.Fatal(err)
	}
	if err := resumed.Train(Hooks{}); err != nil {
		t.Fatal(err)
	}
	if got, want := resumed.model.Loss, whole.Loss; got != want || nn.Temperature(got) == afterOne {
		t.Errorf("resumed, the run ends with %+v, want %+v, which is not that of the first epoch", got, want)
	}
}

// decoded returns a checkpoint that has been written to a file and read.
func decoded(t *testing.T, c *Checkpoint) *Checkpoint {
	t.Helper()
	again, err := DecodeCheckpoint(encoded(t, c))
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// Each format of weights carries the temperature, and a file is read for another
// loss without it.
func TestTemperatureInFiles(t *testing.T) {
	m := freshModel(nn.CrossEntropy{Temperature: 0.619})
	for _, format := range []Format{PyTorch, Paddle} {
		file, err := format.Encode(m, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := DecodeWeights(file, nil)
		if err != nil || got.Loss != m.Loss {
			t.Errorf("%s: %+v, %v, want %+v", format, got.Loss, err, m.Loss)
		}
		other, err := DecodeWeights(file, nn.DoubleSoftmax{})
		if err != nil || nn.Temperature(other.Loss) != 1 {
			t.Errorf("%s for another loss: %+v, %v, want no temperature", format, other.Loss, err)
		}
	}
	file, err := ONNX.Encode(m, nil)
	if err != nil || !bytes.Contains(file, []byte("temperature")) {
		t.Errorf("the ONNX model does not tell the temperature, or %v", err)
	}
}
