package train

import (
	"fmt"
	"math"
	"testing"

	"digitlab/nn/golden"
)

// The schedules of PyTorch's documentation.
func TestSchedules(t *testing.T) {
	f := golden.ReadFormulas(t).Schedules
	for _, c := range f.Cases {
		t.Run(fmt.Sprintf("%s %d steps warmup %v every %v", c.Kind, c.Steps, c.Warmup, c.StepEvery), func(t *testing.T) {
			s := schedule{
				ScheduleSettings: ScheduleSettings{Kind: c.Kind, Warmup: c.Warmup, StepEvery: c.StepEvery, StepFactor: c.StepFactor},
				steps:            c.Steps,
				stepsPerEpoch:    f.StepsPerEpoch,
			}
			for step, want := range c.Rates {
				// Both in double precision.
				if got := f.Peak * s.factor(step); !(math.Abs(got-want) <= 1e-12) {
					t.Errorf("rate of step %d = %g, want %g", step, got, want)
				}
			}
		})
	}
}

// PyTorch's own numbers.
func TestLinearSchedule(t *testing.T) {
	f := golden.ReadPyTorch(t).Linear
	for _, c := range f.Cases {
		s := schedule{ScheduleSettings{Kind: "linear", Warmup: c.Warmup}, c.Steps, f.StepsPerEpoch}
		for step, want := range c.Rates {
			// Both in double precision; PyTorch multiplies from step to step.
			if got := f.Peak * s.factor(step); !(math.Abs(got-want) <= 1e-12) {
				t.Errorf("%d steps, warm-up %v: rate of step %d = %g, want %g", c.Steps, c.Warmup, step, got, want)
			}
		}
	}
}

func TestPlateauSchedule(t *testing.T) {
	f := golden.ReadPyTorch(t).Plateau
	for _, c := range f.Cases {
		s := ScheduleSettings{Kind: "plateau", StepFactor: c.Factor, Patience: c.Patience}
		var p Plateau
		for epoch, want := range c.Rates {
			p.observe(f.Losses[epoch], s, f.Peak)
			// Both in double precision; PyTorch multiplies from drop to drop.
			if got := f.Peak * p.factor(s); !(math.Abs(got-want) <= 1e-12*want) {
				t.Errorf("factor %v, patience %d: rate after epoch %d = %g, want %g", c.Factor, c.Patience, epoch, got, want)
			}
			if err := p.check(epoch+1, s); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestScheduleDefaults(t *testing.T) {
	tests := []struct {
		given, same ScheduleSettings
	}{
		{ScheduleSettings{}, ScheduleSettings{Kind: "constant"}},
		{ScheduleSettings{Kind: "step"}, ScheduleSettings{Kind: "step", StepEvery: 1, StepFactor: 0.1}},
		{ScheduleSettings{Kind: "plateau"}, ScheduleSettings{Kind: "plateau", StepFactor: 0.1, Patience: 2}},
	}
	for _, test := range tests {
		given, same := schedule{test.given, 30, 10}, schedule{test.same, 30, 10}
		for step := range 30 {
			if got, want := given.factor(step), same.factor(step); got != want {
				t.Errorf("%+v: factor of step %d = %g, want %g", test.given, step, got, want)
			}
		}
		var a, b Plateau
		for epoch := range 5 {
			a.observe(1, test.given, 1)
			b.observe(1, test.same, 1)
			if a != b || a.factor(test.given) != b.factor(test.same) {
				t.Errorf("%+v: after epoch %d it remembers %+v, want %+v", test.given, epoch, a, b)
			}
		}
	}
}

// However long the warm-up and however short the run, a rate is a number.
func TestScheduleIsDefinedEverywhere(t *testing.T) {
	for _, kind := range []string{"constant", "step", "linear", "cosine", "onecycle", "plateau"} {
		for _, warmup := range []float64{0, 0.1, 1, 1e300} {
			for steps := range 12 {
				s := schedule{ScheduleSettings{Kind: kind, Warmup: warmup, StepEvery: 1e300}, steps, 4}
				for step := range steps {
					if got := s.factor(step); !(got > 0 && got <= 1) {
						t.Errorf("%s, warm-up %g, factor of step %d of %d = %g, want more than 0 and at most 1", kind, warmup, step, steps, got)
					}
				}
			}
		}
	}
}
