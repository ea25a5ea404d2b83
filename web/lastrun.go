package web

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// lastRunState holds a lastRun.
const lastRunState = "last-run"

// Actions on the run that was kept from before; none has a value.
const (
	resumeLastRun  = "/last-run/resume"
	discardLastRun = "/last-run/discard"
)

// lastRun is what the trainer has kept from before the page was opened, and
// whether it keeps runs now.
type lastRun struct {
	Offer   *worker.Kept  // nil if there is none, or it has been answered
	Age     time.Duration // of the offer when it came
	Chosen  bool          // the visitor goes on with it, as soon as can be
	NotKept worker.NotKept

	asked bool // the trainer has been asked to go on, and has not answered
}

// ready tells whether a run could be gone on with now: a finished one needs no
// images.
func (r lastRun) ready(d dataset) bool { return r.Offer.Finished || d.trainable() }

func (l *lab) handleLastRun(ctx app.Context) {
	ctx.Handle(resumeLastRun, l.resumeLastRun)
	ctx.Handle(discardLastRun, l.discardLastRun)
}

func (l *lab) setLastRun(ctx app.Context, r lastRun) {
	l.lastRun = r
	ctx.SetState(lastRunState, r)
}

func (l *lab) offerLastRun(ctx app.Context, m *worker.Kept) {
	l.lastRun.Offer = m
	l.lastRun.Age = time.Since(time.UnixMilli(m.Saved))
	l.setLastRun(ctx, l.lastRun)
}

func (l *lab) notKept(ctx app.Context, m *worker.NotKept) {
	l.lastRun.NotKept = *m
	l.setLastRun(ctx, l.lastRun)
}

func (l *lab) resumeLastRun(ctx app.Context, _ app.Action) {
	if l.lastRun.Offer == nil || l.training.stands() {
		return
	}
	l.lastRun.Chosen = true
	l.autostart = false // of a link, which it goes before
	l.setLastRun(ctx, l.lastRun)
	l.resumeWhenReady(ctx)
}

// resumeWhenReady asks for the run that the visitor has chosen, once there are
// images to go on with.
func (l *lab) resumeWhenReady(ctx app.Context) {
	r := &l.lastRun
	if !r.Chosen || r.asked || !r.ready(l.dataset) || l.training.stands() {
		return
	}
	r.asked = true
	l.notify(ctx, worker.ScopeKept, "")
	l.notify(ctx, worker.ScopeRun, "")
	l.training.Pending = true
	ctx.SetState(trainingState, l.training)
	l.send(ctx, l.trainer, &worker.ResumeKept{})
}

// resumeFailed leaves the offer standing.
func (l *lab) resumeFailed(ctx app.Context) {
	if l.lastRun.asked {
		l.training.Pending = false
		ctx.SetState(trainingState, l.training)
	}
	l.lastRun.Chosen, l.lastRun.asked = false, false
	l.setLastRun(ctx, l.lastRun)
}

func (l *lab) discardLastRun(ctx app.Context, _ app.Action) {
	l.notify(ctx, worker.ScopeKept, "")
	l.setLastRun(ctx, lastRun{NotKept: l.lastRun.NotKept})
	l.send(ctx, l.trainer, &worker.ForgetKept{})
	rescueFocus(ctx, "tab-"+l.view)
}

// restored brings back what the page has shown of the run that goes on, and the
// settings that it was begun with.
func (l *lab) restored(ctx app.Context, m *worker.Restored) {
	l.setLastRun(ctx, lastRun{NotKept: l.lastRun.NotKept})
	l.training.Pending = false
	l.clearRun(ctx)
	l.evaluationOver(ctx)
	l.restoreRun(ctx, m)
	l.training.Progress = m.Progress
	for i := range m.Evaluations {
		e := &m.Evaluations[i]
		l.training.judge(e)
		if e.Split == splitTest {
			l.judgeRun(ctx, e)
		}
	}
	ctx.SetState(trainingState, l.training)
	rescueFocus(ctx, "train-pause", "tab-"+l.view)
	l.addLog(ctx, m.Log...)
	if m.Hand {
		return // the settings for that are not the visitor's
	}
	l.setForm(ctx, formOf(m.Settings))
	l.writeLink(ctx)
}
