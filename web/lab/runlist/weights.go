package runlist

import (
	"cmp"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/idb"
	"digitlab/web/lab/records"
	"digitlab/web/runs"
	"digitlab/web/runtable"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// weightsDatabase is the name of the database that the weights of runs are kept in,
// by the IDs of the runs.
const weightsDatabase = "digitlab-run-weights"

// weights are what runs have learned, as far as it is kept.
type weights struct {
	kept     map[string]runs.Weights // by the run's ID
	deleted  *runs.Weights           // of the run that can be brought back
	queue    *idb.Queue              // nil while the database is not open
	compared state.RunWeights        // those that read the drawings as well
}

// openWeights reads what runs of earlier visits have learned. The runs have been
// listed already.
func (rs *Runs) openWeights(ctx app.Context) {
	records.Open(ctx, rs.Records, weightsDatabase, runs.DecodeWeights, rs.weightsOpened, rs.notKept)
}

func (rs *Runs) weightsOpened(ctx app.Context, queue *idb.Queue, kept []runs.Weights) {
	rs.weights.queue = queue
	for id := range rs.weights.kept { // from before they were there
		rs.saveWeights(id)
	}
	for _, w := range kept {
		if _, newer := rs.weights.kept[w.Run]; !newer {
			rs.weights.kept[w.Run] = w
		}
	}
	rs.boundWeights()
	rs.Publish(ctx)
}

// NoteWeights takes weights of the run under way for its last.
func (rs *Runs) NoteWeights(m *worker.Weights) {
	run := rs.PresentRun()
	if run == nil || m.Run != run.ID || run.State != runs.Running {
		return
	}
	w := rs.weights.kept[run.ID]
	if w.Both() && w.Best.Step == m.Step { // at the end the run goes back to them
		w.Best = m
	}
	w.Run, w.Last = run.ID, m
	rs.weights.kept[run.ID] = w
}

// judgeWeights takes the last weights of the run under way for its best, if a
// validation of them says so, and keeps both.
func (rs *Runs) judgeWeights(run *runs.Run, result runs.Result) {
	w, has := rs.weights.kept[run.ID]
	if !has {
		return
	}
	if run.Best().Step == result.Step && w.Last.Step == result.Step {
		w.Best = w.Last
		rs.weights.kept[run.ID] = w
	}
	rs.saveWeights(run.ID)
}

// endWeights keeps what a run has ended with. The last weights of one that has
// diverged are of no use.
func (rs *Runs) endWeights(run *runs.Run) {
	w, has := rs.weights.kept[run.ID]
	switch {
	case !has:
		return
	case run.State == runs.Failed && w.Best == nil:
		rs.dropWeights(run.ID)
		return
	case run.State == runs.Failed:
		w.Last = w.Best
	case w.Best != nil && w.Best.Step == w.Last.Step:
		w.Best = w.Last // with what was fitted at the end
	}
	rs.weights.kept[run.ID] = w
	rs.saveWeights(run.ID)
	rs.boundWeights()
}

// boundWeights has the oldest runs lose their weights.
func (rs *Runs) boundWeights() {
	for _, id := range rs.List.WithoutWeights(rs.weights.kept) {
		rs.dropWeights(id)
	}
}

func (rs *Runs) dropWeights(id string) {
	delete(rs.weights.kept, id)
	rs.weights.queue.Delete(id)
}

func (rs *Runs) saveWeights(id string) {
	w := rs.weights.kept[id]
	rs.weights.queue.Put(id, func() ([]byte, error) { return runs.EncodeWeights(w) })
}

// takeWeights takes the weights of a run that is deleted out of the others.
func (rs *Runs) takeWeights(ctx app.Context, id string) {
	rs.weights.deleted = nil
	if w, has := rs.weights.kept[id]; has {
		rs.weights.deleted = &w
		rs.dropWeights(id)
	}
	if rs.weights.compared.Run == id {
		rs.compare(ctx, state.RunWeights{})
	}
}

// bringWeights brings them back.
func (rs *Runs) bringWeights(id string) {
	if w := rs.weights.deleted; w != nil && w.Run == id {
		rs.weights.kept[id], rs.weights.deleted = *w, nil
		rs.saveWeights(id)
		rs.boundWeights()
	}
}

// keptOf says which weights a run has kept.
func (rs *Runs) keptOf(run *runs.Run) runtable.Kept {
	w, has := rs.weights.kept[run.ID]
	if run.State == runs.Running {
		return runtable.Kept{} // they change
	}
	k := runtable.Kept{Kept: has, Lost: !has, Busy: rs.Active()}
	if has {
		k.Last, k.Both, k.Best = w.Last.Step, w.Both(), cmp.Or(w.Best, w.Last).Step
		k.Compared = rs.weights.compared.Run == run.ID
	}
	return k
}

// Weights returns kept weights under the name of their run, nil if there are
// none.
func (rs *Runs) Weights(which state.RunWeights) *worker.Weights {
	w, has := rs.weights.kept[which.Run]
	if !has || which.Run == rs.Present && rs.Active() {
		return nil
	}
	named := *w.Choose(which.Best)
	named.Source, named.Run = rs.Names[which.Run], which.Run
	return &named
}

// compare has the weights of a run read the drawings as well. Those that
// do already stop it.
func (rs *Runs) compare(ctx app.Context, which state.RunWeights) {
	w := rs.Weights(which)
	if w == nil || which == rs.weights.compared {
		which, w = state.RunWeights{}, new(worker.Weights)
	}
	rs.weights.compared = which
	rs.AskPredictor(ctx, &worker.Compare{Weights: *w})
	rs.Publish(ctx)
	rs.publishComparison(ctx)
}

// publishComparison says whose weights read as well.
func (rs *Runs) publishComparison(ctx app.Context) {
	of := rs.weights.compared
	state.ComparisonKey.Set(ctx, state.Comparison{Of: of, Name: rs.Names[of.Run]})
}

// CompareAgain has a new predictor compare what the one before did.
func (rs *Runs) CompareAgain(ctx app.Context) {
	if w := rs.Weights(rs.weights.compared); w != nil {
		rs.AskPredictor(ctx, &worker.Compare{Weights: *w})
	}
}
