package session

import (
	"digitlab/data/failure"
	"digitlab/nn/train"
	"digitlab/wasm/run"
	"digitlab/wasm/savedrun"
	"digitlab/wasm/settings"
	"digitlab/wasm/weights"
	"digitlab/web/runs"
	"digitlab/web/worker"
)

// resumeSaved goes on with the run that the page was offered. If that cannot be,
// the offer stands.
func (s *Session) resumeSaved(m *worker.ResumeSavedRun) error {
	r, err := s.Store.Offered(m.Run)
	if err != nil {
		return err
	}
	if s.busy() {
		return failure.New("a run is under way: stop it before continuing another")
	}
	c, err := r.DecodeCheckpoint()
	if err != nil {
		return err
	}
	if !r.Finished {
		return s.goOn(r, c, m)
	}
	if err := s.show(r, c); err != nil {
		return err
	}
	s.Store.Resumed(r)
	return nil
}

// show shows a run that is finished, whose weights answer from now on.
func (s *Session) show(r *savedrun.Record, c *train.Checkpoint) error {
	classes, err := weights.ClassesIn(c.Metadata)
	if err != nil {
		return err
	}
	s.endRun()
	s.freePeers()
	s.present = weights.Weights{Network: weights.NetworkOf(c.Model), Params: c.Params(), Source: r.Source, Run: r.Told.Run, Step: r.KeptStep(c), Classes: classes}
	s.page.Send(r.Told)
	s.page.Send(&worker.RunState{State: worker.StateDone})
	s.sendPresent()
	return nil
}

// goOn trains what is left of a run, with the changes that it had made after it was
// saved. It may be paused at first.
func (s *Session) goOn(r *savedrun.Record, c *train.Checkpoint, m *worker.ResumeSavedRun) error {
	if s.dataset == nil {
		return failure.New("there is no dataset to continue with yet")
	}
	next := run.New(s.config(c.Model))
	next.Restore(r, c)
	trainer, err := train.ResumeRun(c, s.dataset, next)
	if err != nil {
		return err
	}
	later := runs.Rest(m.Changes, settings.FormatChanges(c.Changes), c.Step)
	planned := runs.Replay(settings.FormatChanges(c.Planned), later)
	if err := trainer.Plan(settings.Changes(planned)); err != nil {
		return err
	}
	s.page.Send(r.Told)
	s.Store.Resumed(r) // before the run is saved again
	s.launch(next, trainer, r.Told.Settings.Workers, firstState(m.Paused))
	return nil
}

// discardSaved discards the run that the page was offered, or only the offer.
func (s *Session) discardSaved(m *worker.DiscardSavedRun) {
	s.Store.Declined(m.Keep)
}
