package form

import (
	"math"
	"strings"
	"testing"

	"digitlab/web/worker"
)

func TestFormCheck(t *testing.T) {
	tests := []struct {
		field int
		text  string
		valid bool
	}{
		{Loss, "crossentropy", true},
		{Loss, "doublesoftmax", true},
		{Loss, "squarederror", true},
		{Loss, "", false},
		{Loss, "CrossEntropy", false},
		{LearningRate, "0.01", true},
		{LearningRate, " 1e-3 ", true},
		{LearningRate, "0", false},
		{LearningRate, "-1", false},
		{LearningRate, "0,01", false},
		{LearningRate, "1_0", false},
		{LearningRate, "0x1p-2", false},
		{LearningRate, "NaN", false},
		{LearningRate, "Inf", false},
		{LearningRate, "1e-60", false}, // 0 as a float32
		{LearningRate, "1e60", false},  // infinite as a float32
		{LearningRate, "", false},
		{Momentum, "0", true},
		{Momentum, "0.9", true},
		{Momentum, "1", false},
		{Momentum, "-0.1", false},
		{BatchSize, "1", true},
		{BatchSize, "10000", true},
		{BatchSize, "0", false},
		{BatchSize, "10001", false},
		{BatchSize, "1.5", false},
		{BatchSize, "1_0", false},
		{Epochs, "1000", true},
		{Epochs, "1001", false},
		{Epochs, "-3", false},
		{Seed, "0", true},
		{Seed, "18446744073709551615", true},
		{Seed, "18446744073709551616", false},
		{Seed, "x", false},
		{Workers, "64", true},
		{Workers, "0", false},
		{Workers, "65", false},
		{Optimizer, "adamw", true},
		{Optimizer, "Adam", false},
		{Nesterov, "1", true},
		{Nesterov, "yes", false},
		{Beta1, "0", false}, // would stand for the default
		{Beta1, "0.99999999", false},
		{Beta2, "0.99", true},
		{Beta2, "1", false},
		{Alpha, "0.9", true},
		{Alpha, "1", false},
		{Epsilon, "1e-8", true},
		{Epsilon, "0", false},
		{Epsilon, "2", false},
		{Epsilon, "1e-60", false}, // 0 as a float32
		{Schedule, "onecycle", true},
		{Schedule, "plateau", true},
		{Schedule, "square", false},
		{Warmup, "0.5", true},
		{Warmup, "-1", false},
		{Warmup, "1e7", false},
		{StepEvery, "0", false},
		{StepEvery, "1e300", false},
		{StepFactor, "1", true},
		{StepFactor, "1.1", false},
		{Patience, "1", true},
		{Patience, "0", false}, // would stand for the default
		{Patience, "1.5", false},
		{WeightDecay, "5e-4", true},
		{WeightDecay, "1e60", false}, // infinite as a float32
		{LabelSmoothing, "0.1", true},
		{LabelSmoothing, "1", false},
		{EMA, "0.999", true},
		{EMA, "0.99999999", false}, // 1 as a float32
		{Keep, "best", true},
		{Keep, "first", false},
		{EarlyStop, "0", true},
		{EarlyStop, "1000", true},
		{EarlyStop, "1001", false},
		{EarlyStop, "1.5", false},
		{Network, "", false},
		{Augment, "none", true},
	}
	for _, test := range tests {
		f := formInWhichCounts(test.field)
		f[test.field] = test.text
		faults := f.Check()
		if got := len(faults) == 0; got != test.valid {
			t.Errorf("%s %q: check() = %v, want valid %v", Fields[test.field].Label, test.text, faults, test.valid)
			continue
		}
		if test.valid {
			continue
		}
		if faults[0].Field != test.field || !strings.HasPrefix(faults[0].Text, Fields[test.field].Label+" must be ") {
			t.Errorf("%s %q: fault = %+v, want one that names the field", Fields[test.field].Label, test.text, faults[0])
		}
	}
}

// formInWhichCounts returns a form whose other fields let one count.
func formInWhichCounts(i int) Form {
	f := Default(4)
	switch i {
	case Nesterov:
		f[Momentum] = "0.9"
	case Beta1, Beta2, Epsilon:
		f[Optimizer] = "adam"
	case Alpha:
		f[Optimizer] = "rmsprop"
	case StepEvery, StepFactor:
		f[Schedule] = "step"
	case Patience:
		f[Schedule] = "plateau"
	}
	return f
}

