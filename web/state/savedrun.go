package state

import (
	"time"

	"digitlab/web/worker"
)

// SavedRunKey holds a SavedRun.
const SavedRunKey Key[SavedRun] = "last-run"

// Actions on the run that was kept from before; none has a value.
const (
	ResumeSavedRun  Signal = "/last-run/resume"
	DiscardSavedRun Signal = "/last-run/discard"
)

// SavedRun is what the trainer has kept from before the page was opened, and
// whether it keeps runs now.
type SavedRun struct {
	Offer    *worker.SavedRun // nil if there is none, or it has been answered
	Age      time.Duration    // of the offer when it came
	Chosen   bool             // the visitor continues it, as soon as can be
	NotSaved worker.NotSaved
	// Other is the name of the dataset that it needs in the place of the one in use,
	// "" if that is the one; Opens says that going on opens it.
	Other string
	Opens bool
}

// Ready reports whether a run could be continued now: a finished one needs no
// images.
func (r SavedRun) Ready(d Dataset) bool { return r.Offer.Finished || d.Trainable() }
