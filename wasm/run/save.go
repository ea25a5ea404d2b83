package run

import (
	"errors"
	"fmt"
	"time"

	"digitlab/nn/simdblas"
	"digitlab/nn/train"
	"digitlab/wasm/savedrun"
)

const (
	// saveEvery is how long training goes on at most without being saved: what a
	// crash costs.
	saveEvery = 5 * time.Second
	// saveEpochs is the least time between two epochs that are saved at their
	// ends, of which some have but a few batches.
	saveEpochs = time.Second
	// saveShare bounds the share of its time that a run spends on that.
	saveShare = 50
)

// save saves where the run stands, if it is one to be saved and that was last
// done longer ago than age; 0 is always. It is called between two steps, or
// after the last.
func (r *Run) save(age time.Duration) {
	if age > 0 {
		age = max(age, saveShare*r.saving)
	}
	if time.Since(r.saved) >= age {
		r.saveAs(false)
	}
}

// saveAs saves where the run stands, which is finished or not.
func (r *Run) saveAs(finished bool) {
	if r.Store == nil || r.history.told.Progress.Step == 0 {
		return
	}
	if r.Store.TellTrouble(); !r.Store.Ready() {
		return
	}
	if r.Hand != nil {
		if !finished {
			return // the mixed images that it would go on with are not saved
		}
		r.replaced = r.Store.Newest()
	}
	r.saved = time.Now()
	c := r.trainer.Checkpoint()
	c.Metadata = r.newest.Metadata(c.Metadata)
	file, err := c.Encode()
	if err != nil {
		r.Store.Fail(err)
	} else {
		samples, _ := r.speed.Total()
		r.Store.Save(&savedrun.Record{
			Saved:      r.saved,
			Finished:   finished,
			Source:     r.newest.Source,
			Samples:    samples,
			Dataset:    c.Dataset.Key(),
			Origin:     r.Origin,
			Told:       r.history.message(),
			Checkpoint: file,
		})
	}
	r.saving = time.Since(r.saved)
}

// saveEnd saves what the run has ended with, err being what Train has returned
// or what went wrong afterwards.
func (r *Run) saveEnd(err error) {
	switch {
	case r.Store == nil, r.Hand != nil && err != nil:
	case errors.Is(err, train.ErrDiverged):
		r.Store.Discard() // it would do so again
	case err == nil:
		r.saveAs(true)
	default:
		r.save(0)
	}
}

// Restore lets a run that has not begun be the one in a record, as it was when
// that was saved. Its model and trainer are those of the checkpoint c.
func (r *Run) Restore(record *savedrun.Record, c *train.Checkpoint) {
	told := record.Told
	r.newest.Params, r.newest.Source, r.newest.Step = c.Params(), record.Source, record.KeptStep(c)
	r.newest.Run = told.Run
	r.history = historyOf(told)
	r.progress = told.Progress
	r.progress.Losses, r.progress.Accuracies = nil, nil
	r.speed.Resume(record.Samples, time.Duration(told.Progress.Seconds*float64(time.Second)))
	if before, now := told.Progress.Kernel, simdblas.Kernel(); before != now {
		r.log(fmt.Sprintf("kernel: %s, until here %s, which rounds differently", now, before))
	}
}
