package state

import (
	"digitlab/web/worker"
)

// LearningKey holds a Learning.
const LearningKey Key[Learning] = "learning"

// Learning is what came of having the hand learned.
type Learning struct {
	Asked  bool // the last run that was asked for learns the hand
	Before *worker.Learned
	After  *worker.Learned // nil while it is learned, or if that was stopped
	Undone bool
}

// Learns reports whether the run that stands learns the hand.
func (l Learning) Learns(t Training, w Weights) bool {
	return t.Active() && (w.Source == worker.SourceHand || t.Pending && l.Asked)
}

// Undoable reports whether there are weights from before to go back to.
func (l Learning) Undoable(t Training, w Weights) bool {
	return l.Before != nil && !l.Undone && !t.Active() && w.Source == worker.SourceHand
}
