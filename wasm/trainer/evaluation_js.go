package main

import (
	"context"
	"errors"
	"fmt"
	"time"

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

	page     worker.Port
	progress worker.EvaluationProgress
	reported time.Time
}

// evaluated is what an evaluation has come to.
type evaluated struct {
	readings readings
	message  *worker.Evaluation
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
	dataset := s.dataset
	e := &evaluation{
		ended:    make(chan struct{}),
		peers:    s.peers,
		page:     s.page,
		progress: worker.EvaluationProgress{Split: m.Split, Total: dataset.Split(mode).Len()},
	}
	e.stopped, e.stop = context.WithCancel(context.Background())
	s.evaluation = e
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
		select {
		case s.evaluated <- evaluated{newReadings(dataset, now, result), message}:
		case <-e.stopped.Done():
		}
	}()
	return nil
}

// takeEvaluation hands on what an evaluation has come to.
func (s *session) takeEvaluation(e evaluated) {
	s.report(worker.ScopeBrowse, s.gallery.keep(e.readings))
	s.page.Send(e.message)
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
// be stopped between its parts, and says how far it is.
func (e *evaluation) Compute(params []float32, shards []train.Shard, results []train.Result) error {
	if e.stopped.Err() != nil {
		return train.ErrStopped
	}
	if err := e.peers.Compute(params, shards, results); err != nil {
		return err
	}
	for _, s := range shards {
		e.progress.Images += len(s.Labels)
	}
	if now := time.Now(); now.Sub(e.reported) >= reportEvery {
		e.reported = now
		return e.page.Send(&e.progress)
	}
	return nil
}
