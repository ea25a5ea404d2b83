package train

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/nn"
)

func TestSettingsCheck(t *testing.T) {
	tests := []struct {
		want string
		edit func(*Settings)
	}{
		{"learning rate 0", func(s *Settings) { s.LearningRate = 0 }},
		{"learning rate NaN", func(s *Settings) { s.LearningRate = math.NaN() }},
		{"learning rate +Inf", func(s *Settings) { s.LearningRate = math.Inf(1) }},
		{"momentum 1", func(s *Settings) { s.Optimizer.Momentum = 1 }},
		{"momentum -0.1", func(s *Settings) { s.Optimizer.Momentum = -0.1 }},
		{"weight decay -1", func(s *Settings) { s.Optimizer.WeightDecay = -1 }},
		{`unknown optimizer "rmsprop"`, func(s *Settings) { s.Optimizer.Kind = "rmsprop" }},
		{"nesterov needs a momentum", func(s *Settings) { s.Optimizer.Nesterov = true }},
		{"beta1 1", func(s *Settings) { s.Optimizer.Beta1 = 1 }},
		{"beta2 -0.1", func(s *Settings) { s.Optimizer.Beta2 = -0.1 }},
		{"epsilon NaN", func(s *Settings) { s.Optimizer.Epsilon = math.NaN() }},
		{"epsilon 1e-60", func(s *Settings) { s.Optimizer.Epsilon = 1e-60 }},
		{`unknown schedule "linear"`, func(s *Settings) { s.Schedule.Kind = "linear" }},
		{"warm-up of -1 epochs", func(s *Settings) { s.Schedule.Warmup = -1 }},
		{"every -1 epochs", func(s *Settings) { s.Schedule.StepEvery = -1 }},
		{"factor 2", func(s *Settings) { s.Schedule.StepFactor = 2 }},
		{"label smoothing 1", func(s *Settings) { s.LabelSmoothing = 1 }},
		{"decay 1 of the average", func(s *Settings) { s.EMA = 1 }},
		{"augmentation: rotate -1", func(s *Settings) { s.Augment.Rotate = -1 }},
		{"batch size 0", func(s *Settings) { s.BatchSize = 0 }},
		{"epochs -1", func(s *Settings) { s.Epochs = -1 }},
		{"steps -1", func(s *Settings) { s.MaxSteps = -1 }},
	}
	for _, test := range tests {
		s := Defaults()
		test.edit(&s)
		if err := s.Check(); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Check() = %v, want an error with %q", err, test.want)
		}
	}
}

