package train

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/nn"
)

// changesOf parses lines such as "2: lr=0.1".
func changesOf(t *testing.T, lines ...string) (changes []Change) {
	t.Helper()
	for _, line := range lines {
		list, err := ParseChanges(line)
		if err != nil {
			t.Fatal(err)
		}
		changes = append(changes, list...)
	}
	return changes
}

// steered are runs of two epochs with three batches each, if nothing says
// otherwise, and what changes in them.
var steered = []struct {
	name     string
	settings func(*Settings)
	changes  []string
}{
	{"rate", func(*Settings) {}, []string{"2: lr=0.001", "4: lr=0.1"}},
	{"momentum comes, goes and comes", func(*Settings) {}, []string{"1: momentum=0.9", "2: nesterov=1", "3: momentum=0, nesterov=0", "5: momentum=0.5"}},
	{"adam", func(s *Settings) { s.Optimizer.Kind, s.LearningRate = "adam", 0.002 }, []string{"0: beta1=0.5", "2: beta1=0, beta2=0.9", "3: epsilon=0.01"}},
	{"adamw", func(s *Settings) { s.Optimizer.Kind, s.LearningRate = "adamw", 0.002 }, []string{"3: weightdecay=0.5, beta1=0.8"}},
	{"rmsprop", func(s *Settings) { s.Optimizer.Kind, s.LearningRate = "rmsprop", 0.001 }, []string{"2: alpha=0.5, momentum=0.9", "4: momentum=0"}},
	{"regularisation", func(*Settings) {}, []string{"2: weightdecay=0.1, smoothing=0.2, augment=light,pen=0.5", "4: augment=none, smoothing=0"}},
	{"more epochs of a schedule", func(s *Settings) { s.Schedule.Kind, s.EMA = "cosine", 0.9 }, []string{"5: epochs=4", "8: lr=0.05"}},
	{"fewer epochs", func(s *Settings) { s.Epochs, s.Schedule.Kind, s.KeepBest = 9, "onecycle", true }, []string{"4: epochs=3"}},
	{"early stop", func(s *Settings) { s.Epochs = 9 }, []string{"4: lr=1e-20, earlystop=2"}},
	{"early stop for a while", func(s *Settings) { s.Epochs, s.EarlyStop, s.LearningRate = 9, 3, 1e-20 }, []string{"4: earlystop=0", "10: earlystop=1"}},
}

// A run that is steered by hand takes the same steps as one that is planned so,
// and as what goes on from any of their checkpoints.
func TestSteeredRunsGiveTheSameBits(t *testing.T) {
	d := goldenDataset(t, 95)
	for _, test := range steered {
		t.Run(test.name, func(t *testing.T) {
			s := Defaults()
			s.LearningRate, s.BatchSize, s.Epochs = 0.02, 40, 2
			test.settings(&s)
			begin := func(workers int) *Run {
				m := modelOf(t, "mlp", nn.CrossEntropy{})
				s.Architecture = m.Architecture()
				r, err := NewRun(m, d, s, NewGoroutines(workers, m.Clone))
				if err != nil {
					t.Fatal(err)
				}
				return r
			}
			changes := changesOf(t, test.changes...)
			byHand := begin(2)
			var files []checkpointAt
			steps := 0
			keep := func(r *Run) { files = append(files, checkpointAt{steps, encoded(t, r.Checkpoint())}) }
			want := traceOf(t, byHand, Hooks{
				BeforeStep: func() error {
					for at, list := range stepsOf(changes) {
						if at == steps {
							if err := byHand.Steer(list); err != nil {
								t.Fatal(err)
							}
						}
					}
					keep(byHand)
					return nil
				},
				AfterStep: func(Step) { steps++ },
			})
			made := byHand.Changes()
			if len(made) != len(changes) || made[0].From == made[0].To {
				t.Fatalf("changes %v were made, want %v", made, changes)
			}
			plain := begin(1)
			if reflect.DeepEqual(traceOf(t, plain, Hooks{}), want) {
				t.Error("the changes make no difference")
			}

			planned := begin(3)
			if err := planned.Plan(changes); err != nil {
				t.Fatal(err)
			}
			steps = 0
			var told []Change
			got := traceOf(t, planned, Hooks{
				BeforeStep:  func() error { keep(planned); return nil },
				AfterStep:   func(Step) { steps++ },
				AfterChange: func(c Change) { told = append(told, c) },
			})
			if !reflect.DeepEqual(got, want) {
				t.Errorf("planned, the losses are %v, want %v, with the same weights", got.losses, want.losses)
			}
			if !slices.Equal(planned.Changes(), made) || !slices.Equal(told, made) {
				t.Errorf("planned, the changes are %v and told as %v, want %v", planned.Changes(), told, made)
			}
			for _, at := range files {
				c, err := DecodeCheckpoint(at.file)
				if err != nil {
					t.Fatalf("step %d: %v", at.steps, err)
				}
				r, err := ResumeRun(c, d, NewGoroutines(1, c.Model.Clone))
				if err != nil {
					t.Fatalf("step %d: %v", at.steps, err)
				}
				if len(r.Planned()) == 0 { // that was steered by hand
					if err := r.Plan(made[len(r.Changes()):]); err != nil {
						t.Fatalf("step %d: %v", at.steps, err)
					}
				}
				if got := traceOf(t, r, Hooks{}); !slices.Equal(got.losses, want.losses[at.steps:]) || !slices.Equal(got.params, want.params) {
					t.Errorf("from step %d: losses %v, want the rest of %v, with the same weights", at.steps, got.losses, want.losses)
				}
				if !slices.Equal(r.Changes(), made) {
					t.Errorf("from step %d: changes %v, want %v", at.steps, r.Changes(), made)
				}
			}
		})
	}
}

