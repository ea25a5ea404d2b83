package train

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/optim"
)

// interruptions are runs of all that a checkpoint has to bring back, of two
// epochs, if they do not say otherwise, with three batches each.
var interruptions = []struct {
	name     string
	net      string
	settings func(*Settings)
}{
	{"sgd", "mlp", func(*Settings) {}},
	{"in file order", "mlp", func(s *Settings) { s.Shuffle, s.Optimizer.Momentum = false, 0.9 }},
	{"limit", "mlp", func(s *Settings) { s.MaxSteps = 5 }},
	{"nesterov", "mlp", func(s *Settings) {
		s.Optimizer.Momentum, s.Optimizer.Nesterov, s.Augment = 0.9, true, strong
		s.Schedule = ScheduleSettings{Kind: "onecycle", Warmup: 0.5}
	}},
	{"adam", "conv 4 3, bn, relu, pool, linear", func(s *Settings) { s.Optimizer.Kind, s.EMA = "adam", 0.9 }},
	{"rmsprop", "mlp", func(s *Settings) {
		s.LearningRate, s.Optimizer = 0.001, OptimizerSettings{Kind: "rmsprop", Alpha: 0.9, Momentum: 0.9, WeightDecay: 0.01}
	}},
	{"rmsprop without momentum", "mlp", func(s *Settings) { s.LearningRate, s.Optimizer.Kind = 0.001, "rmsprop" }},
	// So small a rate lowers no loss enough to count, and drops itself.
	{"plateau", "mlp", func(s *Settings) {
		s.LearningRate, s.Epochs = 1e-5, 5
		s.Schedule = ScheduleSettings{Kind: "plateau", Patience: 1}
	}},
	// So high a rate that the accuracy falls again.
	{"best", "mlp", func(s *Settings) { s.LearningRate, s.Epochs, s.KeepBest = 1, 4, true }},
	{"best average", "conv 4 3, bn, relu, pool, linear", func(s *Settings) {
		s.LearningRate, s.Epochs, s.EMA, s.KeepBest = 0.5, 4, 0.5, true
	}},
	{"early stop", "mlp", func(s *Settings) { s.LearningRate, s.Epochs, s.EarlyStop = 1e-9, 9, 2 }},
	{"early stop with the best", "mlp", func(s *Settings) { s.LearningRate, s.Epochs, s.EarlyStop, s.KeepBest = 1, 9, 1, true }},
	{"everything", withModes, func(s *Settings) {
		s.Optimizer = OptimizerSettings{Kind: "adamw", WeightDecay: 0.01}
		s.Schedule.Kind = "cosine"
		s.LabelSmoothing, s.EMA, s.Augment = 0.1, 0.8, strong
	}},
}

// trace is what a run reports, and the weights it ends with.
type trace struct {
	losses      []float64 // of each step
	evaluations []float64 // of each epoch
	params      []float32
}

func traceOf(t *testing.T, r *Run, h Hooks) trace {
	t.Helper()
	var tr trace
	afterStep, afterEpoch := h.AfterStep, h.AfterEpoch
	h.AfterStep = func(s Step) {
		tr.losses = append(tr.losses, s.Loss)
		if afterStep != nil {
			afterStep(s)
		}
	}
	h.AfterEpoch = func(e Evaluation) {
		tr.evaluations = append(tr.evaluations, e.Loss)
		if afterEpoch != nil {
			afterEpoch(e)
		}
	}
	if err := r.Train(h); err != nil && !errors.Is(err, ErrStopped) {
		t.Fatal(err)
	}
	tr.params = r.Params()
	return tr
}

// A run that is taken up again from a file ends with the same bits, wherever it
// was interrupted.
func TestResumeGivesTheSameBits(t *testing.T) {
	d := goldenDataset(t, 95)
	for _, test := range interruptions {
		t.Run(test.name, func(t *testing.T) {
			m := modelOf(t, test.net, nn.CrossEntropy{})
			s := Defaults()
			s.Architecture = m.Architecture()
			s.LearningRate, s.BatchSize, s.Epochs = 0.02, 40, 2
			test.settings(&s)
			r, err := NewRun(m, d, s, NewGoroutines(2, m.Clone))
			if err != nil {
				t.Fatal(err)
			}
			type interruption struct {
				where              string
				file               []byte
				losses, evaluation int // that were before it
			}
			var interruptions []interruption
			steps, epochs := 0, 0
			interrupt := func(where string) {
				file, err := r.Checkpoint().Encode()
				if err != nil {
					t.Fatal(err)
				}
				interruptions = append(interruptions, interruption{fmt.Sprintf("%s step %d", where, steps), file, steps, epochs})
			}
			want := traceOf(t, r, Hooks{
				BeforeStep: func() error { interrupt("before the step behind"); return nil },
				AfterStep:  func(Step) { steps++; interrupt("after") },
				AfterEpoch: func(Evaluation) { epochs++; interrupt("after the evaluation at") },
			})
			interrupt("at the end, after")
			for i, at := range interruptions {
				c, err := DecodeCheckpoint(at.file)
				if err != nil {
					t.Fatalf("%s: %v", at.where, err)
				}
				if c.Settings != s {
					t.Errorf("%s: settings %+v, want %+v", at.where, c.Settings, s)
				}
				again, err := ResumeRun(c, d, NewGoroutines(1+i%3, c.Model.Clone))
				if err != nil {
					t.Fatalf("%s: %v", at.where, err)
				}
				got := traceOf(t, again, Hooks{})
				if !slices.Equal(got.losses, want.losses[at.losses:]) || !slices.Equal(got.evaluations, want.evaluations[at.evaluation:]) {
					t.Errorf("%s: losses %v and %v, want the rest of %v and %v", at.where, got.losses, got.evaluations, want.losses, want.evaluations)
				}
				if !slices.Equal(got.params, want.params) {
					t.Errorf("%s: other weights at the end", at.where)
				}
			}
		})
	}
}

