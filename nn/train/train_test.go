package train

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/golden"
)

// goldenDataset holds the first n MNIST training images, from PyTorch's golden
// vectors, as the training split, and the next 100 as the validation split.
func goldenDataset(t *testing.T, n int) *data.Dataset {
	t.Helper()
	images, labels := golden.Batch(t)
	d := new(data.Dataset)
	add := func(split data.Split, from, to int) {
		for i := from; i < to; i++ {
			d.Images(split).Append((*data.Image)(images[i*data.Pixels:]), labels[i])
		}
	}
	add(data.Train, 0, n)
	add(data.Valid, max(0, min(n, 900)), min(n, 900)+100)
	return d
}

func freshModel(loss nn.Loss) *nn.Model {
	m := nn.NewSimpleNet(loss)
	InitModel(m, nn.PyTorchDefault, 1)
	return m
}

func modelOf(t testing.TB, net string, loss nn.Loss) *nn.Model {
	t.Helper()
	a, err := nn.ParseArchitecture(net)
	if err != nil {
		t.Fatal(err)
	}
	m, err := nn.NewModel(a, loss)
	if err != nil {
		t.Fatal(err)
	}
	InitModel(m, nn.PyTorchDefault, 1)
	return m
}

func goroutines(n int, loss nn.Loss) *Goroutines {
	return NewGoroutines(n, func() *nn.Model { return nn.NewSimpleNet(loss) })
}

// run trains m and returns the losses of its steps.
func run(t *testing.T, m *nn.Model, d *data.Dataset, s Settings, w Workers, h Hooks) (losses []float64, err error) {
	t.Helper()
	r, err := NewRun(m, d, s, w)
	if err != nil {
		t.Fatal(err)
	}
	h.AfterStep = func(s Step) { losses = append(losses, s.Loss) }
	return losses, r.Train(h)
}

// PyTorch's ten steps, through batches, shards and workers.
func TestGoldenLosses(t *testing.T) {
	d := goldenDataset(t, 1000)
	start := golden.Bytes(t, "init")
	for _, loss := range []nn.Loss{nn.CrossEntropy{}, nn.DoubleSoftmax{}} {
		t.Run(loss.Name(), func(t *testing.T) {
			m, err := DecodeWeights(start, loss)
			if err != nil {
				t.Fatal(err)
			}
			want := golden.Floats(t, golden.Read(t, loss.Name()), "losses")
			s := Defaults()
			s.Shuffle, s.Epochs = false, 1
			got, err := run(t, m, d, s, goroutines(2, loss), Hooks{})
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(want) {
				t.Fatalf("%d steps, want %d", len(got), len(want))
			}
			for i, w := range want {
				// Float32 sums in another order, over ten steps.
				if d := math.Abs(got[i]/float64(w) - 1); !(d <= 5e-6) {
					t.Errorf("loss of step %d = %g, want %g", i+1, got[i], w)
				}
			}
		})
	}
}

func TestSameBitsForAnyNumberOfWorkers(t *testing.T) {
	d := goldenDataset(t, 95) // a last batch of 15, a last shard of 7
	momentum := Defaults()
	momentum.Optimizer.Momentum = 0.9
	everything := Defaults()
	everything.Optimizer = OptimizerSettings{Kind: "adamw", WeightDecay: 0.01}
	everything.Schedule = ScheduleSettings{Kind: "onecycle", Warmup: 0.5}
	everything.LabelSmoothing, everything.EMA = 0.1, 0.9
	for name, s := range map[string]Settings{"momentum": momentum, "everything": everything} {
		s.BatchSize, s.Epochs = 40, 2
		var want []float32
		var wantLosses []float64
		for _, workers := range []int{1, 2, 3, 8} {
			m := freshModel(nn.CrossEntropy{})
			losses, err := run(t, m, d, s, goroutines(workers, m.Loss), Hooks{})
			if err != nil {
				t.Fatal(err)
			}
			if want == nil {
				want, wantLosses = m.Params(), losses
			}
			if !slices.Equal(m.Params(), want) {
				t.Errorf("%s: %d workers end with other weights than 1", name, workers)
			}
			if !slices.Equal(losses, wantLosses) {
				t.Errorf("%s: %d workers: losses %v, want %v", name, workers, losses, wantLosses)
			}
		}
	}
}

