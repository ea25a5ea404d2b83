package train

import (
	"fmt"
	"slices"

	"digitlab/data/failure"
)

// Best is the epoch of a run that has read the most validation images rightly, the
// first if there are several. The zero value is that before the first.
type Best struct {
	Epoch    int       // epochs ended by then, so 1 for the first
	Accuracy float64   // on the validation images
	Params   []float32 `json:"-"` // to evaluate and to keep, if the settings ask for them
}

// wantBest reports whether a run has to remember its best epoch.
func (s Settings) wantBest() bool { return s.KeepBest || s.EarlyStop > 0 }

// observe takes in the accuracy of an epoch, the last of those ended, and the
// parameters that it was measured with.
func (b *Best) observe(ended int, accuracy float64, params []float32, s Settings) {
	if !s.wantBest() || b.Epoch > 0 && accuracy <= b.Accuracy {
		return
	}
	*b = Best{Epoch: ended, Accuracy: accuracy}
	if s.KeepBest {
		b.Params = slices.Clone(params)
	}
}

// check returns an error unless b is what a run remembers after so many epochs.
func (b *Best) check(epochs int) error {
	if b.Epoch < min(epochs, 1) || b.Epoch > epochs || !(b.Accuracy >= 0 && b.Accuracy <= 1) {
		return failure.New("checkpoint: a best epoch %d of accuracy %v does not go with %d epochs", b.Epoch, b.Accuracy, epochs)
	}
	return nil
}

// Best returns the best epoch so far, the zero value if the settings do not go by
// it.
func (r *Run) Best() Best { return r.best }

// KeptStep returns how many batches the parameters have been trained on that a run
// keeps which ends now.
func (r *Run) KeptStep() int {
	if r.best.Params != nil {
		return r.best.Epoch * r.schedule.stepsPerEpoch
	}
	return r.step
}

// EndLog returns log lines on how a run has ended that does not go by its last
// step.
func (r *Run) EndLog() (lines []string) {
	if r.StoppedEarly() {
		lines = append(lines, fmt.Sprintf("stopped early: no epoch has read more validation images rightly since epoch %d", r.best.Epoch-1))
	}
	if r.best.Params != nil {
		lines = append(lines, fmt.Sprintf("the weights are those after epoch %d, of accuracy %.4f", r.best.Epoch-1, r.best.Accuracy))
	}
	return lines
}

// StoppedEarly reports whether the run is at its end because the last epochs have
// brought nothing.
func (r *Run) StoppedEarly() bool {
	return r.settings.EarlyStop > 0 && r.epoch < r.settings.Epochs && r.epoch-r.best.Epoch >= r.settings.EarlyStop
}
