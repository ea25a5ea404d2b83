package main

import (
	"errors"
	"fmt"

	"digitlab/data"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// learn begins a run that teaches the present weights a hand. If anything is
// wrong with what was asked for, the run that stands goes on.
func (s *session) learn(m *worker.Learn) error {
	h, err := newHand(m)
	if err != nil {
		return err
	}
	if s.dataset == nil {
		return errors.New("there is no dataset to train on yet")
	}
	now := s.newest()
	if now.params == nil {
		return errors.New("there are no weights to go on from")
	}
	model, err := now.model()
	if err != nil {
		return err
	}
	settings, err := settingsOf(m.Settings)
	if err != nil {
		return err
	}
	settings.Architecture, settings.Shuffle = now.architecture, false
	if err := settings.Check(); err != nil {
		return err
	}
	mixed := train.Mix(s.dataset, h.learned.Split(data.Train), settings)
	*h.tested.Split(data.Valid) = *s.dataset.Split(data.Valid)
	next := newRun(s.page, model, mixed, nil, s.peers)
	next.hand, next.newest.source, next.keeper = h, worker.SourceHand, s.keeper
	next.chronicle.told.Run, next.chronicle.told.Settings, next.chronicle.told.Hand = m.Run, m.Settings, true
	next.chronicle.told.Settings.Architecture = now.architecture.String()
	trainer, err := train.NewRun(model, mixed, settings, next)
	if err != nil {
		return err
	}
	s.launch(next, trainer, m.Settings.Workers, worker.StateRunning)
	return nil
}

// unlearn ends the last run and brings back the weights from before it.
func (s *session) unlearn() error {
	if s.run == nil || s.run.hand == nil {
		return errors.New("there is nothing to unlearn: the last run learned no hand")
	}
	s.run.stop()
	<-s.run.ended
	s.run.bringBack()
	if !s.run.saved.IsZero() {
		s.keeper.write(s.run.replaced) // or an offer would bring the hand back
	}
	return nil
}

// hand is what a run learns beside the images of a dataset.
type hand struct {
	learned  *data.Dataset // its Train split
	tested   *data.Dataset // Eval are images of the hand, Valid those of the dataset
	heldBack bool          // tested and learned have no image in common
	valid    worker.Count  // of tested's Valid, after the run
}

// newHand returns the hand in a message. Images to learn from there must be.
func newHand(m *worker.Learn) (*hand, error) {
	if len(m.Images) != len(m.Labels)*data.Pixels || len(m.Tests) != len(m.Labels) {
		return nil, fmt.Errorf("a hand of %d bytes, %d labels and %d tests: want %d bytes, a label and a test for each image",
			len(m.Images), len(m.Labels), len(m.Tests), data.Pixels)
	}
	h := &hand{learned: new(data.Dataset), tested: new(data.Dataset)}
	for i, label := range m.Labels {
		if label < 0 || label >= data.Classes {
			return nil, fmt.Errorf("image %d of the hand has the label %d, want 0 to 9", i, label)
		}
		split := h.learned.Split(data.Train)
		if m.Tests[i] {
			split = h.tested.Split(data.Eval)
		}
		split.Append((*data.Image)(m.Images[i*data.Pixels:]), byte(label))
	}
	if h.learned.Split(data.Train).Len() == 0 {
		return nil, errors.New("the hand has no images to learn from")
	}
	h.heldBack = h.tested.Split(data.Eval).Len() > 0
	if !h.heldBack {
		*h.tested.Split(data.Eval) = *h.learned.Split(data.Train)
	}
	return h, nil
}

// readHand tells the page how well the run's model reads the hand and the
// validation images, if it is one that learns a hand: before or after it. After
// it, the validation images have been read already.
func (r *run) readHand(after bool) error {
	if r.hand == nil {
		return nil
	}
	m := &worker.Learned{After: after, HeldBack: r.hand.heldBack, Valid: r.hand.valid}
	e, err := train.Evaluate(r.model, r.hand.tested, data.Eval, r)
	if err != nil {
		return err
	}
	m.Hand = countOf(e)
	if !after && r.hand.tested.Split(data.Valid).Len() > 0 {
		if e, err = train.Evaluate(r.model, r.hand.tested, data.Valid, r); err != nil {
			return err
		}
		m.Valid = countOf(e)
	}
	return r.page.Send(m)
}

func countOf(e train.Evaluation) worker.Count {
	c := worker.Count{Images: len(e.Outcomes)}
	for _, o := range e.Outcomes {
		if o.Label == o.Prediction {
			c.Right++
		}
	}
	return c
}
