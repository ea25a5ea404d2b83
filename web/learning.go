package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/runs"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// learningState holds a learning.
const learningState = "learning"

// learning is what came of having the hand learned.
type learning struct {
	Asked  bool // the last run that was asked for learns the hand
	Before *worker.Learned
	After  *worker.Learned // nil while it is learned, or if that was stopped
	Undone bool
}

// learns tells whether the run that stands learns the hand.
func (l learning) learns(t training, w weights) bool {
	return t.stands() && (w.Source == worker.SourceHand || t.Pending && l.Asked)
}

// undoable tells whether there are weights from before to go back to.
func (l learning) undoable(t training, w weights) bool {
	return l.Before != nil && !l.Undone && !t.stands() && w.Source == worker.SourceHand
}

// teachable tells whether the hand can be learned now.
func (l *lab) teachable() bool {
	return len(l.hand.Set) > l.hand.Set.Tests() && l.catalogue.told() &&
		l.dataset.trainable() && l.weights.Source != "" && !l.training.stands()
}

// learnHand begins a run that learns the hand.
func (l *lab) learnHand(ctx app.Context, _ app.Action) {
	if !l.teachable() {
		return
	}
	l.notify(ctx, worker.ScopeRun, "")
	l.notify(ctx, worker.ScopeWeights, "")
	m := &worker.Learn{Settings: l.catalogue.Hand}
	m.Settings.Loss = l.weights.Loss
	if seed := l.settings.Form[fieldSeed]; fields[fieldSeed].valid(seed) {
		m.Settings.Seed = parseWhole(seed)
	}
	if workers := l.settings.Form[fieldWorkers]; fields[fieldWorkers].valid(workers) {
		m.Settings.Workers = int(parseWhole(workers))
	}
	for _, sample := range l.hand.Set {
		m.Labels = append(m.Labels, sample.Label)
		m.Tests = append(m.Tests, sample.Test)
		m.Images = append(m.Images, sample.Image...)
	}
	m.Run = l.expectRun(ctx, runs.Run{Settings: m.Settings, Further: true, Shown: true, Name: text.T("My hand")})
	l.setLearning(ctx, learning{Asked: true})
	l.send(ctx, l.trainer, m)
}

func (l *lab) setLearning(ctx app.Context, next learning) {
	l.learning = next
	ctx.SetState(learningState, next)
}

// learned takes over how well weights read the hand and the dataset.
func (l *lab) learned(ctx app.Context, m *worker.Learned) {
	next := l.learning
	if m.After {
		next.After = m
	} else {
		next = learning{Before: m}
	}
	l.setLearning(ctx, next)
}

// unlearnHand brings back the weights from before the hand was learned.
func (l *lab) unlearnHand(ctx app.Context, _ app.Action) {
	if !l.learning.undoable(l.training, l.weights) {
		return
	}
	next := l.learning
	next.Undone = true
	l.setLearning(ctx, next)
	l.send(ctx, l.trainer, &worker.Unlearn{})
}
