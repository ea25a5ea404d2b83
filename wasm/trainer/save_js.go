package main

import (
	"errors"
	"time"

	"digitlab/nn/train"
)

const (
	// keepEvery is how long training goes on at most without being kept: what a
	// crash costs.
	keepEvery = 5 * time.Second
	// keepEpochs is the least time between two epochs that are kept at their
	// ends, of which some have but a few batches.
	keepEpochs = time.Second
	// keepShare bounds the share of its time that a run spends on that.
	keepShare = 50
)

// save keeps where the run stands, if it is one to be kept and that was last
// done longer ago than age; 0 is always. It is called between two steps, or
// after the last.
func (r *run) save(age time.Duration) {
	if age > 0 {
		age = max(age, keepShare*r.saving)
	}
	if time.Since(r.saved) >= age {
		r.saveAs(false)
	}
}

// saveAs keeps where the run stands, which is finished or not.
func (r *run) saveAs(finished bool) {
	if r.keeper == nil || r.chronicle.told.Progress.Step == 0 || !r.keeper.takes() {
		return
	}
	if r.hand != nil {
		if !finished {
			return // the mixed images that it would go on with are not kept
		}
		r.replaced = r.keeper.record()
	}
	r.saved = time.Now()
	file, err := r.trainer.Checkpoint().Encode()
	if err == nil {
		samples, _ := r.speed.Total()
		err = r.keeper.keep(&record{
			Saved:      r.saved,
			Finished:   finished,
			Source:     r.newest.source,
			Samples:    samples,
			Told:       r.chronicle.message(),
			checkpoint: file,
		})
	}
	if err != nil {
		r.keeper.setTrouble(troubleOf(err))
		r.keeper.takes()
	}
	r.saving = time.Since(r.saved)
}

// saveEnd keeps what the run has ended with, err being what Train has returned
// or what went wrong afterwards.
func (r *run) saveEnd(err error) {
	switch {
	case r.keeper == nil, r.hand != nil && err != nil:
	case errors.Is(err, train.ErrDiverged):
		r.keeper.forget() // it would do so again
	case err == nil:
		r.saveAs(true)
	default:
		r.save(0)
	}
}
