package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// session is the trainer: it owns the dataset, the weights and the run. All its
// fields but those of the run belong to the goroutine of serve.
type session struct {
	page  worker.Port
	peers *peers
	open  func(ctx context.Context, url, cache string) (*download, error)

	dataset *data.Dataset // to train on, nil if there is none yet
	rest    *load         // reads the test images of dataset, or has failed to; nil if it is whole
	loading *load         // under way, nil if there is none
	loads   chan loaded

	file    weights // what was last loaded from a file: what Reset brings back
	present weights // what answers now, but for a run under way
	run     *run    // the last run, nil before the first and after Reset

	keeper *keeper // of the last run

	evaluation *evaluation // the last the page has asked for, nil before the first
	evaluated  chan evaluated
	gallery    gallery
	search     *search // the last, nil before the first
}

// weights are a model's parameters and where they come from.
type weights struct {
	network
	params []float32
	source string
	step   int
}

func newSession(page worker.Port, spawn func() (worker.Port, error), open func(ctx context.Context, url, cache string) (*download, error)) *session {
	return &session{
		page:   page,
		peers:  newPeers(spawn),
		open:   open,
		loads:  make(chan loaded),
		keeper: &keeper{page: page},

		evaluated: make(chan evaluated),
	}
}

func (s *session) serve(ctx context.Context) {
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
		case e := <-s.evaluated:
			s.takeEvaluation(e)
		}
	}
}

func (s *session) handle(ctx context.Context, m worker.Message) {
	switch m := m.(type) {
	case *worker.Recipes:
		s.page.Send(recipeList())
	case *worker.PlanRates:
		s.page.Send(s.rates(m))
	case *worker.Describe:
		s.page.Send(describe(m))
	case *worker.LoadDataset:
		s.loadDataset(ctx, m)
	case *worker.LoadWeights:
		s.report(worker.ScopeWeights, s.loadWeights(ctx, m))
	case *worker.SaveWeights:
		s.report(worker.ScopeWeights, s.saveWeights(m))
	case *worker.Evaluate:
		s.report(worker.ScopeEvaluation, s.evaluate(m))
	case *worker.StopEvaluation:
		s.endEvaluation()
	case *worker.Browse:
		s.report(worker.ScopeBrowse, s.browse(m))
	case *worker.Nearest:
		s.report(worker.ScopeNearest, s.nearest(ctx, m))
	case *worker.Preview:
		s.report(worker.ScopePreview, s.preview(m))
	case *worker.Start:
		s.report(worker.ScopeRun, s.start(m))
	case *worker.Learn:
		s.report(worker.ScopeRun, s.learn(m))
	case *worker.Unlearn:
		s.report(worker.ScopeRun, s.unlearn())
	case *worker.ResumeKept:
		s.report(worker.ScopeKept, s.resumeKept())
	case *worker.ForgetKept:
		s.forgetKept()
	case *worker.Pause:
		s.control((*run).pause)
	case *worker.Resume:
		s.control((*run).resume)
	case *worker.Step:
		s.control((*run).stepOnce)
	case *worker.Stop:
		s.control((*run).stop)
	case *worker.Reset:
		s.reset()
	case *worker.SetWorkers:
		s.setWorkers(m.Workers)
	case *worker.GiveWay:
		s.peers.giveWay(time.Duration(m.Milliseconds * float64(time.Millisecond)))
	}
}

// setWorkers sets the number of helpers, 0 meaning one a processor core. It
// takes effect with the next batch.
func (s *session) setWorkers(n int) {
	if n < 1 {
		n = s.peers.cores
	}
	s.peers.want.Store(int32(n))
}

func (s *session) control(do func(*run)) {
	if s.run != nil {
		do(s.run)
	}
}

// report tells the page of an error, if there is one.
func (s *session) report(scope string, err error) {
	if err != nil {
		s.page.Send(&worker.Failure{Scope: scope, Text: err.Error()})
	}
}