func TestFormSettings(t *testing.T) {
	f := Form{
		Loss: "crossentropy", LearningRate: " 0.5", Momentum: "0.9", BatchSize: "32",
		Epochs: "7", Seed: "18446744073709551615", Workers: "3 ",
		Optimizer: "sgd", Nesterov: "1", Beta1: "0.8", Beta2: "0.99", Alpha: "0.9", Epsilon: "1e-7",
		Schedule: "step", Warmup: "0.5", StepEvery: "2", StepFactor: "0.3", Patience: "4",
		WeightDecay: "5e-4", LabelSmoothing: "0.1", EMA: "0.99",
		Keep: "best", EarlyStop: "5",
		Network: "mlp ", Augment: "shift=1",
	}
	want := worker.Settings{
		Loss: "crossentropy", LearningRate: .5, Momentum: .9, BatchSize: 32,
		Epochs: 7, Seed: math.MaxUint64, Workers: 3,
		Optimizer: "sgd", Nesterov: true, Schedule: "step", Warmup: .5, StepEvery: 2, StepFactor: .3,
		WeightDecay: 5e-4, LabelSmoothing: .1, EMA: .99,
		KeepBest: true, EarlyStop: 5,
		Architecture: "mlp", Augment: "shift=1",
	}
	if got := f.Settings(); got != want {
		t.Errorf("settings() = %+v, want %+v", got, want)
	}
	f[Optimizer], f[Schedule] = "adamw", "cosine"
	want.Optimizer, want.Momentum, want.Nesterov = "adamw", 0, false
	want.Beta1, want.Beta2, want.Epsilon = .8, .99, 1e-7
	want.Schedule, want.StepEvery, want.StepFactor = "cosine", 0, 0
	if got := f.Settings(); got != want {
		t.Errorf("settings() = %+v, want %+v", got, want)
	}
	f[Schedule] = "plateau"
	want.Schedule, want.StepFactor, want.Patience = "plateau", .3, 4
	f[Optimizer] = "rmsprop"
	want.Optimizer, want.Momentum, want.Beta1, want.Beta2, want.Alpha = "rmsprop", .9, 0, 0, .9
	if got := f.Settings(); got != want {
		t.Errorf("settings() = %+v, want %+v", got, want)
	}
}

// What the trainer says about a recipe arrives in the fields, and they say the
// same back.
func TestFormOfSettings(t *testing.T) {
	for _, want := range []worker.Settings{
		{Loss: "squarederror", LearningRate: 1e-3, Momentum: .9, Nesterov: true, BatchSize: 32, Epochs: 7, Seed: math.MaxUint64,
			Workers: 3, Optimizer: "sgd", Schedule: "step", Warmup: .5, StepEvery: 2, StepFactor: .3, WeightDecay: 5e-4, EMA: .99,
			Architecture: "mlp", Augment: "none"},
		{Loss: "crossentropy", LearningRate: 1e-3, BatchSize: 1, Epochs: 1, Workers: 1, Optimizer: "adam", Schedule: "cosine",
			Beta1: .8, Beta2: .99, Epsilon: 1e-10, LabelSmoothing: .1,
			Architecture: "conv 8 3, linear", Augment: "shift=1,pen=0.5"},
		{Loss: "crossentropy", LearningRate: 1e-3, Momentum: .9, BatchSize: 1, Epochs: 1, Workers: 1, Optimizer: "rmsprop", Schedule: "plateau", StepFactor: .5, Patience: 3,
			Alpha: .9, Epsilon: 1e-10, KeepBest: true, EarlyStop: 4, Architecture: "mlp", Augment: "none"},
	} {
		if got := Of(want).Settings(); got != want {
			t.Errorf("settings() = %+v, want %+v", got, want)
		}
	}
	f := Of(worker.Settings{Optimizer: "adam"})
	for i, want := range map[int]string{Beta1: "0.9", Beta2: "0.999", Alpha: "0.99", Epsilon: "1e-8", Schedule: "constant"} {
		if f[i] != want {
			t.Errorf("%s that is not said shows %q, want the default, %s", Fields[i].Label, f[i], want)
		}
	}
}

func TestDefaultFormWorkers(t *testing.T) {
	for cores, want := range map[int]string{0: "1", 8: "8", 256: "64"} {
		if got := Default(cores)[Workers]; got != want {
			t.Errorf("defaultForm(%d) has %s workers, want %s", cores, got, want)
		}
	}
}

// A number counts for what does not ask the whole form, if it is right.
func TestValidWhole(t *testing.T) {
	for text, want := range map[string]uint64{"3": 3, " 64 ": 64, "65": 0, "0": 0, "2.5": 0, "": 0, "x": 0} {
		f := Default(1)
		f[Workers] = text
		if got, ok := f.ValidWhole(Workers); ok != (want > 0) || ok && got != want {
			t.Errorf("ValidWhole of %q = %d, %t, want %d", text, got, ok, want)
		}
	}
}
