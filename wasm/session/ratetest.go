package session

import (
	"context"
	"errors"
	"time"

	"digitlab/data/failure"
	"digitlab/nn/train"
	"digitlab/nn/train/ratetest"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// rateTest is a search for a learning rate, under way or over.
type rateTest struct {
	stopped context.Context // ends when it is to
	stop    context.CancelFunc
	ended   chan struct{} // closed when the helpers are free again
	session *Session

	curve    worker.RateCurve
	reported time.Time
}

// findRate begins to look for a learning rate with a model of its own. It takes
// seconds, so another goroutine does it.
func (s *Session) findRate(m *worker.FindRate) error {
	if s.busy() {
		return failure.New("a run is under way: stop it before looking for a learning rate, or wait for its end")
	}
	model, parsed, err := s.prepare(m.Settings, m.GoOn)
	if err != nil {
		return err
	}
	s.freePeers()
	s.Peers.SetNetwork(weights.NetworkOf(model))
	s.Peers.SetCount(m.Settings.Workers)
	r := &rateTest{ended: make(chan struct{}), session: s, curve: worker.RateCurve{Steps: ratetest.Steps}}
	r.stopped, r.stop = context.WithCancel(context.Background())
	s.rateTest = r
	dataset := s.dataset
	go func() {
		defer close(r.ended)
		curve, err := ratetest.Run(model, dataset, parsed, r, r.add)
		if err != nil && !errors.Is(err, train.ErrStopped) {
			s.report(worker.ScopeRateTest, err)
			return
		}
		r.curve.Over, r.curve.Exploded = true, curve.Exploded
		if err == nil {
			r.curve.Suggestion = curve.Suggestion()
		}
		s.page.Send(&r.curve)
	}()
	return nil
}

// Compute implements train.Workers over the helpers, until the test is stopped.
func (r *rateTest) Compute(params []float32, shards []train.Shard, results []train.Result) error {
	return r.session.Peers.Compute(r.stopped, params, shards, results)
}

// add takes a point, and tells the page of those so far if it is time to.
func (r *rateTest) add(p ratetest.Point) error {
	c := &r.curve
	c.Rates, c.Losses, c.Smoothed = append(c.Rates, p.Rate), append(c.Losses, p.Loss), append(c.Smoothed, p.Smoothed)
	if now := time.Now(); now.Sub(r.reported) >= worker.ReportEvery {
		r.reported = now
		return r.session.page.Send(c)
	}
	return nil
}

// endRateTest stops a test under way and waits for its end.
func (s *Session) endRateTest() {
	if s.rateTest != nil {
		s.rateTest.stop()
		<-s.rateTest.ended
		s.rateTest = nil
	}
}

// freePeers ends what keeps the helpers from another use.
func (s *Session) freePeers() {
	s.endEvaluation()
	s.endRateTest()
}