func TestSeedDecides(t *testing.T) {
	d := goldenDataset(t, 60)
	params := func(seed uint64) []float32 {
		s := Defaults()
		s.BatchSize, s.Epochs, s.Seed = 20, 1, seed
		m := nn.NewSimpleNet(nn.CrossEntropy{})
		InitModel(m, nn.PyTorchDefault, seed)
		if _, err := run(t, m, d, s, goroutines(1, m.Loss), Hooks{}); err != nil {
			t.Fatal(err)
		}
		return m.Params()
	}
	if !slices.Equal(params(7), params(7)) {
		t.Error("two runs from seed 7 differ")
	}
	if slices.Equal(params(7), params(8)) {
		t.Error("runs from seeds 7 and 8 do not differ")
	}
}

func TestTrainReports(t *testing.T) {
	d := goldenDataset(t, 50)
	s := Defaults()
	s.BatchSize, s.Epochs = 20, 2
	tests := []struct {
		name       string
		maxSteps   int
		stopBefore int // step before which the hook stops the run
		steps      int
		epochs     int // evaluations
		err        error
	}{
		{name: "whole", steps: 6, epochs: 2},
		{name: "limit within an epoch", maxSteps: 4, steps: 4, epochs: 2},
		{name: "limit at the end of an epoch", maxSteps: 3, steps: 3, epochs: 1},
		{name: "limit beyond the end", maxSteps: 9, steps: 6, epochs: 2},
		{name: "stopped", stopBefore: 3, steps: 2, err: ErrStopped},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s.MaxSteps = test.maxSteps
			m := freshModel(nn.CrossEntropy{})
			r, err := NewRun(m, d, s, goroutines(1, m.Loss))
			if err != nil {
				t.Fatal(err)
			}
			var steps []Step
			var evaluations []Evaluation
			err = r.Train(Hooks{
				BeforeStep: func() error {
					if len(steps)+1 == test.stopBefore {
						return ErrStopped
					}
					return nil
				},
				AfterStep:  func(s Step) { steps = append(steps, s) },
				AfterEpoch: func(e Evaluation) { evaluations = append(evaluations, e) },
				AfterLimit: func(e Evaluation) { evaluations = append(evaluations, e) },
			})
			if !errors.Is(err, test.err) {
				t.Errorf("Train() = %v, want %v", err, test.err)
			}
			if len(steps) != test.steps || len(evaluations) != test.epochs {
				t.Fatalf("%d steps and %d evaluations, want %d and %d", len(steps), len(evaluations), test.steps, test.epochs)
			}
			for i, s := range steps {
				wantSamples := 20
				if i%3 == 2 {
					wantSamples = 10 // the last, partial batch
				}
				if s.Step != i+1 || s.Batch != i%3 || s.Epoch != i/3 || s.Batches != 3 || s.Samples != wantSamples {
					t.Errorf("step %d reports %+v", i+1, s)
				}
			}
			for i, e := range evaluations {
				if e.Split != data.Valid || e.Epoch != i || e.Step != min(3*(i+1), test.steps) {
					t.Errorf("evaluation %d reports %s of epoch %d at step %d", i, e.Split, e.Epoch, e.Step)
				}
				if reflect.DeepEqual(e.Confusion, nn.NewConfusion(data.Classes)) || !(e.Loss > 0) {
					t.Errorf("evaluation %d is empty", i)
				}
			}
		})
	}
}

func TestDivergenceKeepsTheLastGoodWeights(t *testing.T) {
	s := Defaults()
	s.LearningRate, s.BatchSize, s.Epochs = 1e30, 10, 5
	m := freshModel(nn.SquaredError{})
	r, err := NewRun(m, goldenDataset(t, 50), s, goroutines(1, m.Loss))
	if err != nil {
		t.Fatal(err)
	}
	params := slices.Clone(m.Params())
	err = r.Train(Hooks{AfterStep: func(Step) { copy(params, m.Params()) }})
	if err == nil || !strings.Contains(err.Error(), "training diverged at step") {
		t.Errorf("Train() = %v, want it to say that training diverged", err)
	}
	if !slices.Equal(params, m.Params()) {
		t.Error("the step that failed changed the weights")
	}
}

