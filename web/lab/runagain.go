package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/form"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// handleRuns registers the lab as the one who trains by runs from before, and uses
// what they have learned.
func (l *Lab) handleRuns(ctx app.Context) {
	state.ReuseRun.Handle(ctx, l.reuseRun)
	state.RepeatRun.Handle(ctx, l.repeatRun)
	state.UseRunWeights.Handle(ctx, func(ctx app.Context, which state.RunWeights) { l.useRunWeights(ctx, which) })
	state.SaveRunWeights.Handle(ctx, l.saveRunWeights)
	state.EvaluateRunWeights.Handle(ctx, l.evaluateRunWeights)
	state.TrainRunWeights.Handle(ctx, l.trainRunWeights)
}

// expectRun waits for the trainer to begin a run, or to refuse it. It returns
// the ID to ask for it with.
func (l *Lab) expectRun(ctx app.Context, run runs.Run) (id string) {
	id = l.runs.Expect(run)
	l.training.Pending = true
	state.TrainingKey.Set(ctx, l.training)
	return id
}

// reuseRun fills in the settings of a run, which the next one will change as that
// did, on as many workers as are chosen now: they do not change what it learns.
func (l *Lab) reuseRun(ctx app.Context, id string) {
	run := l.runs.List.Find(id)
	if run == nil {
		return
	}
	again := form.Of(run.Settings)
	again[form.Workers] = l.settings.Form[form.Workers]
	l.plan(ctx, run.Changes, l.runs.Names[id])
	l.setForm(ctx, again)
	l.writeLink(ctx)
	dom.FocusOn(ctx, form.Fields[form.Loss].ID)
}

// repeatRun trains with the settings of a run, as far as it went, and fills them in.
func (l *Lab) repeatRun(ctx app.Context, id string) {
	run := l.runs.List.Find(id)
	if run == nil || l.training.Active() || !l.dataset.Trainable() {
		return
	}
	l.reuseRun(ctx, id)
	l.trainWith(ctx, run.Settings, false)
	dom.FocusOn(ctx, "train-pause")
}

// useRunWeights makes the weights of a run the present ones, and reports whether it
// could.
func (l *Lab) useRunWeights(ctx app.Context, which state.RunWeights) bool {
	w := l.runs.Weights(which)
	if w == nil || l.training.Active() {
		return false
	}
	l.notify(ctx, worker.ScopeWeights, "")
	l.send(ctx, l.trainer, &worker.UseWeights{Weights: *w})
	return true
}

func (l *Lab) saveRunWeights(ctx app.Context, which state.RunWeights) {
	if w := l.runs.Weights(which); w != nil {
		l.weights.Saving = true
		state.WeightsKey.Set(ctx, l.weights)
		l.send(ctx, l.trainer, &worker.SaveWeights{Weights: *w})
	}
}

func (l *Lab) evaluateRunWeights(ctx app.Context, which state.RunWeights) {
	if !l.useRunWeights(ctx, which) {
		return
	}
	l.showView(ctx, state.ReportView)
	split := state.SplitTest
	if l.dataset.Size(split) == 0 {
		split = state.SplitValid
	}
	if l.dataset.Size(split) > 0 {
		l.evaluate(ctx, split, false)
	}
	dom.FocusOn(ctx, "tab-"+state.ReportView)
}

// trainRunWeights begins a run that trains the weights of another further, with its
// settings.
func (l *Lab) trainRunWeights(ctx app.Context, which state.RunWeights) {
	run := l.runs.List.Find(which.Run)
	if run == nil || !l.dataset.Trainable() || !l.useRunWeights(ctx, which) {
		return
	}
	l.trainWith(ctx, run.Settings, true)
}

// trainWith begins a run with the settings of one before, on as many workers as are
// chosen now.
func (l *Lab) trainWith(ctx app.Context, settings worker.Settings, further bool) {
	if l.training.Active() || !l.dataset.Trainable() {
		return
	}
	settings.Workers = l.workersToUse()
	l.notify(ctx, worker.ScopeRun, "")
	m := &worker.Start{Settings: settings, GoOn: further}
	m.Run = l.expectRun(ctx, runs.Run{Settings: settings, Further: further, Shown: true})
	l.launch(ctx, m)
}