func TestRecipes(t *testing.T) {
	if first, err := Recipe(Recipes()[0]); err != nil || first != Defaults() {
		t.Errorf("first recipe = %+v, %v, want the defaults", first, err)
	}
	for _, name := range Recipes() {
		s, err := Recipe(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := NewRun(freshModel(nn.CrossEntropy{}), goldenDataset(t, 50), s, goroutines(1, nn.CrossEntropy{})); err != nil {
			t.Errorf("recipe %s: %v", name, err)
		}
	}
	if _, err := Recipe("secret"); err == nil || !strings.Contains(err.Error(), `unknown recipe "secret": want tutorial, `) {
		t.Errorf(`Recipe("secret"): error %v`, err)
	}
}

// Every step has the rate of its own: the same as stepping by hand.
func TestScheduleIsFollowed(t *testing.T) {
	d := goldenDataset(t, 8) // one batch, one shard
	s := Defaults()
	s.LearningRate, s.BatchSize, s.Epochs, s.Shuffle = 0.1, 8, 3, false
	s.Schedule = ScheduleSettings{Kind: "step", StepFactor: 0.5}
	m := freshModel(nn.CrossEntropy{})
	if _, err := run(t, m, d, s, goroutines(1, m.Loss), Hooks{}); err != nil {
		t.Fatal(err)
	}

	byHand := freshModel(nn.CrossEntropy{})
	var batch shards
	batch.gather(d.Split(data.Train), []int{0, 1, 2, 3, 4, 5, 6, 7})
	batch.askForGradients(0, rand.New(rand.NewPCG(1, 2)))
	var sgd nn.SGD
	for _, rate := range []float32{0.1, 0.05, 0.025} {
		if err := batch.compute(byHand.Params(), goroutines(1, m.Loss)); err != nil {
			t.Fatal(err)
		}
		sgd.Step(byHand.Params(), batch.results[0].Grads, rate)
	}
	if !slices.Equal(m.Params(), byHand.Params()) {
		t.Error("three steps of the run differ from three steps by hand")
	}
}

func TestEMAIsEvaluatedAndKept(t *testing.T) {
	d := goldenDataset(t, 60)
	s := Defaults()
	s.BatchSize, s.Epochs = 20, 2
	plain := freshModel(nn.CrossEntropy{})
	average := nn.EMA{Decay: 0.5}
	var averages []Evaluation // at the ends of epochs
	plainRun, err := NewRun(plain, d, s, goroutines(1, plain.Loss))
	if err != nil {
		t.Fatal(err)
	}
	var plainLosses []float64
	err = plainRun.Train(Hooks{
		AfterStep: func(s Step) {
			plainLosses = append(plainLosses, s.Loss)
			average.Update(plain.Params())
		},
		AfterEpoch: func(Evaluation) {
			e, err := evaluate(plain.Loss, average.Params(), d, data.Valid, goroutines(1, plain.Loss))
			if err != nil {
				t.Fatal(err)
			}
			averages = append(averages, e)
		},
	})
	if err != nil {
		t.Fatal(err)
	}

	s.EMA = average.Decay
	m := freshModel(nn.CrossEntropy{})
	losses, err := run(t, m, d, s, goroutines(1, m.Loss), Hooks{
		AfterEpoch: func(e Evaluation) {
			if want := averages[e.Epoch]; e.Loss != want.Loss || e.Confusion != want.Confusion {
				t.Errorf("loss after epoch %d = %g, want the average's %g", e.Epoch, e.Loss, want.Loss)
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(losses, plainLosses) {
		t.Errorf("losses of the steps = %v, want those without an average, %v", losses, plainLosses)
	}
	if !slices.Equal(m.Params(), average.Params()) {
		t.Error("the run does not end with the average")
	}
}

// Labels are smoothed in training and not in evaluation.
func TestLabelSmoothingInTraining(t *testing.T) {
	const smoothing = 0.3
	d := goldenDataset(t, 8)
	s := Defaults()
	s.BatchSize, s.Epochs, s.LabelSmoothing = 8, 1, smoothing
	m := freshModel(nn.CrossEntropy{})
	losses := func(loss nn.Loss, mode data.Mode) float64 {
		var batch shards
		split := d.Split(mode)
		var sum float64
		for i := range split.Len() {
			batch.gather(split, []int{i})
			sum += loss.Forward(m.Forward(AppendValues(nil, batch.images)), batch.labels, split.Len())
		}
		return sum
	}
	want := losses(nn.CrossEntropy{Smoothing: smoothing}, data.Train)
	got, err := run(t, m, d, s, goroutines(1, m.Loss), Hooks{
		AfterEpoch: func(e Evaluation) {
			// Float32, added up in other parts.
			if want := losses(nn.CrossEntropy{}, data.Valid); math.Abs(e.Loss-want) > 1e-5 {
				t.Errorf("validation loss = %g, want %g", e.Loss, want)
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(got[0]-want) > 1e-5 {
		t.Errorf("training loss = %g, want %g", got[0], want)
	}
	_, err = NewRun(freshModel(nn.SquaredError{}), d, s, goroutines(1, nn.SquaredError{}))
	if err == nil || !strings.Contains(err.Error(), "not with squarederror") {
		t.Errorf("label smoothing of squarederror: error %v", err)
	}
}