// checkpointAt is one after so many steps.
type checkpointAt struct {
	steps int
	file  []byte
}

// A run can be given more epochs when its last has been evaluated, and nothing else
// then. Planned, and from where it stood, it goes on as well.
func TestMoreEpochsAtTheEnd(t *testing.T) {
	d := goldenDataset(t, 95)
	for _, end := range []string{"epochs", "early stop"} {
		t.Run(end, func(t *testing.T) {
			s := Defaults()
			s.BatchSize, s.Epochs, s.LearningRate = 40, 2, 0.05
			more := changesOf(t, "6: epochs=3")
			if end == "early stop" {
				s.Epochs, s.EarlyStop, s.LearningRate = 9, 1, 1e-20
				more = changesOf(t, "6: earlystop=0, epochs=3, lr=0.05")
			}
			begin := func() *Run {
				m := modelOf(t, "mlp", nn.CrossEntropy{})
				s.Architecture = m.Architecture()
				r, err := NewRun(m, d, s, NewGoroutines(1, m.Clone))
				if err != nil {
					t.Fatal(err)
				}
				return r
			}
			byHand, planned := begin(), begin()
			want := traceOf(t, byHand, Hooks{AfterEpoch: func(e Evaluation) {
				switch {
				case e.Step == 6:
					if err := byHand.Steer(more); err != nil {
						t.Fatal(err)
					}
				case e.Step == 9:
					if err := byHand.Steer(changesOf(t, "9: lr=1")); err == nil || !strings.Contains(err.Error(), "trained its last batch") {
						t.Errorf("at the end another rate is taken, or refused with %v", err)
					}
				}
			}})
			if len(want.losses) != 9 {
				t.Fatalf("%d steps were trained, want 9", len(want.losses))
			}
			if err := planned.Plan(more); err != nil {
				t.Fatal(err)
			}
			var file []byte
			got := traceOf(t, planned, Hooks{AfterEpoch: func(e Evaluation) {
				if e.Step == 6 {
					file = encoded(t, planned.Checkpoint())
				}
			}})
			if !reflect.DeepEqual(got, want) {
				t.Errorf("planned, the losses are %v, want %v, with the same weights", got.losses, want.losses)
			}
			c, err := DecodeCheckpoint(file)
			if err != nil {
				t.Fatal(err)
			}
			rest, err := ResumeRun(c, d, NewGoroutines(1, c.Model.Clone))
			if err != nil {
				t.Fatal(err)
			}
			if got := traceOf(t, rest, Hooks{}); !slices.Equal(got.params, want.params) || len(got.losses) != 3 {
				t.Errorf("gone on with from its end, %d steps were trained, want 3 to the same weights", len(got.losses))
			}
		})
	}
}

// The rate follows the schedule of the whole run as it is now.
func TestScheduleOfASteeredRun(t *testing.T) {
	d := goldenDataset(t, 95)
	m := modelOf(t, "mlp", nn.CrossEntropy{})
	s := Defaults()
	s.Architecture, s.BatchSize, s.Epochs, s.LearningRate = m.Architecture(), 40, 2, 0.02
	s.Schedule.Kind = "linear"
	r, err := NewRun(m, d, s, NewGoroutines(1, m.Clone))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Plan(changesOf(t, "3: epochs=4", "6: lr=0.08")); err != nil {
		t.Fatal(err)
	}
	var rates []float64
	var lengths []int
	if err := r.Train(Hooks{AfterStep: func(s Step) {
		rates, lengths = append(rates, s.LearningRate), append(lengths, s.Steps*10+s.Epochs)
	}}); err != nil {
		t.Fatal(err)
	}
	want := make([]float64, 12)
	for i := range want {
		switch part := float64(i); {
		case i < 3:
			want[i] = 0.02 * (1 - part/6)
		case i < 6:
			want[i] = 0.02 * (1 - part/12)
		default:
			want[i] = 0.08 * (1 - part/12)
		}
	}
	if !slices.Equal(rates, want) {
		t.Errorf("rates %v, want %v", rates, want)
	}
	if lengths[2] != 62 || lengths[3] != 124 {
		t.Errorf("the lengths told are %v, want 6 steps and 2 epochs, then 12 and 4", lengths)
	}
}

