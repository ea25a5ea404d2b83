// Package runlist conducts the list of runs: how they go, what they have learned, and
// what of that the browser keeps.
package runlist

import (
	"crypto/rand"
	"encoding/hex"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/idb"
	"digitlab/web/lab/queue"
	"digitlab/web/lab/records"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// Needs are what the lab gives the list of runs.
type Needs struct {
	Records   *records.Records
	Queue     *queue.Queue
	Catalogue func() form.Catalogue
	Trainable func() bool       // there are images to train on
	Active    func() bool       // a run is under way
	Listed    func(app.Context) // told that the runs of earlier visits are
	// AskPredictor asks what somebody waits for.
	AskPredictor func(app.Context, worker.Message)
	// Enter makes a change of place, and puts that into the history.
	Enter func(ctx app.Context, change func())
	Link  func(app.Context) // puts the place into the address
	Tell  func(ctx app.Context, trouble string)
}

// Runs are the runs that are known. They belong to the UI goroutine.
type Runs struct {
	Needs
	state.RunList
	waiting     runs.Run        // that Begin is to put into the list
	own         map[string]bool // runs of this page, by their IDs
	chosen      string          // ID of the run whose weights are looked at, "" for none
	deleted     *runs.Run       // the last, for it to be brought back
	deletedName string
	queue       *idb.Queue // of runs to keep; nil while the database is not open
	notSaved    string     // why runs are not kept, "" if they are
	saved       time.Time
	weights     weights
}

// New answers the actions on the list from now on.
func New(ctx app.Context, needs Needs) *Runs {
	rs := &Runs{Needs: needs, own: map[string]bool{}, weights: weights{kept: map[string]runs.Weights{}}}
	state.TickRun.Handle(ctx, rs.tick)
	state.OnlyRun.Handle(ctx, rs.only)
	state.RenameRun.Handle(ctx, rs.rename)
	state.ChooseRun.Handle(ctx, rs.choose)
	state.DeleteRun.Handle(ctx, rs.remove)
	state.BringRun.Handle(ctx, rs.bring)
	state.ExportRuns.Handle(ctx, rs.export)
	state.CompareRunWeights.Handle(ctx, rs.compare)
	return rs
}

// Own reports whether a run was begun, or gone on with, by this page.
func (rs *Runs) Own(id string) bool { return rs.own[id] }

// Disown lets the present run be one that this page does not go on with.
func (rs *Runs) Disown() { delete(rs.own, rs.Present) }

// Chosen returns the ID of the run whose weights are looked at, "" for none.
func (rs *Runs) Chosen() string { return rs.chosen }

// GoTo shows what can be done with the weights of a run.
func (rs *Runs) GoTo(ctx app.Context, id string) {
	rs.chosen = id
	rs.Publish(ctx)
}

// NewID returns a name that no other run has, on this device or another.
func NewID() string {
	var salt [4]byte
	rand.Read(salt[:]) // never fails
	return strconv.FormatInt(time.Now().UnixMilli(), 36) + "-" + hex.EncodeToString(salt[:])
}

// Expect takes a run that the trainer is asked to begin, and returns the ID to ask for it
// with.
func (rs *Runs) Expect(run runs.Run) (id string) {
	run.ID, run.State, run.History = NewID(), runs.Running, runs.NewHistory()
	rs.waiting = run
	return run.ID
}

// Begin puts the run that was expected into the list.
func (rs *Runs) Begin(ctx app.Context) {
	rs.Leave(ctx)
	run := rs.waiting
	run.Started = time.Now()
	var gone []runs.Run
	rs.List, gone = rs.List.Add(run)
	for _, old := range gone {
		rs.unkeep(old.ID)
	}
	rs.Present, rs.own[run.ID] = run.ID, true
	rs.Save(run.ID)
	rs.Publish(ctx)
}

// Restore lets a run of an earlier visit be the present one again, as it was
// when the trainer kept it. What was listed of it after that comes again.
func (rs *Runs) Restore(ctx app.Context, m *worker.Restored) {
	run := rs.List.Find(m.Run)
	if run == nil {
		rs.waiting = runs.Run{ID: m.Run, Shown: true, Settings: m.Settings}
		rs.Begin(ctx)
		run = rs.PresentRun()
	}
	run.History, run.Changes = restoredHistory(m, run.History.Clock), m.Changes
	run.State, run.Failure, run.Test = runs.Running, "", nil
	rs.Present, rs.own[m.Run] = m.Run, true
	rs.Publish(ctx)
}

// restoredHistory returns what the trainer has kept of a run. The clock is as
// the list has it, until then.
func restoredHistory(m *worker.Restored, clock []runs.Tick) runs.History {
	points := worker.UnpackFloats(nil, m.Points)
	half := len(points) / 2
	h := runs.History{
		Step: m.Progress.Step, Steps: m.Progress.Steps, Batches: m.Progress.Batches,
		Stride: max(m.Stride, 1), Loss: points[:half:half], Accuracy: points[half:],
	}
	for _, t := range clock {
		if t.Step < h.Step {
			h.Clock = append(h.Clock, t)
		}
	}
	h.Clock = append(h.Clock, runs.Tick{Step: h.Step, Seconds: m.Progress.Seconds})
	for i := range m.Evaluations {
		if e := &m.Evaluations[i]; e.Split == state.SplitValid {
			h.AddValidation(resultOf(e))
		}
	}
	h.AddSamples(m.Samples)
	return h
}

func resultOf(e *worker.Evaluation) runs.Result {
	return runs.Result{Step: e.Step, Epoch: e.Epoch, Loss: e.Loss, Accuracy: e.Accuracy}
}

// Leave forgets which run the trainer has, and keeps less of it.
func (rs *Runs) Leave(ctx app.Context) {
	if run := rs.PresentRun(); run != nil {
		run.History = run.History.Thinned(runs.KeptPoints)
	}
	rs.Present = ""
	rs.publishCurves(ctx)
}

// saveEvery is how much of a run is lost at most when the page goes away.
const saveEvery = 5 * time.Second

// Follow takes over a report of the run.
func (rs *Runs) Follow(ctx app.Context, m *worker.Progress) {
	run := rs.PresentRun()
	if run == nil {
		return
	}
	run.History.Add(m)
	if m.SamplesPerSecond > 0 {
		run.Speed = m.SamplesPerSecond
	}
	if time.Since(rs.saved) > saveEvery {
		rs.Save(run.ID)
	}
	rs.publishCurves(ctx)
}

// Judge takes over an evaluation of the run.
func (rs *Runs) Judge(ctx app.Context, m *worker.Evaluation) {
	run := rs.PresentRun()
	if run == nil {
		return
	}
	result := resultOf(m)
	if m.Split == state.SplitTest {
		run.Test = &result
	} else {
		run.History.AddValidation(result)
		rs.judgeWeights(run, result)
	}
	rs.Save(run.ID)
	rs.Publish(ctx)
}

// End says how the run ended. A failure comes before the end.
func (rs *Runs) End(ctx app.Context, failure string) {
	run := rs.PresentRun()
	if run == nil || run.State != runs.Running {
		return
	}
	switch h := run.History; {
	case failure != "":
		run.State, run.Failure = runs.Failed, failure
	case h.Steps > 0 && h.Step >= h.Steps:
		run.State = runs.Finished
	default:
		run.State = runs.Stopped
	}
	rs.endWeights(run)
	rs.Save(run.ID)
	rs.Publish(ctx)
}

// publishCurves shows the curves as they are.
func (rs *Runs) publishCurves(ctx app.Context) {
	shown := rs.RunList
	// Charts hold the old list.
	shown.List = append(runs.List(nil), rs.List...)
	queue.Set(ctx, rs.Queue, queue.WholePage, state.RunsKey, shown)
}

// Remove takes a run out of the list for good.
func (rs *Runs) Remove(id string) {
	rs.List = rs.List.Without(id)
	rs.unkeep(id)
}

// unkeep has the browser forget a run and what it has learned.
func (rs *Runs) unkeep(id string) {
	rs.queue.Delete(id)
	rs.dropWeights(id)
}

// Save keeps a run as it is now.
func (rs *Runs) Save(id string) {
	if run := rs.List.Find(id); run != nil {
		rs.saved = time.Now()
		now := *run
		rs.queue.Put(id, func() ([]byte, error) { return runs.Encode(now) })
	}
}
