package train

import (
	"cmp"
	"slices"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/nn"
	"digitlab/nn/optim"
)

// Steer makes changes between two steps: they count from the next one on, and all
// that came before stays. Their own steps are not read. Either all are made, or
// none, and the error says why. Steer may be called before Train, and from
// Hooks.BeforeStep and AfterEpoch. Behind the last epoch it has to give the run more.
//
// The learning rate stays the one that the schedule multiplies. Another number of
// epochs gives the schedule that length: the rate goes on from where it would stand
// had the run been that long from the start. Epochs are never fewer than those
// begun. A momentum that was 0 begins with nothing remembered; Adam stays free of
// bias, since it keeps the product of the decays that there have been. An early
// stop that begins looks at no epoch before the one under way.
func (r *Run) Steer(changes []Change) error {
	next, made, err := r.settings.changed(changes, r.step)
	if err != nil {
		return err
	}
	if err := r.checkEpochs(r.settings, next, r.step); err != nil {
		return err
	}
	if r.step >= next.steps(r.schedule.stepsPerEpoch) {
		return failure.New("the run has trained its last batch; changed settings count from the next run")
	}
	if err := next.checkFor(r.model, r.dataset); err != nil {
		return err
	}
	// What is planned has to stay possible.
	if err := r.checkPlan(next, r.planned); err != nil {
		return err
	}
	optimizer, err := r.optimizerFor(next.Optimizer)
	if err != nil {
		return err
	}
	if next.wantBest() != r.settings.wantBest() {
		r.best = Best{}
		if next.wantBest() {
			r.best.Epoch = r.epoch
		}
	}
	r.settings, r.optimizer, r.schedule = next, optimizer, next.scheduleFor(r.schedule.stepsPerEpoch)
	r.changes = append(r.changes, made...)
	if r.afterChange != nil {
		for _, c := range made {
			r.afterChange(c)
		}
	}
	return nil
}

// Plan has the run make changes when it comes to their steps, in the place of those
// planned so far. With the changes of another run it takes the same steps as that
// one. It is called before Train. Changes of a step are made in the order given.
func (r *Run) Plan(changes []Change) error {
	planned := slices.Clone(changes)
	slices.SortStableFunc(planned, func(a, b Change) int { return cmp.Compare(a.Step, b.Step) })
	if len(planned) > 0 && planned[0].Step < r.step {
		return failure.New("change at step %d: the run is at step %d already", planned[0].Step, r.step)
	}
	if err := r.checkPlan(r.settings, planned); err != nil {
		return err
	}
	s := r.settings
	for at, list := range stepsOf(planned) {
		end := s.steps(r.schedule.stepsPerEpoch)
		s, _, _ = s.changed(list, at)
		if at > end || at >= s.steps(r.schedule.stepsPerEpoch) {
			return failure.New("change at step %d: the run ends with step %d", at, end)
		}
	}
	r.planned = planned
	return nil
}

// Length returns how many epochs and steps the run has in all, as its settings are
// now.
func (r *Run) Length() (epochs, steps int) { return r.settings.Epochs, r.schedule.steps }

// Changes returns those that the run has made, in order.
func (r *Run) Changes() []Change { return r.changes }

// Planned returns those that it has yet to make.
func (r *Run) Planned() []Change { return r.planned }

// stepsOf yields the steps of changes in order, and what changes at each.
func stepsOf(changes []Change) func(yield func(int, []Change) bool) {
	return func(yield func(int, []Change) bool) {
		for len(changes) > 0 {
			at := changes[0].Step
			n := slices.IndexFunc(changes, func(c Change) bool { return c.Step != at })
			if n < 0 {
				n = len(changes)
			}
			if !yield(at, changes[:n]) {
				return
			}
			changes = changes[n:]
		}
	}
}

// checkPlan returns an error that names the first step whose changes cannot be
// made in a run with those settings.
func (r *Run) checkPlan(s Settings, planned []Change) error {
	for at, changes := range stepsOf(planned) {
		next, _, err := s.changed(changes, at)
		if err == nil {
			err = r.checkEpochs(s, next, at)
		}
		if err == nil {
			err = next.checkFor(r.model, r.dataset)
		}
		if err != nil {
			return failure.New("change at step %d: %w", at, err)
		}
		s = next
	}
	return nil
}

// checkEpochs returns an error if a change at a step leaves fewer epochs than have
// begun.
func (r *Run) checkEpochs(s, next Settings, step int) error {
	if begun := step/r.schedule.stepsPerEpoch + 1; next.Epochs != s.Epochs && next.Epochs < begun {
		return failure.New("epochs %d: the run is in its epoch %d, with which it can end", next.Epochs, begun)
	}
	return nil
}

// makePlanned makes the changes of the step that the run has come to.
func (r *Run) makePlanned() error {
	for at, changes := range stepsOf(r.planned) {
		if at > r.step {
			break
		}
		r.planned = r.planned[len(changes):]
		if err := r.Steer(changes); err != nil {
			return err
		}
	}
	return nil
}

// optimizerFor returns an optimizer with other settings that goes on from where
// the run's stands.
func (r *Run) optimizerFor(s OptimizerSettings) (optim.Optimizer, error) {
	if s == r.settings.Optimizer {
		return r.optimizer, nil
	}
	next := s.optimizer()
	if r.step == 0 {
		return next, nil
	}
	before := r.optimizer.State()
	state := optim.State{Powers: before.Powers}
	params, _ := r.model.Trainable()
	for _, name := range s.moments() {
		values := make([]float32, len(params))
		for _, m := range before.Moments {
			if m.Name == name {
				values = m.Values
			}
		}
		state.Moments = append(state.Moments, optim.Moment{Name: name, Values: values})
	}
	return next, next.SetState(state)
}

// checkFor returns an error if s does not go with a model and a dataset.
func (s Settings) checkFor(m *nn.Model, d *data.Dataset) error {
	if s.Schedule.Kind == plateauKind && d.Images(data.Valid).Len() == 0 {
		return failure.New("the schedule plateau goes by the validation images, and the dataset has none")
	}
	if s.wantBest() && d.Images(data.Valid).Len() == 0 {
		return failure.New("the best epoch is the best on the validation images, and the dataset has none")
	}
	if _, ok := m.Loss.(nn.CrossEntropy); s.LabelSmoothing > 0 && !ok {
		return failure.New("label smoothing goes with crossentropy, not with %s", m.Loss.Name())
	}
	return nil
}
