package main

import (
	"errors"
	"fmt"
	"time"

	"digitlab/nn/simdblas"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// resumeKept goes on with the run that the page was offered. If that cannot be,
// the offer stands.
func (s *session) resumeKept() error {
	r, err := s.keeper.offer()
	if err != nil {
		return err
	}
	if s.run != nil && !s.run.hasEnded() {
		return errors.New("a run is under way: stop it before going on with another")
	}
	c, err := r.decodeCheckpoint()
	if err != nil {
		return err
	}
	if r.Finished {
		s.bringBack(r, c)
	} else if err := s.goOn(r, c); err != nil {
		return err
	}
	s.keeper.answered()
	return nil
}

// bringBack shows a run that is finished, whose weights answer from now on.
func (s *session) bringBack(r *record, c *train.Checkpoint) {
	s.endRun()
	s.endEvaluation()
	s.present = weights{network: networkOf(c.Model), params: c.Params(), source: r.Source, step: c.Step}
	s.page.Send(r.Told)
	s.page.Send(&worker.RunState{State: worker.StateDone})
	s.sendPresent()
}

// goOn trains what is left of a run.
func (s *session) goOn(r *record, c *train.Checkpoint) error {
	if s.dataset == nil {
		return errors.New("there is no dataset to go on with yet")
	}
	next := newRun(s.page, c.Model, s.dataset, s.rest, s.peers)
	next.newest.params, next.newest.source, next.newest.step = c.Params(), r.Source, c.Step
	trainer, err := train.ResumeRun(c, s.dataset, next)
	if err != nil {
		return err
	}
	next.keeper = s.keeper
	next.chronicle = chronicleOf(r.Told)
	next.progress = r.Told.Progress
	next.progress.Losses, next.progress.Accuracies = nil, nil
	next.speed.Resume(r.Samples, time.Duration(r.Told.Progress.Seconds*float64(time.Second)))
	if before, now := r.Told.Progress.Kernel, simdblas.Kernel(); before != now {
		next.log(fmt.Sprintf("kernel: %s, until here %s, which rounds differently", now, before))
	}
	s.page.Send(r.Told)
	s.launch(next, trainer, r.Told.Settings.Workers, worker.StateRunning)
	return nil
}

// forgetKept discards the run that the page was offered.
func (s *session) forgetKept() {
	s.keeper.answered()
	s.keeper.forget()
}
