package session

import (
	"digitlab/data/failure"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/run"
	"digitlab/wasm/settings"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// start begins a run. If anything is wrong with what was asked for, the run that
// stands goes on.
func (s *Session) start(m *worker.Start) error {
	model, parsed, err := s.prepare(m.Settings, m.GoOn)
	if err != nil {
		return err
	}
	c := s.config(model)
	c.Name, c.Settings, c.Trial = m.Run, m.Settings, m.Trial
	if m.Trial {
		c.Store = nil
	}
	next := run.New(c)
	trainer, err := train.NewRun(model, s.dataset, parsed, next)
	if err != nil {
		return err
	}
	if err := trainer.Plan(settings.Changes(m.Changes)); err != nil {
		return err
	}
	s.launch(next, trainer, m.Settings.Workers, firstState(m.Paused))
	return nil
}

// prepare returns the model that a run with these settings begins with, and what
// the settings say. With goOn it has the present weights.
func (s *Session) prepare(asked worker.Settings, goOn bool) (*nn.Model, train.Settings, error) {
	none := train.Settings{}
	loss, err := nn.LossByName(asked.Loss)
	if err != nil {
		return nil, none, err
	}
	parsed, err := settings.Parse(asked)
	if err != nil {
		return nil, none, err
	}
	if goOn && asked.Architecture == "" {
		parsed.Architecture = s.newest().Architecture
	}
	if s.dataset == nil {
		return nil, none, failure.New("there is no dataset to train on yet")
	}
	network := weights.Network{Architecture: parsed.Architecture, Loss: nn.WithClasses(loss, s.dataset.ClassCount())}
	model, err := network.NewModel()
	if err != nil {
		return nil, none, err
	}
	return model, parsed, s.fill(model, asked.Seed, goOn)
}

// firstState is that of a run that begins, or goes on, paused or not.
func firstState(paused bool) string {
	if paused {
		return worker.StatePaused
	}
	return worker.StateRunning
}

// config returns that of a run of a model on the dataset.
func (s *Session) config(model *nn.Model) run.Config {
	c := run.Config{Page: s.page, Peers: s.Peers, Model: model, Dataset: s.dataset, Origin: s.origin(), Store: s.Store}
	if s.rest != nil {
		c.Whole = s.rest.wait
	}
	return c
}

// launch lets a run take the place of the one that stands.
func (s *Session) launch(next *run.Run, trainer *train.Run, workers int, state string) {
	s.endRun()
	s.freePeers()
	s.Peers.SetNetwork(weights.NetworkOf(next.Model))
	s.Peers.SetCount(workers)
	s.Peers.GiveWay(0) // the press that starts a run is no hand that it would be in the way of
	s.run = next
	s.run.WatchHealth(s.health)
	s.run.Start(trainer, s.present, state)
}

// fill sets the parameters a run starts from: fresh ones, or the present.
func (s *Session) fill(model *nn.Model, seed uint64, goOn bool) error {
	if !goOn {
		train.InitModel(model, nn.PyTorchDefault, seed)
		return nil
	}
	now := s.newest()
	if now.Params == nil {
		return failure.New("there are no weights to continue from")
	}
	if now.Architecture != model.Architecture() {
		return failure.New("the present weights are of another network, %q: start from fresh weights", now.Architecture)
	}
	if now.Loss.ClassCount() != model.Loss.ClassCount() {
		return failure.New("the present weights are of %d classes, and the dataset has %d: start from fresh weights",
			now.Loss.ClassCount(), model.Loss.ClassCount())
	}
	if now.Loss.Outputs() != model.Loss.Outputs() {
		return failure.New("the present weights were trained with %s and have %d outputs; %s needs %d: start from fresh weights",
			now.Loss.Name(), now.Loss.Outputs(), model.Loss.Name(), model.Loss.Outputs())
	}
	copy(model.Params(), now.Params)
	return nil
}

// endRun stops a run under way, waits for its end and keeps its weights.
func (s *Session) endRun() {
	if s.run == nil {
		return
	}
	s.run.Stop()
	s.run.Wait()
	s.present = s.run.Weights()
	s.run = nil
}