// A step whose loss is a number, but which leaves weights that are none, is one
// that diverges, and is undone.
func TestDivergedWeights(t *testing.T) {
	s := Defaults()
	s.LearningRate, s.BatchSize, s.MaxSteps = 1e38, 10, 1
	for _, ema := range []float64{0, 0.9} {
		s.EMA = ema
		m := modelOf(t, "linear", nn.SquaredError{})
		before := slices.Clone(m.Params())
		r, err := NewRun(m, goldenDataset(t, 50), s, NewGoroutines(1, m.Clone))
		if err != nil {
			t.Fatal(err)
		}
		err = r.Train(Hooks{AfterStep: func(Step) { t.Error("the step is reported as one that went well") }})
		const want = "training diverged at step 1: a weight is no longer a number; try a smaller learning rate"
		if !errors.Is(err, ErrDiverged) || err.Error() != want {
			t.Errorf("Train() = %v, want %q", err, want)
		}
		if !slices.Equal(m.Params(), before) {
			t.Error("the step that failed changed the weights")
		}
	}
}

// No file is made that could not be read again.
func TestWeightsThatAreNoNumbersAreNotWritten(t *testing.T) {
	for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		m := freshModel(nn.CrossEntropy{})
		m.Params()[3] = float32(bad)
		want := fmt.Sprintf("weights: conv1.weight[3] is %v, want a finite number", float32(bad))
		for _, format := range []Format{PyTorch, Paddle, ONNX} {
			if _, err := format.Encode(m, nil); err == nil || err.Error() != want {
				t.Errorf("%s: error %v, want %q", format, err, want)
			}
		}
		c := someCheckpoint(t)
		for _, values := range [][]float32{c.Model.Params(), c.EMA.Moments[0].Values, c.Optimizer.Moments[1].Values} {
			was := values[0]
			values[0] = float32(bad)
			if _, err := c.Encode(); err == nil || !strings.Contains(err.Error(), "want a finite number") {
				t.Errorf("a checkpoint with %v: error %v", bad, err)
			}
			values[0] = was
		}
	}
}

func TestNoTrainingImages(t *testing.T) {
	m := freshModel(nn.CrossEntropy{})
	if _, err := NewRun(m, new(data.Dataset), Defaults(), goroutines(1, m.Loss)); err == nil {
		t.Error("NewRun on an empty dataset gives no error")
	}
}

func TestLogLine(t *testing.T) {
	got := Step{Epoch: 0, Batch: 200, Loss: 0.34561}.String()
	if want := "epoch: 0, batch: 200, loss is: 0.3456"; got != want {
		t.Errorf("String() = %q, want %q", got, want)
	}
}

func TestSpeed(t *testing.T) {
	var s Speed
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	s.Start(start)
	if got := s.PerSecond(); got != 0 {
		t.Errorf("PerSecond() before the first sample = %g, want 0", got)
	}
	for i := range 100 { // 100 samples every 100 ms
		s.Add(start.Add(time.Duration(i+1)*100*time.Millisecond), 100)
	}
	if got := s.PerSecond(); math.Abs(got-1000) > 1e-6 {
		t.Errorf("PerSecond() = %g, want 1000", got)
	}
	if len(s.marks) > 40 {
		t.Errorf("%d marks kept, want those of the last 3 seconds", len(s.marks))
	}
	s.Add(start.Add(time.Minute), 100)
	if got := s.PerSecond(); got <= 0 {
		t.Errorf("PerSecond() after a slow batch = %g, want more than 0", got)
	}
	samples, took := s.Total()
	s = Speed{}
	s.Resume(samples, took)
	s.Start(start.Add(time.Hour)) // after a pause
	s.Add(start.Add(time.Hour+time.Second), 50)
	samples, took = s.Total()
	if want := time.Minute + time.Second; samples != 10150 || took != want {
		t.Errorf("Total() = %d samples in %v, want 10150 in %v", samples, took, want)
	}
}
