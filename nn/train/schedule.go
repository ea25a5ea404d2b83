package train

import (
	"cmp"
	"math"

	"digitlab/data/failure"
)

// ScheduleSettings say how the learning rate changes from step to step. The
// zero value keeps it as it is.
type ScheduleSettings struct {
	// Kind is
	//
	//	"constant"  or "": the learning rate at every step
	//	"step"      multiplied by StepFactor every StepEvery epochs
	//	"linear"    evenly to 0
	//	"cosine"    along half a cosine to 0
	//	"onecycle"  along one half cosine up to the learning rate and another
	//	            down to almost 0; Smith and Topin, "Super-Convergence" (2018)
	//	"plateau"   multiplied by StepFactor when more than Patience epochs in turn
	//	            have not lowered the validation loss; see Plateau
	//
	// with the formulas of PyTorch's StepLR, LinearLR, CosineAnnealingLR and
	// OneCycleLR, stepped once a batch, over all steps of the run, and of
	// ReduceLROnPlateau, stepped once an epoch.
	Kind       string
	Warmup     float64 // epochs of rising evenly to the schedule's first rate, which then begins; 0 = none
	StepEvery  float64 // epochs; 0 = 1
	StepFactor float64 // 0 = 0.1
	// Patience is less than PyTorch's 10 if it is 0, since runs here have few
	// epochs.
	Patience int `json:",omitempty"` // 0 = 2
}

func (s ScheduleSettings) stepFactor() float64 { return cmp.Or(s.StepFactor, 0.1) }
func (s ScheduleSettings) patience() int       { return cmp.Or(s.Patience, 2) }

const plateauKind = "plateau"

// OneCycleLR's defaults.
const (
	cycleRise  = 0.3 // share of the steps in which the rate rises
	cycleStart = 1.0 / 25
	cycleEnd   = cycleStart / 1e4
)

func (s ScheduleSettings) check() error {
	switch s.Kind {
	case "", "constant", "step", "linear", "cosine", "onecycle", plateauKind:
	default:
		return failure.New("unknown schedule %q: want constant, step, linear, cosine, onecycle or plateau", s.Kind)
	}
	switch {
	case !isAmount(s.Warmup):
		return failure.New("warm-up of %v epochs: want 0 to %v", s.Warmup, maxAmount)
	case !isAmount(s.StepEvery):
		return failure.New("schedule step every %v epochs: want 0 to %v", s.StepEvery, maxAmount)
	case !(s.StepFactor >= 0 && s.StepFactor <= 1):
		return failure.New("schedule step factor %v: want at least 0 and at most 1", s.StepFactor)
	case s.Patience < 0 || s.Patience > maxEpochs:
		return failure.New("patience of %d epochs: want 0 to %d", s.Patience, maxEpochs)
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
		every := max(1, s.inSteps(cmp.Or(s.StepEvery, 1)))
		return math.Pow(s.stepFactor(), float64(step/every))
	case "linear":
		return 1 - float64(step)/float64(steps)
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
