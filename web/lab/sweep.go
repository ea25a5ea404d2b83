package lab

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/form"
	"digitlab/web/lesson"
	"digitlab/web/state"
)

// exampleSeeds are what the field of the values says when the seed is chosen.
const exampleSeeds = "1, 2, 3"

func (l *Lab) handleSweep(ctx app.Context) {
	l.sweep = state.InitialRunSweep()
	state.ChangeRunSweep.Handle(ctx, l.changeSweep)
	state.StartRunSweep.Handle(ctx, l.startSweep)
}

// changeSweep takes over what the fields of the sweep say. Nobody is blamed for half a
// number; but a fault that is mended goes at once. Another setting has other values.
func (l *Lab) changeSweep(ctx app.Context, next state.RunSweep) {
	if next.Field != l.sweep.Field {
		next.Text, next.Done = exampleOf(l.settings.Form, next.Field), false
		l.sweep.Problem = ""
	}
	_, problem := next.Runs(l.settings.Form)
	next.Problem = ""
	if next.Done || l.sweep.Problem != "" {
		next.Problem = problem
	}
	l.setSweep(ctx, next)
}

// exampleOf returns values to begin with: all choices there are, a few seeds, or what
// the field says, to be gone on from.
func exampleOf(f form.Form, field int) string {
	if field == form.Seed {
		return exampleSeeds
	}
	var values []string
	for _, c := range form.Fields[field].Choices {
		values = append(values, c.Value)
	}
	if len(values) == 0 {
		return f.Text(field) + ", "
	}
	return strings.Join(values, ", ")
}

func (l *Lab) setSweep(ctx app.Context, next state.RunSweep) {
	l.sweep = next
	state.RunSweepKey.Set(ctx, next)
}

// startSweep trains the runs of the sweep, if all fields are right.
func (l *Lab) startSweep(ctx app.Context) {
	l.readFields()
	list, problem := l.sweep.Runs(l.settings.Form)
	next := l.sweep
	next.Done, next.Problem = true, problem
	l.setSweep(ctx, next)
	if problem != "" {
		dom.FocusOn(ctx, "sweep-values")
		return
	}
	faults := l.check()
	l.showFaults(ctx, faults)
	if len(faults) > 0 {
		return
	}
	l.beginSeries(ctx, lesson.Sweep, list, false)
	dom.RescueFocus(ctx, lesson.StopID(lesson.Sweep))
}