// start begins a run. If anything is wrong with what was asked for, the run that
// stands goes on.
func (s *session) start(m *worker.Start) error {
	loss, err := nn.LossByName(m.Settings.Loss)
	if err != nil {
		return err
	}
	settings, err := settingsOf(m.Settings)
	if err != nil {
		return err
	}
	if m.GoOn && m.Settings.Architecture == "" {
		settings.Architecture = s.newest().architecture
	}
	if s.dataset == nil {
		return errors.New("there is no dataset to train on yet")
	}
	model, err := nn.NewModel(settings.Architecture, loss)
	if err != nil {
		return err
	}
	if err := s.fill(model, m); err != nil {
		return err
	}
	next := newRun(s.page, model, s.dataset, s.rest, s.peers)
	trainer, err := train.NewRun(model, s.dataset, settings, next)
	if err != nil {
		return err
	}
	if next.trial = m.Trial; !m.Trial {
		next.keeper = s.keeper
		next.chronicle.told.Run, next.chronicle.told.Settings = m.Run, m.Settings
		next.chronicle.told.Settings.Architecture = settings.Architecture.String()
	}
	s.launch(next, trainer, m.Settings.Workers, initialState(m))
	return nil
}

// launch lets a run take the place of the one that stands.
func (s *session) launch(next *run, trainer *train.Run, workers int, state string) {
	s.endRun()
	s.endEvaluation()
	next.before = s.present
	s.peers.network = networkOf(next.model)
	s.setWorkers(workers)
	s.run = next
	// Before the next message is handled, which may be to pause or step it.
	s.run.setState(state)
	go s.run.train(trainer)
}

func initialState(m *worker.Start) string {
	if m.Paused {
		return worker.StatePaused
	}
	return worker.StateRunning
}

// fill sets the parameters a run starts from: fresh ones, or the present.
func (s *session) fill(model *nn.Model, m *worker.Start) error {
	if !m.GoOn {
		train.InitModel(model, nn.PyTorchDefault, m.Settings.Seed)
		return nil
	}
	now := s.newest()
	if now.params == nil {
		return errors.New("there are no weights to go on from")
	}
	if now.architecture != model.Architecture() {
		return fmt.Errorf("the present weights are of another network, %q: start from fresh weights", now.architecture)
	}
	if now.loss.Outputs() != model.Loss.Outputs() {
		return fmt.Errorf("the present weights were trained with %s and have %d outputs; %s needs %d: start from fresh weights",
			now.loss.Name(), now.loss.Outputs(), model.Loss.Name(), model.Loss.Outputs())
	}
	copy(model.Params(), now.params)
	return nil
}

// newest returns the weights of the last run, or those from before it.
func (s *session) newest() weights {
	if s.run == nil {
		return s.present
	}
	return s.run.weights()
}

// endRun stops a run under way, waits for its end and keeps its weights.
func (s *session) endRun() {
	if s.run == nil {
		return
	}
	s.run.stop()
	<-s.run.ended
	s.present = s.run.weights()
	s.run = nil
}

// reset ends the run and brings back the weights that were last loaded.
func (s *session) reset() {
	s.endRun()
	s.keeper.forget()
	s.present = s.file
	s.page.Send(&worker.RunState{State: worker.StateIdle})
	s.sendPresent()
}

func (s *session) sendPresent() {
	if s.present.params != nil {
		s.page.Send(s.present.message())
	}
}

func (w *weights) message() *worker.Weights {
	return &worker.Weights{
		Architecture: w.architecture.String(),
		Loss:         w.loss.Name(),
		Source:       w.source,
		Step:         w.step,
		Params:       worker.PackFloats(w.params),
	}
}

// model returns a model with the weights.
func (w *weights) model() (*nn.Model, error) {
	m, err := w.newModel()
	if err != nil {
		return nil, err
	}
	copy(m.Params(), w.params)
	return m, nil
}

// clone returns weights that later steps do not change.
func (w weights) clone() weights {
	w.params = slices.Clone(w.params)
	return w
}
