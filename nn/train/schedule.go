package train

import (
	"fmt"
	"math"
)

// ScheduleSettings say how the learning rate changes from step to step. The
// zero value keeps it as it is.
type ScheduleSettings struct {
	// Kind is
	//
	//	"constant"  or "": the learning rate at every step
	//	"step"      multiplied by StepFactor every StepEvery epochs
	//	"cosine"    along half a cosine to 0
	//	"onecycle"  along one half cosine up to the learning rate and another
	//	            down to almost 0; Smith and Topin, "Super-Convergence" (2018)
	//
	// with the formulas of PyTorch's StepLR, CosineAnnealingLR and OneCycleLR,
	// stepped once a batch, over all steps of the run.
	Kind       string
	Warmup     float64 // epochs of rising evenly to the schedule's first rate, which then begins; 0 = none
	StepEvery  float64 // epochs; 0 = 1
	StepFactor float64 // 0 = 0.1
}

// OneCycleLR's defaults.
const (
	cycleRise  = 0.3 // share of the steps in which the rate rises
	cycleStart = 1.0 / 25
	cycleEnd   = cycleStart / 1e4
)

func (s ScheduleSettings) check() error {
	switch s.Kind {
	case "", "constant", "step", "cosine", "onecycle":
	default:
		return fmt.Errorf("unknown schedule %q: want constant, step, cosine or onecycle", s.Kind)
	}
	switch {
	case !(s.Warmup >= 0) || math.IsInf(s.Warmup, 0):
		return fmt.Errorf("warm-up of %v epochs: want a number of at least 0", s.Warmup)
	case !(s.StepEvery >= 0) || math.IsInf(s.StepEvery, 0):
		return fmt.Errorf("schedule step every %v epochs: want a number of at least 0", s.StepEvery)
	case !(s.StepFactor >= 0 && s.StepFactor <= 1):
		return fmt.Errorf("schedule step factor %v: want at least 0 and at most 1", s.StepFactor)
	}
	return nil
}

// schedule is a schedule over the steps of one run.
type schedule struct {
	ScheduleSettings
	steps         int // of the whole run
	stepsPerEpoch int
}

// factor returns what the learning rate is multiplied by at a step, the first
// being 0.
func (s schedule) factor(step int) float64 {
	warmup := s.inSteps(s.Warmup)
	if step >= warmup {
		return s.afterWarmup(step-warmup, s.steps-warmup)
	}
	// From a part of the first rate, so that no step is lost at 0.
	part := float64(step+1) / float64(warmup+1)
	if s.Kind == "onecycle" {
		return part * cycleStart
	}
	return part
}

// afterWarmup is factor for a run that begins without a warm-up.
func (s schedule) afterWarmup(step, steps int) float64 {
	switch s.Kind {
	case "step":
		every := max(1, s.inSteps(orDefault(s.StepEvery, 1)))
		return math.Pow(orDefault(s.StepFactor, 0.1), float64(step/every))
	case "cosine":
		return halfCosine(1, 0, float64(step)/float64(steps))
	case "onecycle":
		peak, last := cycleRise*float64(steps)-1, float64(steps-1)
		t := float64(step)
		if t <= peak {
			return halfCosine(cycleStart, 1, t/peak)
		}
		return halfCosine(1, cycleEnd, (t-peak)/(last-peak))
	}
	return 1
}

// inSteps returns how many steps a number of epochs has, at most those of the
// run.
func (s schedule) inSteps(epochs float64) int {
	return int(min(math.Round(epochs*float64(s.stepsPerEpoch)), float64(s.steps)))
}

// halfCosine goes from one value to another as part goes from 0 to 1.
func halfCosine(from, to, part float64) float64 {
	return to + (from-to)/2*(1+math.Cos(math.Pi*part))
}

// orDefault returns v, or what 0 stands for.
func orDefault(v, zero float64) float64 {
	if v == 0 {
		return zero
	}
	return v
}