func TestWrongChanges(t *testing.T) {
	d := goldenDataset(t, 95)
	without := new(data.Dataset)
	*without.Images(data.Train) = *d.Images(data.Train)
	for _, test := range []struct{ change, want string }{
		{"1: lr=0", "change at step 1: learning rate 0: want a number from 1e-30 to 1e+38"},
		{"1: lr=fast", `change at step 1: lr "fast": want a number, such as 0.5`},
		{"1: nesterov=1", "change at step 1: nesterov needs a momentum above 0"},
		{"1: nesterov=maybe", `nesterov "maybe": want 0 or 1`},
		{"1: momentum=1", "momentum 1: want at least 0 and below 1"},
		{"1: epochs=1.5", `epochs "1.5": want a whole number`},
		{"4: epochs=1", "change at step 4: epochs 1: the run is in its epoch 2, with which it can end"},
		{"2: epochs=0", "epochs 0: the run is in its epoch 1"},
		{"1: earlystop=2", "the best epoch is the best on the validation images, and the dataset has none"},
		{"1: smoothing=0.1", "label smoothing goes with crossentropy, not with squarederror"},
		{"1: augment=shift=99", "augmentation: shift 99: want 0 to 8"},
		{"6: lr=0.1", "change at step 6: the run ends with step 6"},
		{"-1: lr=0.1", "change at step -1: the run is at step 0 already"},
	} {
		m := modelOf(t, "mlp", nn.SquaredError{})
		s := Defaults()
		s.Architecture, s.BatchSize, s.Epochs = m.Architecture(), 40, 2
		r, err := NewRun(m, without, s, NewGoroutines(1, m.Clone))
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Plan(changesOf(t, test.change)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.change, err, test.want)
		}
		if len(r.Planned()) > 0 {
			t.Errorf("%s: it is planned all the same", test.change)
		}
	}
}

// What a hand changes must leave what is planned possible, and is made as a whole
// or not at all.
func TestSteerAgainstThePlan(t *testing.T) {
	m := modelOf(t, "mlp", nn.CrossEntropy{})
	s := Defaults()
	s.Architecture, s.Optimizer.Momentum = m.Architecture(), 0.9
	r, err := NewRun(m, goldenDataset(t, 95), s, NewGoroutines(1, m.Clone))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Plan(changesOf(t, "1: nesterov=1")); err != nil {
		t.Fatal(err)
	}
	err = r.Steer(changesOf(t, "0: lr=0.5, momentum=0"))
	if err == nil || !strings.Contains(err.Error(), "change at step 1: nesterov needs a momentum above 0") {
		t.Errorf("error %v, want one about the change that is planned", err)
	}
	if r.Checkpoint().Settings != s || len(r.Changes()) > 0 {
		t.Error("something has changed all the same")
	}
}

func TestParseChanges(t *testing.T) {
	for _, test := range []struct {
		text string
		want []Change
	}{
		{"600: lr=.01, augment=full", []Change{{Step: 600, Setting: "lr", To: ".01"}, {Step: 600, Setting: "augment", To: "full"}}},
		{" 0:augment=shift=2, rotate=12,epochs=3", []Change{{Step: 0, Setting: "augment", To: "shift=2,rotate=12"}, {Step: 0, Setting: "epochs", To: "3"}}},
	} {
		got, err := ParseChanges(test.text)
		if err != nil || !slices.Equal(got, test.want) {
			t.Errorf("ParseChanges(%q) = %v, %v, want %v", test.text, got, err, test.want)
		}
		again, err := ParseChanges(FormatChanges(got)[0])
		if err != nil || !slices.Equal(again, got) {
			t.Errorf("%q is read as %v, %v", FormatChanges(got), again, err)
		}
	}
	for text, want := range map[string]string{
		"lr=.01":         "want a step and what changes there",
		"soon: lr=.01":   "want a step and what changes there",
		"9: lr":          `"lr": want a setting and its value`,
		"9: ":            `"": want a setting and its value`,
		"9: batch=10":    `setting "batch" cannot change during a run: want one of lr, momentum,`,
		"9: lr=1, seed=": `setting "seed" cannot change`,
	} {
		if got, err := ParseChanges(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseChanges(%q) = %v, %v, want %q", text, got, err, want)
		}
	}
}
