package lab

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// diagnosis takes over what the trainer says is the matter with the run.
func (l *Lab) diagnosis(ctx app.Context, m *worker.Diagnosis) {
	l.training.Diagnose(m)
	state.TrainingKey.Set(ctx, l.training)
}

// remedyRun changes the settings as the diagnosis says and begins anew, from fresh
// weights: those of the run are what is wrong. A run under way ends first.
func (l *Lab) remedyRun(ctx app.Context) {
	d := l.training.Diagnosis
	if d == nil || l.training.Pending || l.recovery != nil || l.again {
		return
	}
	l.readFields()
	next := l.settings.Form
	for _, change := range d.Changes {
		i := slices.IndexFunc(form.Fields[:], func(f form.Field) bool { return f.Key == change.Setting })
		if i >= 0 {
			next[i] = change.Value
		}
	}
	l.settings.Origin = state.OriginFresh
	l.setForm(ctx, next)
	l.updateLink(ctx)
	l.again = true
	if l.training.Active() {
		l.stopRun(ctx)
		return
	}
	l.runAgain(ctx)
}

// runAgain begins the run that was to wait for the end of another. The form is as
// remedyRun has left it, which fields may still have to show.
func (l *Lab) runAgain(ctx app.Context) {
	if !l.again {
		return
	}
	l.again = false
	if l.begin(ctx, false) {
		l.writeLink(ctx)
	}
}
