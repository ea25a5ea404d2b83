package train

import (
	"slices"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/nn"
	"digitlab/nn/optim"
)

// Checkpoint is where a run stands between two steps: all that its rest follows
// from, but for the images.
type Checkpoint struct {
	Settings  Settings  // with the changes made so far
	Model     *nn.Model // with the parameters that the next step changes
	Step      int       // batches trained
	Epoch     int       // epochs ended, the evaluation included
	Dataset   data.Fingerprint
	Optimizer optim.State
	EMA       optim.State
	Plateau   Plateau
	Best      Best
	Changes   []Change // made so far
	Planned   []Change // yet to be made
	// Metadata are entries of the caller's, as in Format.Encode.
	Metadata map[string]string
}

// Params returns the parameters to evaluate and to keep, as a run that ends here
// does.
func (c *Checkpoint) Params() []float32 {
	if c.Best.Params != nil {
		return c.Best.Params
	}
	if len(c.EMA.Moments) > 0 {
		return c.EMA.Moments[0].Values
	}
	return c.Model.Params()
}

// Checkpoint returns where the run stands, which later steps do not change. It
// may be called from hooks, and when Train has returned.
func (r *Run) Checkpoint() *Checkpoint {
	if r.fingerprint == (data.Fingerprint{}) {
		r.fingerprint = r.dataset.Fingerprint()
	}
	c := &Checkpoint{
		Settings:  r.settings,
		Model:     r.model.Clone(),
		Step:      r.step,
		Epoch:     r.epoch,
		Dataset:   r.fingerprint,
		Optimizer: r.optimizer.State(),
		EMA:       r.ema.State(),
		Plateau:   r.plateau,
		Best:      r.best,
		Changes:   slices.Clone(r.changes),
		Planned:   slices.Clone(r.planned),
	}
	c.Model.Loss = nn.WithTemperature(c.Model.Loss, r.temperature)
	if r.last != nil {
		copy(c.Model.Params(), r.last)
	}
	return c
}

// ResumeRun prepares to go on from a checkpoint, on the images it comes from.
// The run ends with the same bits as if it had never been interrupted, with any
// number of workers. It takes c.Model over, so a second run from the checkpoint
// needs another one.
func ResumeRun(c *Checkpoint, d *data.Dataset, w Workers) (*Run, error) {
	r, err := newRun(c.Model, d, c.Settings, w)
	if err != nil {
		return nil, err
	}
	r.fingerprint = d.Fingerprint()
	if r.fingerprint != c.Dataset {
		return nil, failure.New("the run was trained on another dataset: %s; here are %s", c.Dataset, r.fingerprint)
	}
	if err := c.checkPosition(r.schedule); err != nil {
		return nil, err
	}
	if err := r.optimizer.SetState(c.Optimizer); err != nil {
		return nil, failure.New("checkpoint: optimizer: %w", err)
	}
	if err := r.ema.SetState(c.EMA); err != nil {
		return nil, failure.New("checkpoint: average of the weights: %w", err)
	}
	if c.Settings.Schedule.Kind == plateauKind {
		if err := c.Plateau.check(c.Epoch, c.Settings.Schedule); err != nil {
			return nil, err
		}
		r.plateau = c.Plateau
	}
	if c.Settings.wantBest() {
		if err := c.Best.check(c.Epoch); err != nil {
			return nil, err
		}
		r.best = c.Best
	}
	r.step, r.epoch, r.changes = c.Step, c.Epoch, slices.Clone(c.Changes)
	if err := r.Plan(c.Planned); err != nil {
		return nil, failure.New("checkpoint: %w", err)
	}
	return r, nil
}

// checkPosition returns an error if a run with that schedule never stands where
// c does: within an epoch, or at its end with or without the evaluation.
func (c *Checkpoint) checkPosition(s schedule) error {
	ended, batch := c.Step/s.stepsPerEpoch, c.Step%s.stepsPerEpoch
	switch {
	case c.Step < 0 || c.Step > s.steps:
	case c.Epoch == ended:
		return nil
	case c.Epoch == ended-1 && batch == 0 && c.Epoch >= 0:
		return nil
	}
	return failure.New("checkpoint: %d steps and %d epochs do not go together, with %d steps in an epoch and %d in all",
		c.Step, c.Epoch, s.stepsPerEpoch, s.steps)
}
