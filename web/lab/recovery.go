package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// recovery is how a run goes on whose trainer has died.
type recovery struct {
	run    string // its ID, "" if the trainer had not begun it
	images string // URL of what it is trained on
	paused bool
	asked  bool // the next trainer has been asked to go on with it
}

// keepWeights keeps what another trainer, or predictor, is to be given.
func (l *Lab) keepWeights(m *worker.Weights) {
	l.newest = m
	if m.Run == "" && m.Source != state.SourceRun && m.Source != worker.SourceHand {
		l.file = m
	}
	if !l.training.Active() {
		l.outside = m
	}
}

// recover has the run go on once there are images.
func (l *Lab) recover(ctx app.Context) {
	if l.training.Pausing { // no trainer will say any more that it stands
		l.setLostRun(ctx, worker.StatePaused)
	}
	r := &recovery{run: l.runs.Present, images: l.inUse.URL, paused: l.training.State == worker.StatePaused}
	if l.training.Pending {
		start, is := l.begun.(*worker.Start)
		r.run, r.paused = "", is && start.Paused
	}
	l.recovery, l.training.Recovering = r, true
}

// recoverWhenReady has the trainer go on with what the last has left, once there
// are images.
func (l *Lab) recoverWhenReady(ctx app.Context) {
	l.evaluateAgain(ctx)
	l.findRateAgain(ctx)
	r := l.recovery
	if r == nil || r.asked || !l.dataset.Trainable() {
		return
	}
	if l.inUse.URL != r.images {
		l.notify(ctx, worker.ScopeWorker, text.T("The trainer had stopped. The run cannot go on, since other images were opened; its weights are still there."))
		l.loseRun(ctx)
		return
	}
	r.asked = true
	if r.run != "" {
		l.steering.planned = l.steering.toMake()
		l.send(ctx, l.trainer, &worker.ResumeSavedRun{Run: r.run, Paused: r.paused, Changes: l.steering.planned})
		return
	}
	l.recovery, l.training.Recovering = nil, false
	l.answerOwnOffer(ctx)
	l.sendBegun(ctx, r.paused)
}

// sendBegun asks for the run as it was begun, paused or not.
func (l *Lab) sendBegun(ctx app.Context, paused bool) {
	if start, is := l.begun.(*worker.Start); is {
		start.Paused = paused
	}
	l.send(ctx, l.trainer, l.begun)
}

// evaluateAgain evaluates what the last trainer was to, if it is still waited for.
func (l *Lab) evaluateAgain(ctx app.Context) {
	split := l.report.Pending
	if !l.rereads || l.dataset.Size(split) == 0 {
		return
	}
	l.setPending(ctx, "")
	l.evaluate(ctx, split, l.quiet)
}

// answerOwnOffer answers the offer of a run that the page has had already, which
// would keep the next one from being saved.
func (l *Lab) answerOwnOffer(ctx app.Context) {
	if l.savedRun.Offer == nil {
		l.send(ctx, l.trainer, &worker.DiscardSavedRun{Keep: true})
	}
}

// recovered says that the run goes on.
func (l *Lab) recovered(ctx app.Context, step int) {
	l.recovery = nil
	l.notify(ctx, worker.ScopeWorker, text.F("The trainer had stopped and was started anew. The run has gone on from step %d.", step))
}

// beginAgain begins the run once more that the trainer has nothing of. Its seed
// gives it the same steps, and what was changed in it changes again at its step.
func (l *Lab) beginAgain(ctx app.Context) {
	paused := l.recovery.paused
	l.recovery = nil
	l.answerOwnOffer(ctx)
	if l.begun == nil {
		l.notify(ctx, worker.ScopeWorker, text.T("The trainer had stopped and was started anew. The run cannot go on, since it was not saved; its weights are still there."))
		l.loseRun(ctx)
		return
	}
	run := runs.Run{Shown: true}
	if present := l.runs.PresentRun(); present != nil {
		run, run.Test, run.Changes = *present, nil, nil
		l.runs.Remove(run.ID)
	}
	switch m := l.begun.(type) {
	case *worker.Start:
		run.Settings, m.Changes = m.Settings, l.steering.toMake()
		m.Run = l.expectRun(ctx, run)
	case *worker.Learn:
		run.Settings = m.Settings
		m.Run = l.expectRun(ctx, run)
	}
	l.notify(ctx, worker.ScopeWorker, text.T("The trainer had stopped and was started anew. The run has begun again, since it was not saved; it takes the same steps."))
	l.sendBegun(ctx, paused)
}

// loseRun ends the run that no trainer has, as a Stop does: its weights stay,
// unless it is a trial.
func (l *Lab) loseRun(ctx app.Context) {
	l.recovery = nil
	if start, ok := l.begun.(*worker.Start); ok && start.Trial && l.outside != nil {
		l.newWeights(ctx, l.outside)
	}
	l.runState(ctx, &worker.RunState{State: worker.StateDone})
	if l.outside != nil {
		l.send(ctx, l.trainer, l.outside)
	}
}

// toggleLostRun pauses the run that is to go on, or lets it go on at once.
func (l *Lab) toggleLostRun(ctx app.Context) {
	r := l.recovery
	r.paused = !r.paused
	if r.paused {
		l.setLostRun(ctx, worker.StatePaused)
	} else {
		l.setLostRun(ctx, worker.StateRunning)
	}
	switch {
	case !r.asked:
	case r.paused:
		l.send(ctx, l.trainer, &worker.Pause{})
	default:
		l.send(ctx, l.trainer, &worker.Resume{})
	}
}

// setLostRun shows a state of the run that no trainer has said.
func (l *Lab) setLostRun(ctx app.Context, next string) {
	l.training.State, l.training.Pausing = next, false
	state.TrainingKey.Set(ctx, l.training)
	dom.Mark(ctx, "training", next)
}

// stopLostRun ends the run that is to go on. The trainer may have been asked to
// already, which takes it a while: another takes its place.
func (l *Lab) stopLostRun(ctx app.Context) {
	l.stopSeries(ctx)
	l.closeTrainer()
	l.loseRun(ctx)
	l.startTrainer(ctx)
}

// resetLostRun is stopLostRun, and brings back the weights from a file.
func (l *Lab) resetLostRun(ctx app.Context) {
	l.recovery, l.training.Pending = nil, false // the Start is not sent again
	l.runState(ctx, &worker.RunState{State: worker.StateIdle})
	if l.file != nil {
		l.newWeights(ctx, l.file)
	}
	l.startTrainer(ctx)
}
