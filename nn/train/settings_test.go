package train

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/optim"
)

func TestSettingsCheck(t *testing.T) {
	tests := []struct {
		want string
		edit func(*Settings)
	}{
		{"learning rate 0", func(s *Settings) { s.LearningRate = 0 }},
		{"learning rate 1e-60: want a number from 1e-30 to 1e+38", func(s *Settings) { s.LearningRate = 1e-60 }},
		{"learning rate 1e+60: want", func(s *Settings) { s.LearningRate = 1e60 }},
		{"learning rate NaN", func(s *Settings) { s.LearningRate = math.NaN() }},
		{"learning rate +Inf", func(s *Settings) { s.LearningRate = math.Inf(1) }},
		{"momentum 1", func(s *Settings) { s.Optimizer.Momentum = 1 }},
		{"momentum 0.99999999999: want", func(s *Settings) { s.Optimizer.Momentum = 0.99999999999 }}, // 1 as a float32
		{"momentum -0.1", func(s *Settings) { s.Optimizer.Momentum = -0.1 }},
		{"weight decay -1", func(s *Settings) { s.Optimizer.WeightDecay = -1 }},
		{"weight decay 1e+60: want 0 to 1e+06", func(s *Settings) { s.Optimizer.WeightDecay = 1e60 }},
		{`unknown optimizer "lion"`, func(s *Settings) { s.Optimizer.Kind = "lion" }},
		{"alpha 1", func(s *Settings) { s.Optimizer.Alpha = 1 }},
		{"nesterov needs a momentum", func(s *Settings) { s.Optimizer.Nesterov = true }},
		{"beta1 1", func(s *Settings) { s.Optimizer.Beta1 = 1 }},
		{"beta2 -0.1", func(s *Settings) { s.Optimizer.Beta2 = -0.1 }},
		{"epsilon NaN", func(s *Settings) { s.Optimizer.Epsilon = math.NaN() }},
		{"epsilon 1e-60", func(s *Settings) { s.Optimizer.Epsilon = 1e-60 }},
		{`unknown schedule "square"`, func(s *Settings) { s.Schedule.Kind = "square" }},
		{"patience of 9223372036854775807 epochs: want 0 to 1000000", func(s *Settings) { s.Schedule.Patience = math.MaxInt }},
		{"patience of -1 epochs", func(s *Settings) { s.Schedule.Patience = -1 }},
		{"warm-up of -1 epochs", func(s *Settings) { s.Schedule.Warmup = -1 }},
		{"warm-up of 1e+300 epochs: want 0 to 1e+06", func(s *Settings) { s.Schedule.Warmup = 1e300 }},
		{"every 1e+300 epochs: want 0 to 1e+06", func(s *Settings) { s.Schedule.StepEvery = 1e300 }},
		{"every -1 epochs", func(s *Settings) { s.Schedule.StepEvery = -1 }},
		{"factor 2", func(s *Settings) { s.Schedule.StepFactor = 2 }},
		{"label smoothing 1", func(s *Settings) { s.LabelSmoothing = 1 }},
		{"decay 1 of the average", func(s *Settings) { s.EMA = 1 }},
		{"augmentation: rotate -1", func(s *Settings) { s.Augment.Rotate = -1 }},
		{"batch size 0", func(s *Settings) { s.BatchSize = 0 }},
		{"batch size 9223372036854775807: want 1 to 300000", func(s *Settings) { s.BatchSize = math.MaxInt }},
		{"epochs -1", func(s *Settings) { s.Epochs = -1 }},
		{"epochs 9223372036854775807: want 0 to 1000000", func(s *Settings) { s.Epochs = math.MaxInt }},
		{"early stop after -1 epochs", func(s *Settings) { s.EarlyStop = -1 }},
		{"early stop after 9223372036854775807 epochs: want 0 to 1000000", func(s *Settings) { s.EarlyStop = math.MaxInt }},
		{"steps -1", func(s *Settings) { s.MaxSteps = -1 }},
		{"steps 9223372036854775807: want 0 to 1000000000", func(s *Settings) { s.MaxSteps = math.MaxInt }},
	}
	for _, test := range tests {
		s := Defaults()
		test.edit(&s)
		if err := s.Check(); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Check() = %v, want an error with %q", err, test.want)
		}
	}
}

// The largest numbers that pass still make a run: of one step an epoch, whose
// rates are numbers.
func TestLargestSettings(t *testing.T) {
	s := Defaults()
	s.LearningRate, s.BatchSize, s.Epochs, s.MaxSteps = maxRate, maxBatch, maxEpochs, maxSteps
	s.Optimizer.WeightDecay, s.Schedule.Warmup, s.Schedule.StepEvery = maxAmount, maxAmount, maxAmount
	for _, kind := range []string{"constant", "step", "linear", "cosine", "onecycle", "plateau"} {
		s.Schedule.Kind = kind
		r, err := NewRun(freshModel(nn.CrossEntropy{}), goldenDataset(t, 50), s, goroutines(1, nn.CrossEntropy{}))
		if err != nil {
			t.Fatal(err)
		}
		if r.schedule.stepsPerEpoch != 1 || r.schedule.steps != maxEpochs {
			t.Errorf("%s: %d steps in an epoch and %d in all, want 1 and %d", kind, r.schedule.stepsPerEpoch, r.schedule.steps, maxEpochs)
		}
		for _, rate := range s.LearningRates(1, 10) {
			if !(rate >= 0 && rate <= maxRate) {
				t.Errorf("%s: a learning rate of %v", kind, rate)
			}
		}
	}
}

