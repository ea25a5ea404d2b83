package web

import (
	"crypto/rand"
	"encoding/hex"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/runs"
	"digitlab/web/worker"
)

// runsState holds a runList. It changes with every report of a run.
const runsState = "runs"

// runList is the runs there are, with what the page calls them.
type runList struct {
	List    runs.List
	Names   map[string]string // by ID
	Present string            // ID of the run that the trainer has, "" if it has none
}

// present returns the run that the trainer has, nil if it has none.
func (l runList) present() *runs.Run { return l.List.Find(l.Present) }

// ofLesson returns the runs of the newest round of a lesson.
func (l runList) ofLesson(lesson string) runs.List {
	for i := len(l.List) - 1; i >= 0; i-- {
		if l.List[i].Lesson == lesson {
			return l.List.OfGroup(l.List[i].Group)
		}
	}
	return nil
}

// named returns the names of runs.
func (l runList) named(list runs.List) []string {
	names := make([]string, len(list))
	for i := range list {
		names[i] = l.Names[list[i].ID]
	}
	return names
}

// runBook is what the lab knows of the runs.
type runBook struct {
	runList
	waiting runs.Run  // what Start asked for that has not been answered
	deleted *runs.Run // the last, for it to be brought back
	keeper  *runKeeper
	notKept string // why runs are not kept, "" if they are
	saved   time.Time
}

// newRunID returns a name that no other run has, on this device or another.
func newRunID() string {
	var salt [4]byte
	rand.Read(salt[:]) // never fails
	return strconv.FormatInt(time.Now().UnixMilli(), 36) + "-" + hex.EncodeToString(salt[:])
}

// expectRun waits for the trainer to begin a run, or to refuse it. It returns
// the ID to ask for it with.
func (l *lab) expectRun(ctx app.Context, run runs.Run) (id string) {
	run.ID, run.State, run.History = newRunID(), runs.Running, runs.NewHistory()
	l.book.waiting = run
	l.training.Pending = true
	ctx.SetState(trainingState, l.training)
	return run.ID
}

// beginRun puts the run that was asked for into the list.
func (l *lab) beginRun(ctx app.Context) {
	l.leaveRun(ctx)
	run := l.book.waiting
	run.Started = time.Now()
	var gone []runs.Run
	l.book.List, gone = l.book.List.Add(run)
	for _, old := range gone {
		l.book.keeper.delete(old.ID)
	}
	l.book.Present = run.ID
	l.saveRun(run.ID)
	l.publishRows(ctx)
}

// restoreRun lets a run of an earlier visit be the present one again, as it was
// when the trainer kept it. What was listed of it after that comes again.
func (l *lab) restoreRun(ctx app.Context, m *worker.Restored) {
	run := l.book.List.Find(m.Run)
	if run == nil {
		l.book.waiting = runs.Run{ID: m.Run, Shown: true, Settings: m.Settings}
		l.beginRun(ctx)
		run = l.book.present()
	}
	run.History = restoredHistory(m, run.History.Clock)
	run.State, run.Failure, run.Test = runs.Running, "", nil
	l.book.Present = m.Run
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
		if e := &m.Evaluations[i]; e.Split == splitValid {
			h.AddValidation(resultOf(e))
		}
	}
	return h
}

func resultOf(e *worker.Evaluation) runs.Result {
	return runs.Result{Step: e.Step, Epoch: e.Epoch, Loss: e.Loss, Accuracy: e.Accuracy}
}

// leaveRun forgets which run the trainer has, and keeps less of it.
func (l *lab) leaveRun(ctx app.Context) {
	if run := l.book.present(); run != nil {
		run.History = run.History.Thinned(runs.KeptPoints)
	}
	l.book.Present = ""
	l.publishRuns(ctx)
}

// saveEvery is how much of a run is lost at most when the page goes away.
const saveEvery = 5 * time.Second

// followRun takes over a report of the run.
func (l *lab) followRun(ctx app.Context, m *worker.Progress) {
	run := l.book.present()
	if run == nil {
		return
	}
	run.History.Add(m)
	if m.SamplesPerSecond > 0 {
		run.Speed = m.SamplesPerSecond
	}
	if time.Since(l.book.saved) > saveEvery {
		l.saveRun(run.ID)
	}
	l.publishRuns(ctx)
}

// judgeRun takes over an evaluation of the run.
func (l *lab) judgeRun(ctx app.Context, m *worker.Evaluation) {
	run := l.book.present()
	if run == nil {
		return
	}
	result := resultOf(m)
	if m.Split == splitTest {
		run.Test = &result
	} else {
		run.History.AddValidation(result)
	}
	l.saveRun(run.ID)
	l.publishRows(ctx)
}

// endRun says how the run ended. A failure comes before the end.
func (l *lab) endRun(ctx app.Context, failure string) {
	run := l.book.present()
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
	l.saveRun(run.ID)
	l.publishRows(ctx)
}

// publishRuns shows the curves as they are.
func (l *lab) publishRuns(ctx app.Context) {
	shown := l.book.runList
	// Charts hold the old list.
	shown.List = append(runs.List(nil), l.book.List...)
	l.setInTurn(ctx, wholePage, runsState, shown)
}

// saveRun keeps a run as it is now.
func (l *lab) saveRun(id string) {
	if run := l.book.List.Find(id); run != nil {
		l.book.saved = time.Now()
		l.book.keeper.put(*run)
	}
}
