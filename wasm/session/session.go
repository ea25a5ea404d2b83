// Package session is the trainer: it answers the page, and owns the dataset, the
// weights and the run.
package session

import (
	"context"
	"time"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/wasm/datasets"
	"digitlab/wasm/gallery"
	"digitlab/wasm/peers"
	"digitlab/wasm/run"
	"digitlab/wasm/savedrun"
	"digitlab/wasm/settings"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// Options are what a session works with.
type Options struct {
	Peers    *peers.Peers
	Store    *savedrun.Store // of the last run
	Datasets *datasets.Store
	Files    Files
}

// Session is a trainer. All its fields belong to the goroutine of Serve.
type Session struct {
	Options
	page worker.Port

	dataset *data.Dataset // to train on, nil if there is none yet
	from    *load         // that dataset has come from
	rest    *load         // reads the test images of dataset, or has failed to; nil if it is whole
	loading *load         // under way, nil if there is none
	loads   chan loaded

	offering *load   // of files that are to be offered, under way, nil if there is none
	offered  *loaded // what has come of the last, until the page has answered

	endFetch func() // of weights
	fetches  chan fetched

	file    weights.Weights // what was last loaded from a file: what Reset brings back
	present weights.Weights // what answers now, but for a run under way
	run     *run.Run        // the last run, nil before the first and after Reset

	evaluation *evaluation // the last the page has asked for, nil before the first
	evaluated  chan evaluated
	rateTest   *rateTest // the last, nil before the first
	health     bool      // whether the page wants to know how layers fare
	gallery    gallery.Gallery
	search     *search // the last, nil before the first
}

// New returns a session that has nothing yet.
func New(page worker.Port, options Options) *Session {
	return &Session{Options: options, page: page, loads: make(chan loaded),
		endFetch: func() {}, fetches: make(chan fetched), evaluated: make(chan evaluated)}
}

// Serve answers the page until ctx ends.
func (s *Session) Serve(ctx context.Context) {
	messages := s.page.Listen(ctx)
	for {
		select {
		case m, ok := <-messages:
			if !ok {
				return
			}
			s.handle(ctx, m)
		case l := <-s.loads:
			s.takeOver(l)
		case f := <-s.fetches:
			s.takeFetched(f)
		case e := <-s.evaluated:
			s.takeEvaluation(e)
		}
	}
}

func (s *Session) handle(ctx context.Context, m worker.Message) {
	switch m := m.(type) {
	case *worker.Recipes:
		s.page.Send(settings.Recipes())
	case *worker.PlanRates:
		s.page.Send(settings.Rates(m, s.trainingImages()))
	case *worker.Describe:
		s.page.Send(settings.Describe(m))
	case *worker.LoadDataset:
		s.loadDataset(ctx, m)
	case *worker.UseOffer:
		s.report(worker.ScopeOffer, s.useOffer(m))
	case *worker.DropOffer:
		s.dropOffer()
	case *worker.DeleteDataset:
		s.Datasets.Delete(m.Key)
	case *worker.BringDataset:
		s.Datasets.Bring()
	case *worker.LoadWeights:
		s.openWeights(ctx, m)
	case *worker.Weights:
		s.report(worker.ScopeWeights, s.takeWeights(m))
	case *worker.UseWeights:
		s.report(worker.ScopeWeights, s.useWeights(m))
	case *worker.SaveWeights:
		s.report(worker.ScopeWeights, s.saveWeights(m))
	case *worker.Evaluate:
		s.report(worker.ScopeEvaluation, s.evaluate(m))
	case *worker.StopEvaluation:
		s.endEvaluation()
	case *worker.FindRate:
		s.report(worker.ScopeRateTest, s.findRate(m))
	case *worker.StopFindRate:
		s.endRateTest()
	case *worker.Browse:
		s.report(worker.ScopeBrowse, s.browse(m))
	case *worker.Nearest:
		s.report(worker.ScopeNearest, s.nearest(ctx, m))
	case *worker.PickImages:
		s.report(worker.ScopeMap, s.pickImages(m))
	case *worker.Preview:
		s.report(worker.ScopePreview, s.preview(m))
	case *worker.Start:
		s.report(worker.ScopeRun, s.start(m))
	case *worker.Learn:
		s.report(worker.ScopeRun, s.learn(m))
	case *worker.Unlearn:
		s.report(worker.ScopeRun, s.unlearn())
	case *worker.ResumeSavedRun:
		s.report(worker.ScopeSavedRun, s.resumeSaved(m))
	case *worker.DiscardSavedRun:
		s.discardSaved(m)
	case *worker.Pause:
		s.control((*run.Run).Pause)
	case *worker.Resume:
		s.control((*run.Run).Resume)
	case *worker.Step:
		s.control((*run.Run).Step)
	case *worker.Stop:
		s.control((*run.Run).Stop)
	case *worker.Reset:
		s.reset()
	case *worker.WatchHealth:
		s.watchHealth(m)
	case *worker.SetWorkers:
		s.Peers.SetCount(m.Workers)
	case *worker.Steer:
		s.control(func(r *run.Run) { r.Steer(settings.Changes(m.Changes)) })
	case *worker.GiveWay:
		s.giveWay(m)
	}
}

func (s *Session) control(do func(*run.Run)) {
	if s.run != nil {
		do(s.run)
	}
}

// watchHealth has the run, and those to come, tell of their layers or no more.
func (s *Session) watchHealth(m *worker.WatchHealth) {
	s.health = m.On
	s.control(func(r *run.Run) { r.WatchHealth(m.On) })
}

func (s *Session) giveWay(m *worker.GiveWay) {
	while := time.Duration(m.Milliseconds * float64(time.Millisecond))
	if m.All {
		s.Peers.Hold(while)
	} else {
		s.Peers.GiveWay(while)
	}
}

// report tells the page of an error, if there is one.
func (s *Session) report(scope string, err error) {
	if err != nil {
		s.page.Send(&worker.Failure{Scope: scope, Message: failure.Of(err)})
	}
}

// busy reports whether a run is under way.
func (s *Session) busy() bool { return s.run != nil && !s.run.Over() }

// trainingImages returns how many there are.
func (s *Session) trainingImages() int {
	if s.dataset == nil {
		return 0
	}
	return s.dataset.Images(data.Train).Len()
}

// newest returns the weights of the last run, or those from before it.
func (s *Session) newest() weights.Weights {
	if s.run == nil {
		return s.present
	}
	return s.run.Weights()
}

// reset ends the run and brings back the weights that were last loaded.
func (s *Session) reset() {
	s.endRun()
	s.Store.Discard()
	s.present = s.file
	s.page.Send(&worker.RunState{State: worker.StateIdle})
	s.sendPresent()
}

func (s *Session) sendPresent() {
	if s.present.Params != nil {
		s.page.Send(s.present.Message())
	}
}