// A batch whose gradients have no room is refused before there are any.
func TestBatchOfALargeNetwork(t *testing.T) {
	m := modelOf(t, "linear 2000, linear", nn.CrossEntropy{})
	d := new(data.Dataset)
	for range 3000 {
		d.Images(data.Train).Append(new(data.Image), 0)
	}
	s := Defaults()
	s.BatchSize = 3000
	const want = "batch size 3000: a network of 1590010 parameters can have at most 2696"
	if _, err := NewRun(m, d, s, NewGoroutines(1, m.Clone)); err == nil || err.Error() != want {
		t.Errorf("NewRun: error %v, want %q", err, want)
	}
	s.BatchSize = 2696
	if _, err := NewRun(m, d, s, NewGoroutines(1, m.Clone)); err != nil {
		t.Error(err)
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
	for _, test := range []struct {
		schedule ScheduleSettings
		rates    []float32 // one an epoch
	}{
		{ScheduleSettings{Kind: "step", StepFactor: 0.5}, []float32{0.1, 0.05, 0.025}},
		{ScheduleSettings{Kind: "linear"}, []float32{0.1, 0.075, 0.05, 0.025}},
		// So small a rate lowers no loss enough to count.
		{ScheduleSettings{Kind: "plateau", StepFactor: 0.2, Patience: 1}, []float32{1e-5, 1e-5, 1e-5, 2e-6, 2e-6, 4e-7}},
	} {
		t.Run(test.schedule.Kind, func(t *testing.T) {
			d := goldenDataset(t, 8) // one batch, one shard
			s := Defaults()
			s.LearningRate, s.BatchSize, s.Epochs, s.Shuffle = 0.1, 8, len(test.rates), false
			s.Schedule = test.schedule
			if s.Schedule.Kind == plateauKind {
				s.LearningRate = 1e-5
			}
			m := freshModel(nn.CrossEntropy{})
			if _, err := run(t, m, d, s, goroutines(1, m.Loss), Hooks{}); err != nil {
				t.Fatal(err)
			}

			byHand := freshModel(nn.CrossEntropy{})
			var batch shards
			batch.gather(d.Images(data.Train), []int{0, 1, 2, 3, 4, 5, 6, 7})
			batch.askForGradients(0, rand.New(rand.NewPCG(1, 2)))
			var sgd optim.SGD
			for _, rate := range test.rates {
				if err := batch.compute(byHand.Params(), goroutines(1, m.Loss)); err != nil {
					t.Fatal(err)
				}
				sgd.Step(byHand.Params(), batch.results[0].Grads, rate)
			}
			if !slices.Equal(m.Params(), byHand.Params()) {
				t.Errorf("%d steps of the run differ from as many by hand", len(test.rates))
			}
		})
	}
}

// There has to be something for a plateau to be of, and for an epoch to be the
// best on.
func TestValidationImagesAreNeeded(t *testing.T) {
	d := new(data.Dataset)
	d.Images(data.Train).Append(new(data.Image), 3)
	m := freshModel(nn.CrossEntropy{})
	for want, edit := range map[string]func(*Settings){
		"plateau goes by the validation images":            func(s *Settings) { s.Schedule.Kind = "plateau" },
		"the best epoch is the best on the validation":     func(s *Settings) { s.KeepBest = true },
		"best on the validation images, and the dataset h": func(s *Settings) { s.EarlyStop = 1 },
	} {
		s := Defaults()
		edit(&s)
		if _, err := NewRun(m, d, s, goroutines(1, m.Loss)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("NewRun without validation images: error %v, want %q", err, want)
		}
	}
}

func TestEMAIsEvaluatedAndKept(t *testing.T) {
	d := goldenDataset(t, 60)
	s := Defaults()
	s.BatchSize, s.Epochs = 20, 2
	plain := freshModel(nn.CrossEntropy{})
	average := optim.EMA{Decay: 0.5}
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
			if want := averages[e.Epoch]; e.Loss != want.Loss || !reflect.DeepEqual(e.Confusion, want.Confusion) {
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
	losses := func(loss nn.Loss, split data.Split) float64 {
		var batch shards
		images := d.Images(split)
		var sum float64
		for i := range images.Len() {
			batch.gather(images, []int{i})
			sum += loss.Forward(m.Forward(AppendValues(nil, batch.images)), batch.labels, images.Len())
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
	other, err := nn.New(nn.Shape{Channels: 3, Height: 28, Width: 28}, nn.CrossEntropy{}, nn.Linear{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = NewRun(other, d, s, NewGoroutines(1, other.Clone))
	if err == nil || !strings.Contains(err.Error(), "for samples of 3x28x28, not for") {
		t.Errorf("a network for other images: error %v", err)
	}
}