// A run that was stopped can go on, and again, although the average of its
// weights has taken their place in the model.
func TestResumeAfterStopping(t *testing.T) {
	d := goldenDataset(t, 95)
	s := Defaults()
	s.BatchSize, s.Epochs, s.EMA = 40, 2, 0.5
	begin := func() *Run {
		m := freshModel(nn.CrossEntropy{})
		r, err := NewRun(m, d, s, goroutines(2, m.Loss))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	want := traceOf(t, begin(), Hooks{})
	var got trace
	r := begin()
	for range 3 {
		left := 2
		part := traceOf(t, r, Hooks{BeforeStep: func() error {
			if left--; left < 0 {
				return ErrStopped
			}
			return nil
		}})
		got.losses = append(got.losses, part.losses...)
		c := r.Checkpoint()
		if !slices.Equal(c.Params(), part.params) {
			t.Error("the checkpoint keeps other weights than the run")
		}
		var err error
		if r, err = ResumeRun(c, d, goroutines(1, c.Model.Loss)); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(got.losses, want.losses) || !slices.Equal(r.Params(), want.params) {
		t.Errorf("in three parts: losses %v, want %v, or other weights", got.losses, want.losses)
	}
}

func TestResumeErrors(t *testing.T) {
	d := goldenDataset(t, 95)
	s := Defaults()
	s.BatchSize, s.Epochs = 40, 2
	other := goldenDataset(t, 95)
	other.Images(data.Valid).Image(7)[300] ^= 1
	tests := []struct {
		name string
		edit func(*Checkpoint)
		d    *data.Dataset
		want string
	}{
		{"fewer images", nil, goldenDataset(t, 90), "another dataset: 95 training and 100 validation images"},
		{"other images", nil, other, "; here are 95 training and 100 validation images"},
		{"no images", nil, new(data.Dataset), "no training images"},
		{"step beyond the end", func(c *Checkpoint) { c.Step = 7 }, d, "7 steps and 0 epochs"},
		{"step before the beginning", func(c *Checkpoint) { c.Step = -1 }, d, "-1 steps"},
		{"epoch not begun", func(c *Checkpoint) { c.Epoch = 1 }, d, "0 steps and 1 epochs"},
		{"epoch not ended", func(c *Checkpoint) { c.Step = 4 }, d, "4 steps and 0 epochs do not go together, with 3 steps in an epoch and 6 in all"},
		{"epoch before the first", func(c *Checkpoint) { c.Step, c.Epoch = 0, -1 }, d, "-1 epochs"},
		{"other optimizer", func(c *Checkpoint) { c.Optimizer.Moments = []optim.Moment{{Name: "exp_avg"}} }, d, `optimizer: state: moment "exp_avg"`},
		{"plateau of other epochs", func(c *Checkpoint) { c.Settings.Schedule.Kind, c.Plateau.Epochs = "plateau", 1 }, d, "a plateau of 1 epochs"},
		{"plateau past its end", func(c *Checkpoint) { c.Settings.Schedule.Kind, c.Plateau.Bad = "plateau", 3 }, d, "3 of them bad"},
		{"best of no epoch", func(c *Checkpoint) { c.Settings.KeepBest, c.Best.Epoch = true, 1 }, d, "a best epoch 1 of accuracy 0 does not go with 0 epochs"},
		{"best accuracy", func(c *Checkpoint) { c.Settings.EarlyStop, c.Best.Accuracy = 1, 1.5 }, d, "of accuracy 1.5"},
		{"other average", func(c *Checkpoint) { c.EMA.Powers = []float64{0.5} }, d, "average of the weights: state:"},
		{"settings", func(c *Checkpoint) { c.Settings.BatchSize = 0 }, d, "batch size 0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := freshModel(nn.CrossEntropy{})
			r, err := NewRun(m, d, s, goroutines(1, m.Loss))
			if err != nil {
				t.Fatal(err)
			}
			c := r.Checkpoint()
			if test.edit != nil {
				test.edit(c)
			}
			_, err = ResumeRun(c, test.d, goroutines(1, m.Loss))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("ResumeRun: error %v, want one with %q", err, test.want)
			}
		})
	}
}
