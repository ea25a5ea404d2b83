package main

import (
	"context"
	"errors"
	"fmt"

	"digitlab/data"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// evaluation is one that the page has asked for, under way or over.
type evaluation struct {
	stopped context.Context // ends when it is to
	stop    context.CancelFunc
	ended   chan struct{} // closed when the helpers are free again
	peers   *peers
}

// evaluate begins to evaluate the present weights. It takes seconds, so another
// goroutine does it.
func (s *session) evaluate(m *worker.Evaluate) error {
	mode, err := data.ParseMode(m.Split)
	if err != nil {
		return err
	}
	if s.run != nil && !s.run.hasEnded() {
		return errors.New("a run is under way: stop it before evaluating, or wait for its end")
	}
	if s.dataset == nil {
		return errors.New("there is no dataset to evaluate on yet")
	}
	if s.rest != nil && mode == data.Eval {
		return errors.New("the test images are not there yet")
	}
	now := s.newest()
	if now.params == nil {
		return errors.New("there are no weights to evaluate")
	}
	model, err := now.model()
	if err != nil {
		return err
	}

	s.endEvaluation()
	s.peers.network = now.network
	s.setWorkers(m.Workers)
	e := &evaluation{ended: make(chan struct{}), peers: s.peers}
	e.stopped, e.stop = context.WithCancel(context.Background())
	s.evaluation = e
	dataset := s.dataset
	go func() {
		defer close(e.ended)
		result, err := train.Evaluate(model, dataset, mode, e)
		if errors.Is(err, train.ErrStopped) {
			return
		}
		if err != nil {
			s.report(worker.ScopeEvaluation, fmt.Errorf("%s: %w", now.source, err))
			return
		}
		result.Step = now.step
		message := evaluationMessage(result, dataset.Split(mode), now.source)
		message.Asked = true
		s.page.Send(message)
	}()
	return nil
}

// endEvaluation stops an evaluation under way and waits for its end.
func (s *session) endEvaluation() {
	if s.evaluation != nil {
		s.evaluation.stop()
		<-s.evaluation.ended
		s.evaluation = nil
	}
}

// Compute implements train.Workers over the helpers, so that an evaluation can
// be stopped between its parts.
func (e *evaluation) Compute(params []float32, shards []train.Shard, results []train.Result) error {
	if e.stopped.Err() != nil {
		return train.ErrStopped
	}
	return e.peers.Compute(params, shards, results)
}
