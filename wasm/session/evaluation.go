package session

import (
	"context"
	"errors"
	"time"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/nn/train"
	"digitlab/wasm/gallery"
	"digitlab/wasm/peers"
	"digitlab/wasm/run"
	"digitlab/web/worker"
)

// evaluation is one that the page has asked for, under way or over.
type evaluation struct {
	stopped context.Context // ends when it is to
	stop    context.CancelFunc
	ended   chan struct{} // closed when the helpers are free again
	peers   *peers.Peers

	page     worker.Port
	progress worker.EvaluationProgress
	reported time.Time
}

// evaluated is what an evaluation has come to.
type evaluated struct {
	predictions gallery.Predictions
	message     *worker.Evaluation
}

// evaluate begins to evaluate the present weights. It takes seconds, so another
// goroutine does it.
func (s *Session) evaluate(m *worker.Evaluate) error {
	split, err := data.ParseSplit(m.Split)
	if err != nil {
		return err
	}
	if s.busy() {
		return failure.New("a run is under way: stop it before evaluating, or wait for its end")
	}
	if s.dataset == nil {
		return failure.New("there is no dataset to evaluate on yet")
	}
	if s.rest != nil && split == data.Test {
		return failure.New("the test images are not there yet")
	}
	now := s.newest()
	if now.Params == nil {
		return failure.New("there are no weights to evaluate")
	}
	if err := now.Fits(s.dataset); err != nil {
		return err
	}
	model, err := now.Model()
	if err != nil {
		return err
	}

	s.freePeers()
	s.Peers.SetNetwork(now.Network)
	s.Peers.SetCount(m.Workers)
	dataset := s.dataset
	e := &evaluation{
		ended:    make(chan struct{}),
		peers:    s.Peers,
		page:     s.page,
		progress: worker.EvaluationProgress{Split: m.Split, Total: dataset.Images(split).Len()},
	}
	e.stopped, e.stop = context.WithCancel(context.Background())
	s.evaluation = e
	go func() {
		defer close(e.ended)
		result, err := train.Evaluate(model, dataset, split, e)
		if errors.Is(err, train.ErrStopped) {
			return
		}
		if err != nil {
			s.report(worker.ScopeEvaluation, failure.New("%s: %w", now.Source, err))
			return
		}
		result.Step = now.Step
		message := run.EvaluationMessage(result, dataset, now.Source)
		message.Asked = true
		select {
		case s.evaluated <- evaluated{gallery.NewPredictions(dataset, now, result), message}:
		case <-e.stopped.Done():
		}
	}()
	return nil
}

// takeEvaluation hands on what an evaluation has come to.
func (s *Session) takeEvaluation(e evaluated) {
	s.report(worker.ScopeBrowse, s.gallery.Keep(e.predictions))
	s.page.Send(e.message)
}

// endEvaluation stops an evaluation under way and waits for its end.
func (s *Session) endEvaluation() {
	if s.evaluation != nil {
		s.evaluation.stop()
		<-s.evaluation.ended
		s.evaluation = nil
	}
}

// Compute implements train.Workers over the helpers, until the evaluation is
// stopped, and says how far it is.
func (e *evaluation) Compute(params []float32, shards []train.Shard, results []train.Result) error {
	if err := e.peers.Compute(e.stopped, params, shards, results); err != nil {
		return err
	}
	for _, s := range shards {
		e.progress.Images += len(s.Labels)
	}
	if now := time.Now(); now.Sub(e.reported) >= worker.ReportEvery {
		e.reported = now
		return e.page.Send(&e.progress)
	}
	return nil
}
