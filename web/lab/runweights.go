package lab

import (
	"cmp"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/idb"
	"digitlab/web/lab/records"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// weightsDatabase is the name of the database that the weights of runs are kept in,
// by the IDs of the runs.
const weightsDatabase = "digitlab-run-weights"

// runWeights is what runs have learned, as far as it is kept.
type runWeights struct {
	kept     map[string]runs.Weights // by the run's ID
	deleted  *runs.Weights           // of the run that can be brought back
	queue    *idb.Queue              // nil while the database is not open
	compared state.RunWeights        // those that read the drawings as well
}

func (l *Lab) handleRunWeights(ctx app.Context) {
	l.runWeights.kept = map[string]runs.Weights{}
	state.UseRunWeights.Handle(ctx, func(ctx app.Context, which state.RunWeights) { l.useRunWeights(ctx, which) })
	state.SaveRunWeights.Handle(ctx, l.saveRunWeights)
	state.EvaluateRunWeights.Handle(ctx, l.evaluateRunWeights)
	state.TrainRunWeights.Handle(ctx, l.trainRunWeights)
	state.CompareRunWeights.Handle(ctx, l.compareRunWeights)
}

// openRunWeights reads what runs of earlier visits have learned. The runs have been
// listed already.
func (l *Lab) openRunWeights(ctx app.Context) {
	records.Open(ctx, l.records, weightsDatabase, runs.DecodeWeights, l.runWeightsOpened, l.runsNotSaved)
}

func (l *Lab) runWeightsOpened(ctx app.Context, queue *idb.Queue, kept []runs.Weights) {
	l.runWeights.queue = queue
	for id := range l.runWeights.kept { // from before they were there
		l.saveWeightsOf(id)
	}
	for _, w := range kept {
		if _, newer := l.runWeights.kept[w.Run]; !newer {
			l.runWeights.kept[w.Run] = w
		}
	}
	l.boundRunWeights()
	l.publishRows(ctx)
}

// noteWeights takes weights of the run under way for its last.
func (l *Lab) noteWeights(m *worker.Weights) {
	run := l.runs.PresentRun()
	if run == nil || m.Run != run.ID || run.State != runs.Running {
		return
	}
	w := l.runWeights.kept[run.ID]
	if w.Both() && w.Best.Step == m.Step { // at the end the run goes back to them
		w.Best = m
	}
	w.Run, w.Last = run.ID, m
	l.runWeights.kept[run.ID] = w
}

// judgeWeights takes the last weights of the run under way for its best, if a
// validation of them says so, and keeps both.
func (l *Lab) judgeWeights(run *runs.Run, result runs.Result) {
	w, has := l.runWeights.kept[run.ID]
	if !has {
		return
	}
	if run.Best().Step == result.Step && w.Last.Step == result.Step {
		w.Best = w.Last
		l.runWeights.kept[run.ID] = w
	}
	l.saveWeightsOf(run.ID)
}

// endWeights keeps what a run has ended with. The last weights of one that has
// diverged are of no use.
func (l *Lab) endWeights(run *runs.Run) {
	w, has := l.runWeights.kept[run.ID]
	switch {
	case !has:
		return
	case run.State == runs.Failed && w.Best == nil:
		l.dropRunWeights(run.ID)
		return
	case run.State == runs.Failed:
		w.Last = w.Best
	case w.Best != nil && w.Best.Step == w.Last.Step:
		w.Best = w.Last // with what was fitted at the end
	}
	l.runWeights.kept[run.ID] = w
	l.saveWeightsOf(run.ID)
	l.boundRunWeights()
}

// boundRunWeights has the oldest runs lose their weights.
func (l *Lab) boundRunWeights() {
	for _, id := range l.runs.List.WithoutWeights(l.runWeights.kept) {
		l.dropRunWeights(id)
	}
}

func (l *Lab) dropRunWeights(id string) {
	delete(l.runWeights.kept, id)
	l.runWeights.queue.Delete(id)
}

func (l *Lab) saveWeightsOf(id string) {
	w := l.runWeights.kept[id]
	l.runWeights.queue.Put(id, func() ([]byte, error) { return runs.EncodeWeights(w) })
}

// takeRunWeights takes the weights of a run that is deleted out of the others.
func (l *Lab) takeRunWeights(ctx app.Context, id string) {
	l.runWeights.deleted = nil
	if w, has := l.runWeights.kept[id]; has {
		l.runWeights.deleted = &w
		l.dropRunWeights(id)
	}
	if l.runWeights.compared.Run == id {
		l.compareRunWeights(ctx, state.RunWeights{})
	}
}

// bringRunWeights brings them back.
func (l *Lab) bringRunWeights(id string) {
	if w := l.runWeights.deleted; w != nil && w.Run == id {
		l.runWeights.kept[id], l.runWeights.deleted = *w, nil
		l.saveWeightsOf(id)
		l.boundRunWeights()
	}
}

// keptOf says which weights a run has kept.
func (l *Lab) keptOf(run *runs.Run) state.KeptWeights {
	w, has := l.runWeights.kept[run.ID]
	if run.State == runs.Running {
		return state.KeptWeights{} // they change
	}
	k := state.KeptWeights{Kept: has, Lost: !has, Busy: l.training.Active()}
	if has {
		k.Last, k.Both, k.Best = w.Last.Step, w.Both(), cmp.Or(w.Best, w.Last).Step
		k.Compared = l.runWeights.compared.Run == run.ID
	}
	return k
}

// weightsOfRun returns kept weights under the name of their run, nil if there are
// none.
func (l *Lab) weightsOfRun(which state.RunWeights) *worker.Weights {
	w, has := l.runWeights.kept[which.Run]
	if !has || which.Run == l.runs.Present && l.training.Active() {
		return nil
	}
	named := *w.Choose(which.Best)
	named.Source, named.Run = l.runs.Names[which.Run], which.Run
	return &named
}

// useRunWeights makes the weights of a run the present ones, and reports whether it
// could.
func (l *Lab) useRunWeights(ctx app.Context, which state.RunWeights) bool {
	w := l.weightsOfRun(which)
	if w == nil || l.training.Active() {
		return false
	}
	l.notify(ctx, worker.ScopeWeights, "")
	l.send(ctx, l.trainer, &worker.UseWeights{Weights: *w})
	return true
}

func (l *Lab) saveRunWeights(ctx app.Context, which state.RunWeights) {
	if w := l.weightsOfRun(which); w != nil {
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

// compareRunWeights has the weights of a run read the drawings as well. Those that
// do already stop it.
func (l *Lab) compareRunWeights(ctx app.Context, which state.RunWeights) {
	w := l.weightsOfRun(which)
	if w == nil || which == l.runWeights.compared {
		which, w = state.RunWeights{}, new(worker.Weights)
	}
	l.runWeights.compared = which
	l.ask(ctx, &worker.Compare{Weights: *w})
	l.publishRows(ctx)
	l.publishComparison(ctx)
}

// publishComparison says whose weights read as well.
func (l *Lab) publishComparison(ctx app.Context) {
	of := l.runWeights.compared
	state.ComparisonKey.Set(ctx, state.Comparison{Of: of, Name: l.runs.Names[of.Run]})
}

// compareAgain has a new predictor compare what the one before did.
func (l *Lab) compareAgain(ctx app.Context) {
	if w := l.weightsOfRun(l.runWeights.compared); w != nil {
		l.send(ctx, l.predictor, &worker.Compare{Weights: *w})
	}
}
