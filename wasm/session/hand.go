package session

import (
	"digitlab/data/failure"
	"digitlab/nn/train"
	"digitlab/wasm/run"
	"digitlab/wasm/settings"
	"digitlab/web/worker"
)

// learn begins a run that teaches the present weights a hand. If anything is
// wrong with what was asked for, the run that stands goes on.
func (s *Session) learn(m *worker.Learn) error {
	hand, err := run.NewHand(m)
	if err != nil {
		return err
	}
	if s.dataset == nil {
		return failure.New("there is no dataset to train on yet")
	}
	now := s.newest()
	if now.Params == nil {
		return failure.New("there are no weights to continue from")
	}
	model, err := now.Model()
	if err != nil {
		return err
	}
	parsed, err := settings.Parse(m.Settings)
	if err != nil {
		return err
	}
	parsed.Architecture, parsed.Shuffle = now.Architecture, false
	if err := parsed.Check(); err != nil {
		return err
	}
	c := s.config(model)
	c.Name, c.Settings, c.Hand = m.Run, m.Settings, hand
	c.Dataset, c.Whole = hand.Mix(s.dataset, parsed), nil
	next := run.New(c)
	trainer, err := train.NewRun(model, c.Dataset, parsed, next)
	if err != nil {
		return err
	}
	s.launch(next, trainer, m.Settings.Workers, worker.StateRunning)
	return nil
}

// unlearn ends the last run and brings back the weights from before it.
func (s *Session) unlearn() error {
	if s.run == nil || s.run.Hand == nil {
		return failure.New("there is nothing to unlearn: the last run learned no hand")
	}
	s.run.Undo()
	return nil
}
