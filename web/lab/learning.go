package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// teachable reports whether the hand can be learned now.
func (l *Lab) teachable() bool {
	hand := l.drawings.Hand()
	return len(hand) > hand.Tests() && l.catalogue.Told() &&
		l.dataset.Trainable() && l.weights.Source != "" && !l.training.Active()
}

// learnHand begins a run that learns the hand.
func (l *Lab) learnHand(ctx app.Context) {
	if !l.teachable() {
		return
	}
	l.notify(ctx, worker.ScopeRun, "")
	l.notify(ctx, worker.ScopeWeights, "")
	m := &worker.Learn{Settings: l.catalogue.Hand}
	m.Settings.Loss = l.weights.Loss
	if seed, ok := l.settings.Form.ValidWhole(form.Seed); ok {
		m.Settings.Seed = seed
	}
	if workers, ok := l.settings.Form.ValidWhole(form.Workers); ok {
		m.Settings.Workers = int(workers)
	}
	for _, drawing := range l.drawings.Hand() {
		m.Labels = append(m.Labels, drawing.Label)
		m.Tests = append(m.Tests, drawing.Test)
		m.Images = append(m.Images, drawing.Image...)
	}
	m.Run = l.expectRun(ctx, runs.Run{Settings: m.Settings, Further: true, Shown: true, Name: text.T("My handwriting")})
	l.setLearning(ctx, state.Learning{Asked: true})
	l.launch(ctx, m)
}

func (l *Lab) setLearning(ctx app.Context, next state.Learning) {
	l.learning = next
	state.LearningKey.Set(ctx, next)
}

// learned takes over how well weights read the hand and the dataset.
func (l *Lab) learned(ctx app.Context, m *worker.Learned) {
	next := l.learning
	if m.After {
		next.After = m
	} else {
		next = state.Learning{Before: m}
	}
	l.setLearning(ctx, next)
}

// unlearnHand brings back the weights from before the hand was learned.
func (l *Lab) unlearnHand(ctx app.Context) {
	if !l.learning.Undoable(l.training, l.weights) {
		return
	}
	next := l.learning
	next.Undone = true
	l.setLearning(ctx, next)
	l.send(ctx, l.trainer, &worker.Unlearn{})
}
