package lab

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/worker"
)

func (l *Lab) handleSavedRun(ctx app.Context) {
	state.ResumeSavedRun.Handle(ctx, l.resumeSavedRun)
	state.DiscardSavedRun.Handle(ctx, l.discardSavedRun)
}

func (l *Lab) setSavedRun(ctx app.Context, r state.SavedRun) {
	l.savedRun = r
	state.SavedRunKey.Set(ctx, r)
}

func (l *Lab) offerSavedRun(ctx app.Context, m *worker.SavedRun) {
	if l.runs.Own(m.Run) { // saved by the trainer before this one
		if l.recovery == nil {
			l.send(ctx, l.trainer, &worker.DiscardSavedRun{Keep: l.training.State != worker.StateIdle})
		}
		return
	}
	l.savedRun.Offer = m
	l.savedRun.Age = time.Since(time.UnixMilli(m.Saved))
	l.setSavedRun(ctx, l.savedRun)
	l.matchSavedRun(ctx)
}

func (l *Lab) notSaved(ctx app.Context, m *worker.NotSaved) {
	l.savedRun.NotSaved = *m
	l.setSavedRun(ctx, l.savedRun)
}

func (l *Lab) resumeSavedRun(ctx app.Context) {
	if l.savedRun.Offer == nil || l.training.Active() {
		return
	}
	l.savedRun.Chosen = true
	l.autostart = false // of a link, which it goes before
	l.setSavedRun(ctx, l.savedRun)
	l.resumeWhenReady(ctx)
}

// resumeWhenReady asks for the run that the visitor has chosen, once there are
// images to continue with.
func (l *Lab) resumeWhenReady(ctx app.Context) {
	r := &l.savedRun
	if !r.Chosen || l.resuming || !r.Ready(l.dataset) || l.training.Active() {
		return
	}
	if r.Opens {
		request, _ := l.requestFor(r.Offer)
		l.forgetRequest()
		l.loadDataset(ctx, request)
		return
	}
	l.resuming = true
	l.notify(ctx, worker.ScopeSavedRun, "")
	l.notify(ctx, worker.ScopeRun, "")
	l.training.Pending = true
	state.TrainingKey.Set(ctx, l.training)
	l.send(ctx, l.trainer, &worker.ResumeSavedRun{})
}

// resumeFailed leaves the offer standing.
func (l *Lab) resumeFailed(ctx app.Context) {
	if l.resuming {
		l.training.Pending = false
		state.TrainingKey.Set(ctx, l.training)
	}
	l.savedRun.Chosen, l.resuming = false, false
	l.setSavedRun(ctx, l.savedRun)
}

func (l *Lab) discardSavedRun(ctx app.Context) {
	l.notify(ctx, worker.ScopeSavedRun, "")
	l.resuming = false
	l.setSavedRun(ctx, state.SavedRun{NotSaved: l.savedRun.NotSaved})
	l.send(ctx, l.trainer, &worker.DiscardSavedRun{})
	dom.RescueFocus(ctx, "tab-"+l.view)
}

// restored brings back what the page has shown of the run that goes on, and the
// settings that it has by now.
func (l *Lab) restored(ctx app.Context, m *worker.Restored) {
	l.resuming = false
	l.setSavedRun(ctx, state.SavedRun{NotSaved: l.savedRun.NotSaved})
	l.training.Pending = false
	l.clearRun(ctx)
	l.evaluationOver(ctx)
	l.steerRestored(ctx, m)
	l.runs.Restore(ctx, m)
	l.training.Progress = m.Progress
	l.training.TakeSamples(m.Samples)
	l.training.Diagnose(m.Diagnosis)
	for i := range m.Evaluations {
		e := &m.Evaluations[i]
		l.training.Judge(e)
		if e.Split == state.SplitTest {
			l.runs.Judge(ctx, e)
		}
	}
	state.TrainingKey.Set(ctx, l.training)
	dom.RescueFocus(ctx, "train-pause", "tab-"+l.view)
	l.addLog(ctx, m.Log...)
	if l.recovery != nil {
		l.recovered(ctx, m.Progress.Step)
		return // the form says what the next run is to be
	}
	l.begun = nil
	if m.Hand {
		return // the settings for that are not the visitor's
	}
	l.setForm(ctx, form.Of(m.Settings).With(m.Changes...))
	l.writeLink(ctx)
}
