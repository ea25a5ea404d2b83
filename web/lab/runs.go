package lab

import (
	"crypto/rand"
	"encoding/hex"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/idb"
	"digitlab/web/lab/queue"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// knownRuns is what the lab knows of the runs.
type knownRuns struct {
	state.RunList
	waiting     runs.Run  // what Start asked for that has not been answered
	chosen      string    // ID of the run whose weights are looked at, "" for none
	deleted     *runs.Run // the last, for it to be brought back
	deletedName string
	queue       *idb.Queue // of runs to keep; nil while the database is not open
	notSaved    string     // why runs are not kept, "" if they are
	saved       time.Time
}

// newRunID returns a name that no other run has, on this device or another.
func newRunID() string {
	var salt [4]byte
	rand.Read(salt[:]) // never fails
	return strconv.FormatInt(time.Now().UnixMilli(), 36) + "-" + hex.EncodeToString(salt[:])
}

// expectRun waits for the trainer to begin a run, or to refuse it. It returns
// the ID to ask for it with.
func (l *Lab) expectRun(ctx app.Context, run runs.Run) (id string) {
	run.ID, run.State, run.History = newRunID(), runs.Running, runs.NewHistory()
	l.runs.waiting = run
	l.training.Pending = true
	state.TrainingKey.Set(ctx, l.training)
	return run.ID
}

// beginRun puts the run that was asked for into the list.
func (l *Lab) beginRun(ctx app.Context) {
	l.leaveRun(ctx)
	run := l.runs.waiting
	run.Started = time.Now()
	var gone []runs.Run
	l.runs.List, gone = l.runs.List.Add(run)
	for _, old := range gone {
		l.runs.queue.Delete(old.ID)
		l.dropRunWeights(old.ID)
	}
	l.runs.Present, l.own[run.ID] = run.ID, true
	l.saveRun(run.ID)
	l.publishRows(ctx)
}

// restoreRun lets a run of an earlier visit be the present one again, as it was
// when the trainer kept it. What was listed of it after that comes again.
func (l *Lab) restoreRun(ctx app.Context, m *worker.Restored) {
	run := l.runs.List.Find(m.Run)
	if run == nil {
		l.runs.waiting = runs.Run{ID: m.Run, Shown: true, Settings: m.Settings}
		l.beginRun(ctx)
		run = l.runs.PresentRun()
	}
	run.History, run.Changes = restoredHistory(m, run.History.Clock), m.Changes
	run.State, run.Failure, run.Test = runs.Running, "", nil
	l.runs.Present, l.own[m.Run] = m.Run, true
	l.publishRows(ctx)
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

// leaveRun forgets which run the trainer has, and keeps less of it.
func (l *Lab) leaveRun(ctx app.Context) {
	if run := l.runs.PresentRun(); run != nil {
		run.History = run.History.Thinned(runs.KeptPoints)
	}
	l.runs.Present = ""
	l.publishRuns(ctx)
}

// saveEvery is how much of a run is lost at most when the page goes away.
const saveEvery = 5 * time.Second

// followRun takes over a report of the run.
func (l *Lab) followRun(ctx app.Context, m *worker.Progress) {
	run := l.runs.PresentRun()
	if run == nil {
		return
	}
	run.History.Add(m)
	if m.SamplesPerSecond > 0 {
		run.Speed = m.SamplesPerSecond
	}
	if time.Since(l.runs.saved) > saveEvery {
		l.saveRun(run.ID)
	}
	l.publishRuns(ctx)
}

// judgeRun takes over an evaluation of the run.
func (l *Lab) judgeRun(ctx app.Context, m *worker.Evaluation) {
	run := l.runs.PresentRun()
	if run == nil {
		return
	}
	result := resultOf(m)
	if m.Split == state.SplitTest {
		run.Test = &result
	} else {
		run.History.AddValidation(result)
		l.judgeWeights(run, result)
	}
	l.saveRun(run.ID)
	l.publishRows(ctx)
}

// endRun says how the run ended. A failure comes before the end.
func (l *Lab) endRun(ctx app.Context, failure string) {
	run := l.runs.PresentRun()
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
	l.endWeights(run)
	l.saveRun(run.ID)
	l.publishRows(ctx)
}

// publishRuns shows the curves as they are.
func (l *Lab) publishRuns(ctx app.Context) {
	shown := l.runs.RunList
	// Charts hold the old list.
	shown.List = append(runs.List(nil), l.runs.List...)
	queue.Set(ctx, l.queue, queue.WholePage, state.RunsKey, shown)
}

// saveRun keeps a run as it is now.
func (l *Lab) saveRun(id string) {
	if run := l.runs.List.Find(id); run != nil {
		l.runs.saved = time.Now()
		now := *run
		l.runs.queue.Put(id, func() ([]byte, error) { return runs.Encode(now) })
	}
}
