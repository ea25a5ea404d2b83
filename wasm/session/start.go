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
	loss, err := nn.LossByName(m.Settings.Loss)
	if err != nil {
		return err
	}
	parsed, err := settings.Parse(m.Settings)
	if err != nil {
		return err
	}
	if m.GoOn && m.Settings.Architecture == "" {
		parsed.Architecture = s.newest().Architecture
	}
	if s.dataset == nil {
		return failure.New("there is no dataset to train on yet")
	}
	model, err := nn.NewModel(parsed.Architecture, loss)
	if err != nil {
		return err
	}
	if err := s.fill(model, m); err != nil {
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

// firstState is that of a run that begins, or goes on, paused or not.
func firstState(paused bool) string {
	if paused {
		return worker.StatePaused
	}
	return worker.StateRunning
}

// config returns that of a run of a model on the dataset.
func (s *Session) config(model *nn.Model) run.Config {
	c := run.Config{Page: s.page, Peers: s.Peers, Model: model, Dataset: s.dataset, Store: s.Store}
	if s.rest != nil {
		c.Whole = s.rest.wait
	}
	return c
}

// launch lets a run take the place of the one that stands.
func (s *Session) launch(next *run.Run, trainer *train.Run, workers int, state string) {
	s.endRun()
	s.endEvaluation()
	s.Peers.SetNetwork(weights.NetworkOf(next.Model))
	s.Peers.SetCount(workers)
	s.run = next
	s.run.Start(trainer, s.present, state)
}

// fill sets the parameters a run starts from: fresh ones, or the present.
func (s *Session) fill(model *nn.Model, m *worker.Start) error {
	if !m.GoOn {
		train.InitModel(model, nn.PyTorchDefault, m.Settings.Seed)
		return nil
	}
	now := s.newest()
	if now.Params == nil {
		return failure.New("there are no weights to continue from")
	}
	if now.Architecture != model.Architecture() {
		return failure.New("the present weights are of another network, %q: start from fresh weights", now.Architecture)
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
