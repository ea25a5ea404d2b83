package train

import (
	"math"

	"digitlab/data/failure"
)

// Plateau is what the schedule "plateau" remembers from epoch to epoch. The zero
// value is that before the first.
type Plateau struct {
	Epochs int     // evaluated so far
	Best   float64 // their lowest validation loss
	Bad    int     // epochs since then, or since the last drop
	Drops  int     // of the learning rate
}

// PyTorch's defaults.
const (
	plateauThreshold = 1e-4 // share by which a loss has to be lower to count
	plateauEpsilon   = 1e-8 // what a drop comes to at least, or it is left out
)

// observe takes in the validation loss of an epoch, with the formulas of PyTorch's
// ReduceLROnPlateau. The rate is the run's highest.
func (p *Plateau) observe(loss float64, s ScheduleSettings, rate float64) {
	if p.Epochs == 0 || loss < p.Best*(1-plateauThreshold) {
		p.Best, p.Bad = loss, 0
	} else {
		p.Bad++
	}
	p.Epochs++
	if p.Bad <= s.patience() {
		return
	}
	p.Bad = 0
	if now := rate * p.factor(s); now-now*s.stepFactor() > plateauEpsilon {
		p.Drops++
	}
}

// factor returns what the learning rate is multiplied by.
func (p *Plateau) factor(s ScheduleSettings) float64 {
	return math.Pow(s.stepFactor(), float64(p.Drops))
}

// check returns an error unless p is what a run remembers after so many epochs.
func (p *Plateau) check(epochs int, s ScheduleSettings) error {
	if p.Epochs != epochs || p.Bad < 0 || p.Bad > s.patience() || p.Drops < 0 || p.Drops > epochs {
		return failure.New("checkpoint: a plateau of %d epochs, %d of them bad, with %d drops does not go with %d epochs", p.Epochs, p.Bad, p.Drops, epochs)
	}
	return nil
}
