package web

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/runs"
	"digitlab/web/worker"
)

// States of the run.
const (
	trainingState = "training" // a training
	logState      = "log"      // a []string
)

// Actions on the run; none has a value.
const (
	startRun  = "/training/start"
	toggleRun = "/training/toggle" // pause or resume
	stepRun   = "/training/step"
	stopRun   = "/training/stop"
	resetRun  = "/training/reset"
)

// training says where the run stands.
type training struct {
	State    string          // one of worker.RunState's
	Pending  bool            // Start has been sent and not been answered
	Undone   bool            // it has ended, and the weights from before answer again
	Progress worker.Progress // the newest; its Losses hold the last loss alone
	Valid    *worker.Evaluation
	Test     *worker.Evaluation
	To99     *worker.Evaluation // the first Valid of goalAccuracy, nil before
}

// goalAccuracy is what the clock runs to.
const goalAccuracy = 0.99

// stands tells whether a run is under way or paused.
func (t training) stands() bool {
	return t.Pending || t.State == worker.StateRunning || t.State == worker.StatePaused
}

// maxLog bounds the lines of the log.
const maxLog = 2000

func (l *lab) startRun(ctx app.Context, _ app.Action) {
	if l.training.stands() {
		return
	}
	l.beginByHand(ctx, false)
}

// beginByHand begins a run with what the fields show, which the address may not
// say yet: readFields takes over what came without an event.
func (l *lab) beginByHand(ctx app.Context, paused bool) bool {
	l.readFields()
	begun := l.begin(ctx, paused)
	if begun {
		l.writeLink(ctx)
	}
	return begun
}

// begin starts a run with the present settings and tells whether it could: one
// of them may be wrong, or the data not be there.
func (l *lab) begin(ctx app.Context, paused bool) bool {
	faults := l.check()
	l.showFaults(ctx, faults)
	if len(faults) > 0 || !l.dataset.trainable() {
		return false
	}
	l.notify(ctx, worker.ScopeRun, "")
	l.notify(ctx, worker.ScopeWeights, "")
	m := &worker.Start{
		Settings: l.settings.Form.settings(), GoOn: l.settings.Origin == originPresent, Paused: paused,
	}
	m.Run = l.expectRun(ctx, runs.Run{Settings: m.Settings, Further: m.GoOn, Shown: true})
	l.send(ctx, l.trainer, m)
	return true
}

// clearRun forgets what the last run has shown.
func (l *lab) clearRun(ctx app.Context) {
	l.training = training{State: l.training.State, Pending: l.training.Pending}
	l.log = nil
	ctx.SetState(trainingState, l.training)
	ctx.SetState(logState, l.log)
}

func (l *lab) toggleRun(ctx app.Context, _ app.Action) {
	switch l.training.State {
	case worker.StateRunning:
		l.send(ctx, l.trainer, &worker.Pause{})
	case worker.StatePaused:
		l.send(ctx, l.trainer, &worker.Resume{})
	}
}

func (l *lab) stepRun(ctx app.Context, _ app.Action) {
	if l.training.State == worker.StateRunning {
		return
	}
	if !l.training.stands() && !l.beginByHand(ctx, true) {
		return
	}
	l.send(ctx, l.trainer, &worker.Step{})
}

func (l *lab) stopRun(ctx app.Context, _ app.Action) {
	l.send(ctx, l.trainer, &worker.Stop{})
}

func (l *lab) resetRun(ctx app.Context, _ app.Action) {
	l.send(ctx, l.trainer, &worker.Reset{})
}

func (l *lab) runState(ctx app.Context, m *worker.RunState) {
	stood := l.training.stands()
	l.training.State = m.State
	switch m.State {
	case worker.StateIdle:
		// A Start that was sent behind the Reset is still to be answered.
		l.clearRun(ctx)
		l.endRun(ctx, "")
		l.leaveRun(ctx)
		l.stopSeries(ctx)
	case worker.StateRunning, worker.StatePaused:
		if l.training.Pending {
			l.training.Pending = false
			l.clearRun(ctx)
			l.beginRun(ctx)
			l.evaluationOver(ctx)
		}
	case worker.StateDone:
		l.training.Pending = false
		l.endRun(ctx, "")
		run := l.book.present()
		l.training.Undone = run != nil && (run.Lesson != "" || run.State == runs.Failed)
	}
	if stood && !l.training.stands() {
		// What a run stood in the way of can be asked for again.
		l.notify(ctx, worker.ScopeWeights, "")
	}
	ctx.SetState(trainingState, l.training)
	mark(ctx, "training", m.State)
	if m.State == worker.StateDone {
		l.seriesGoesOn(ctx)
	}
	if s := l.lesson.Series; s.Lesson != "" && !l.training.stands() && !s.running(s.Lesson) {
		rescueFocus(ctx, "lesson-start-"+s.Lesson)
	}
}

// runFailed ends the run, or the waiting for an answer to Start: a run that the
// trainer refuses leaves what the last one has shown.
func (l *lab) runFailed(ctx app.Context, failure string) {
	if !l.training.Pending {
		l.endRun(ctx, failure)
	}
	l.training.Pending = false
	ctx.SetState(trainingState, l.training)
}

func (l *lab) progress(ctx app.Context, m *worker.Progress) {
	l.followRun(ctx, m)
	last := l.training.Progress.Losses
	if n := len(m.Losses); n > 0 {
		last = m.Losses[n-1:]
	}
	l.training.Progress = *m
	l.training.Progress.Losses, l.training.Progress.Accuracies = last, nil
	l.training.Progress.Log = nil
	ctx.SetState(trainingState, l.training)
	l.addLog(ctx, m.Log...)
}

func (l *lab) evaluation(ctx app.Context, m *worker.Evaluation) {
	if m.Asked {
		l.evaluated(ctx, m)
		return
	}
	l.showReport(ctx, m)
	l.training.judge(m)
	l.judgeRun(ctx, m)
	ctx.SetState(trainingState, l.training)
}

// judge takes over an evaluation of the run.
func (t *training) judge(m *worker.Evaluation) {
	if m.Split == splitTest {
		t.Test = m
		return
	}
	t.Valid = m
	if t.To99 == nil && m.Accuracy >= goalAccuracy {
		t.To99 = m
	}
}

// addLog appends lines, and drops the oldest beyond maxLog.
func (l *lab) addLog(ctx app.Context, lines ...string) {
	if len(lines) == 0 {
		return
	}
	l.log = append(l.log, lines...)
	if extra := len(l.log) - maxLog; extra > 0 {
		l.log = slices.Clone(l.log[extra:])
	}
	ctx.SetState(logState, l.log)
}
