package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/dom"
	"digitlab/web/form"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// ownRun is a run on the visitor's own set that waits for the trainer to have read
// it.
type ownRun struct {
	waits bool
	url   string // the dataset's
}

// trainOwnSet makes a dataset of the set, and begins a run on it.
func (l *Lab) trainOwnSet(ctx app.Context) {
	set := l.drawings.OwnSet()
	if !set.Ready() || l.training.Active() || l.training.Pending || !l.catalogue.Told() {
		return
	}
	l.notify(ctx, state.ScopeHand, "")
	file, err := set.Dataset(l.ownSettings().Seed)
	if err != nil {
		l.notify(ctx, state.ScopeHand, text.Said(failure.Of(err)))
		return
	}
	l.forgetRequest()
	l.ownRun = ownRun{true, dom.BytesURL(file)}
	l.loadDataset(ctx, worker.LoadDataset{URL: l.ownRun.url, Name: text.T("My own set")})
	l.showView(ctx, state.TrainView)
}

// ownSettings are those of a run on the set: the trainer's, with seed and workers of
// here.
func (l *Lab) ownSettings() worker.Settings {
	settings := l.catalogue.Own
	if seed, ok := l.settings.Form.ValidWhole(form.Seed); ok {
		settings.Seed = seed
	}
	if workers, ok := l.settings.Form.ValidWhole(form.Workers); ok {
		settings.Workers = int(workers)
	}
	return settings
}

// startOwnRun begins the run on the set, if that is what has been read.
func (l *Lab) startOwnRun(ctx app.Context) {
	run := l.ownRun
	l.ownRun = ownRun{}
	if !run.waits || run.url != l.request.URL || l.training.Active() {
		return
	}
	l.notify(ctx, worker.ScopeRun, "")
	l.notify(ctx, worker.ScopeWeights, "")
	m := &worker.Start{Settings: l.ownSettings()}
	m.Run = l.expectRun(ctx, runs.Run{Settings: m.Settings, Shown: true, Name: text.T("My own set")})
	l.launch(ctx, m)
}

// backToDigits brings back the page's own dataset and weights.
func (l *Lab) backToDigits(ctx app.Context) {
	if l.training.Active() {
		return
	}
	if !l.dataset.MNIST {
		l.forgetRequest()
		l.loadDataset(ctx, ownRequest())
	}
	if !l.weights.Classes.AreDigits() {
		l.send(ctx, l.trainer, &worker.LoadWeights{URL: dom.FileURL(dom.WeightsFile), Name: pretrained})
	}
}
