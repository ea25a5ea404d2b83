package lab

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/form"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// steering is what the lab knows of the changes of the present run.
type steering struct {
	made    []worker.SettingChange // in order, as the trainer has told
	planned []worker.SettingChange // those that it was begun, or taken up, with
	told    form.Form              // what it is trained with, by all that was told
	asked   []int                  // the fields of the last Steer
}

// toMake returns the changes with which the present run takes the same steps again.
func (s *steering) toMake() []worker.SettingChange { return runs.Replay(s.planned, s.made) }

// beginSteering lets the fields steer the run that has begun, if it was begun with
// them.
func (l *Lab) beginSteering(ctx app.Context) {
	l.steering = steering{}
	start, is := l.begun.(*worker.Start)
	if !is || start.Trial {
		l.setUnderWay(ctx, nil)
		return
	}
	l.plan(ctx, nil, "") // it has that
	l.steering.planned, l.steering.told = start.Changes, form.Of(start.Settings)
	under := &state.UnderWay{Form: l.steering.told, Origin: state.OriginFresh}
	if start.GoOn {
		under.Origin = state.OriginPresent
	}
	l.setUnderWay(ctx, under)
}

// steerRestored lets the fields steer a run that has been taken up.
func (l *Lab) steerRestored(ctx app.Context, m *worker.Restored) {
	if l.recovery == nil {
		l.steering.planned = nil // the trainer has what is left of it
	}
	l.steering.made = m.Changes
	if m.Hand {
		return
	}
	l.steering.told = form.Of(m.Settings).With(m.Changes...)
	l.setUnderWay(ctx, &state.UnderWay{Form: l.steering.told, Changes: m.Changes})
}

func (l *Lab) setUnderWay(ctx app.Context, under *state.UnderWay) {
	if l.settings.UnderWay == nil && under == nil {
		return
	}
	l.settings.UnderWay = under
	state.SettingsKey.Set(ctx, l.settings)
}

// steer has the run under way take over what fields show that the visitor has
// changed, if they can change in it and are right. While no trainer has the run,
// they count from the next one.
func (l *Lab) steer(ctx app.Context, fields ...int) {
	under := l.settings.UnderWay
	if under == nil || l.recovery != nil {
		return
	}
	next := under.Form
	fields = slices.DeleteFunc(slices.Clone(fields), func(i int) bool { return !form.Fields[i].Steers })
	for _, i := range fields {
		if l.settings.Fault(i) {
			return
		}
		next[i] = l.settings.Form[i]
	}
	if len(fields) == 0 || len(next.Check()) > 0 {
		return
	}
	changes := under.Form.ChangesTo(next)
	if len(changes) == 0 {
		return
	}
	l.steering.asked = fields
	l.notify(ctx, worker.ScopeSteer, "")
	l.setUnderWay(ctx, &state.UnderWay{Form: next, Origin: under.Origin, Changes: under.Changes})
	l.send(ctx, l.trainer, &worker.Steer{Changes: changes})
}

// steerByFields is steer for what fields show that came without an event, or is
// being typed.
func (l *Lab) steerByFields(ctx app.Context) {
	if l.settings.UnderWay == nil {
		return
	}
	before := l.settings.Form
	l.readFields()
	var changed []int
	for i, f := range form.Fields {
		if l.settings.Form[i] != before[i] || l.settings.Typing == f.ID {
			changed = append(changed, i)
		}
	}
	if len(changed) > 0 {
		l.setForm(ctx, l.settings.Form)
		l.steer(ctx, changed...)
		l.updateLink(ctx)
	}
}

// steered takes over a change that the run has made. A field that has shown what
// the run had shows what it has.
func (l *Lab) steered(ctx app.Context, m *worker.Steered) {
	c := m.SettingChange
	l.steering.made = append(slices.Clip(l.steering.made), c)
	if run := l.runs.PresentRun(); run != nil {
		run.Changes = l.steering.made
		l.runs.Save(run.ID)
		l.runs.Publish(ctx)
	}
	under := l.settings.UnderWay
	if under == nil {
		return
	}
	l.steering.told = l.steering.told.With(c)
	l.setUnderWay(ctx, &state.UnderWay{Form: under.Form.With(c), Origin: under.Origin, Changes: l.steering.made})
	if i := form.FieldOf(c.Setting); i >= 0 && l.settings.Typing == "" && l.catalogue.Same(i, l.settings.Form[i], c.From) {
		l.setForm(ctx, l.settings.Form.With(c))
		l.updateLink(ctx)
	}
}

// steerFailed says beside the fields why they do not count. The run goes on with
// what it had.
func (l *Lab) steerFailed(ctx app.Context, m *worker.Failure) {
	under := l.settings.UnderWay
	if under == nil {
		l.notify(ctx, worker.ScopeSteer, failureText(m))
		return
	}
	l.settings.UnderWay = &state.UnderWay{Form: l.steering.told, Origin: under.Origin, Changes: under.Changes}
	faults := l.settings.Faults
	for i, field := range l.steering.asked {
		f := form.Fault{Field: field}
		if i == 0 {
			f.Text = failureText(m)
		}
		faults = append(faults[:len(faults):len(faults)], f)
	}
	l.showFaults(ctx, faults)
}

// dropPlanned lets the next run keep the settings that it begins with.
func (l *Lab) dropPlanned(ctx app.Context) {
	l.plan(ctx, nil, "")
	dom.RescueFocus(ctx, "train-start")
}

// plan has the next run make changes.
func (l *Lab) plan(ctx app.Context, changes []worker.SettingChange, of string) {
	l.settings.Planned, l.settings.PlannedOf = changes, of
	state.SettingsKey.Set(ctx, l.settings)
}
