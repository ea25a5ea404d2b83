package lab

import (
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/lesson"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// How long a run gives way to a hand on the page, which is longer than one rests
// between two digits, and how long until the trainer is told again that the hand
// is still there.
const (
	giveWayFor   = 3 * time.Second
	GiveWayAgain = time.Second
)

// GiveWay has the run give way to the visitor for a while.
func (l *Lab) GiveWay(ctx app.Context) {
	l.send(ctx, l.trainer, &worker.GiveWay{Milliseconds: float64(giveWayFor / time.Millisecond)})
}

// maxLog bounds the lines of the log.
const maxLog = 2000

func (l *Lab) startRun(ctx app.Context) {
	if l.training.Active() {
		return
	}
	if l.dataset.Phase == state.DatasetHeld {
		l.loadHeld(ctx)
		return
	}
	l.beginFromFields(ctx, false)
}

// beginFromFields begins a run with what the fields show, which the address may not
// say yet: readFields takes over what came without an event.
func (l *Lab) beginFromFields(ctx app.Context, paused bool) bool {
	l.readFields()
	begun := l.begin(ctx, paused)
	if begun {
		l.writeLink(ctx)
	}
	return begun
}

// begin starts a run with the present settings and reports whether it could: one
// of them may be wrong, or the data not be there.
func (l *Lab) begin(ctx app.Context, paused bool) bool {
	faults := l.check()
	l.showFaults(ctx, faults)
	if len(faults) > 0 || !l.dataset.Trainable() {
		return false
	}
	l.notify(ctx, worker.ScopeRun, "")
	l.notify(ctx, worker.ScopeWeights, "")
	m := &worker.Start{
		Settings: l.settings.Form.Settings(), GoOn: l.settings.Origin == state.OriginPresent, Paused: paused,
		Changes: l.settings.Planned,
	}
	m.Run = l.expectRun(ctx, runs.Run{Settings: m.Settings, Further: m.GoOn, Shown: true})
	l.launch(ctx, m)
	return true
}

// launch asks the trainer for a run, and keeps what it was asked with.
func (l *Lab) launch(ctx app.Context, m worker.Message) {
	l.begun, l.pressed = m, time.Now()
	l.send(ctx, l.trainer, m)
}

// clearRun forgets what the last run has shown.
func (l *Lab) clearRun(ctx app.Context) {
	l.training = state.Training{State: l.training.State, Pending: l.training.Pending}
	l.log, l.again = nil, false
	l.clearHealth(ctx)
	state.TrainingKey.Set(ctx, l.training)
	state.LogKey.Set(ctx, l.log)
}

func (l *Lab) toggleRun(ctx app.Context) {
	if l.recovery != nil {
		l.toggleLostRun(ctx)
		return
	}
	switch {
	case l.training.Held():
		l.steerByFields(ctx)
		l.send(ctx, l.trainer, &worker.Resume{})
		l.setPausing(ctx, false)
	case l.training.State == worker.StateRunning:
		l.send(ctx, l.trainer, &worker.Pause{})
		l.setPausing(ctx, true)
	}
}

// setPausing notes that the run is to pause, until the trainer says that it stands.
func (l *Lab) setPausing(ctx app.Context, pausing bool) {
	l.training.Pausing = pausing
	state.TrainingKey.Set(ctx, l.training)
}

func (l *Lab) stepRun(ctx app.Context) {
	if l.training.State == worker.StateRunning || l.recovery != nil {
		return
	}
	if l.training.Active() {
		l.steerByFields(ctx)
	} else if !l.beginFromFields(ctx, true) {
		return
	}
	l.send(ctx, l.trainer, &worker.Step{})
}

func (l *Lab) stopRun(ctx app.Context) {
	if l.recovery != nil {
		l.stopLostRun(ctx)
		return
	}
	l.send(ctx, l.trainer, &worker.Stop{})
}

func (l *Lab) resetRun(ctx app.Context) {
	if l.recovery != nil {
		l.resetLostRun(ctx)
		return
	}
	l.send(ctx, l.trainer, &worker.Reset{})
}

func (l *Lab) runState(ctx app.Context, m *worker.RunState) {
	stood := l.training.Active()
	l.training.State, l.training.Pausing = m.State, false
	switch m.State {
	case worker.StateIdle:
		// A Start that was sent behind the Reset is still to be answered.
		l.clearRun(ctx)
		l.runs.End(ctx, "")
		l.runs.Leave(ctx)
		l.stopSeries(ctx)
	case worker.StateRunning, worker.StatePaused:
		if m.State == worker.StateRunning {
			l.notify(ctx, worker.ScopeHelpers, "")
		} else {
			l.pressed = time.Time{}
		}
		if l.training.Pending {
			l.training.Pending = false
			trained := l.weights.Source != ""
			l.clearRun(ctx)
			l.runs.Begin(ctx)
			l.beginSteering(ctx)
			run := l.runs.PresentRun()
			l.training.Fresh = trained && !run.Further && run.Lesson == ""
			l.evaluationOver(ctx)
		}
	case worker.StateDone:
		l.inside.RunOver(ctx)
		l.training.Pending, l.training.Recovering = false, false
		l.runs.End(ctx, "")
		run := l.runs.PresentRun()
		l.training.Stopped = run != nil && run.State == runs.Stopped
		if !l.training.Stopped && !l.pressed.IsZero() {
			l.training.Took = time.Since(l.pressed).Seconds()
		}
		l.training.Undone = run != nil && (run.Lesson != "" || run.State == runs.Failed)
	}
	if !l.training.Active() {
		l.setUnderWay(ctx, nil)
	}
	if stood && !l.training.Active() {
		l.outside = l.newest
		// What a run stood in the way of can be asked for again.
		l.notify(ctx, worker.ScopeRateTest, "")
		l.notify(ctx, worker.ScopeWeights, "")
	}
	state.TrainingKey.Set(ctx, l.training)
	dom.Mark(ctx, "training", m.State)
	if m.State == worker.StateDone {
		l.seriesGoesOn(ctx)
		l.runAgain(ctx)
	}
	if s := l.lesson.Series; s.Lesson != "" && !l.training.Active() && !s.Running(s.Lesson) {
		dom.RescueFocus(ctx, lesson.StartID(s.Lesson))
	}
}

// runFailed ends the run, or the waiting for an answer to Start: a run that the
// trainer refuses leaves what the last one has shown.
func (l *Lab) runFailed(ctx app.Context, failure string) {
	if !l.training.Pending {
		l.runs.End(ctx, failure)
	}
	l.training.Pending = false
	if l.training.Recovering {
		l.loseRun(ctx) // it cannot even begin again
		return
	}
	state.TrainingKey.Set(ctx, l.training)
}

func (l *Lab) progress(ctx app.Context, m *worker.Progress) {
	l.runs.Follow(ctx, m)
	last := l.training.Progress.Losses
	if n := len(m.Losses); n > 0 {
		last = m.Losses[n-1:]
	}
	l.training.Progress = *m
	l.training.Progress.Losses, l.training.Progress.Accuracies = last, nil
	l.training.Progress.Log = nil
	l.training.TakeSamples(m.Samples)
	state.TrainingKey.Set(ctx, l.training)
	l.addLog(ctx, m.Log...)
}

func (l *Lab) evaluation(ctx app.Context, m *worker.Evaluation) {
	if m.Asked {
		l.evaluated(ctx, m)
		return
	}
	l.showReport(ctx, m)
	l.training.Judge(m)
	l.runs.Judge(ctx, m)
	state.TrainingKey.Set(ctx, l.training)
}

// addLog appends lines, and drops the oldest beyond maxLog.
func (l *Lab) addLog(ctx app.Context, lines ...string) {
	if len(lines) == 0 {
		return
	}
	l.log = append(l.log, lines...)
	if extra := len(l.log) - maxLog; extra > 0 {
		l.log = slices.Clone(l.log[extra:])
	}
	state.LogKey.Set(ctx, l.log)
}
