package lab

import (
	"strings"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/form"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/text"
)

func (l *Lab) handleRuns(ctx app.Context) {
	state.TickRun.Handle(ctx, l.tickRun)
	state.OnlyRun.Handle(ctx, l.onlyRun)
	state.RenameRun.Handle(ctx, l.renameRun)
	state.ReuseRun.Handle(ctx, l.reuseRun)
	state.DeleteRun.Handle(ctx, l.deleteRun)
	state.BringRun.Handle(ctx, l.bringRun)
	state.ExportRuns.Handle(ctx, l.exportRuns)
}

// publishRows shows the list of runs as it is, and the curves.
func (l *Lab) publishRows(ctx app.Context) {
	l.runs.Names = state.RunNames(l.runs.List, l.catalogue)
	if p := l.runs.Pretrained; p != nil {
		l.runs.Names[p.ID] = text.T("Training of the pretrained weights")
	}
	rows := state.RunRows{NotSaved: l.runs.notSaved}
	shown := l.runs.List.Shown()
	for i := range l.runs.List {
		r := &l.runs.List[i]
		only := r.Shown && len(shown) == 1 && len(l.runs.List) > 1
		rows.Rows = append(rows.Rows, state.NewRunRow(r, l.runs.Names[r.ID], state.RunName(r, l.catalogue), only))
	}
	if l.runs.deleted != nil {
		rows.Deleted = state.RunNames(runs.List{*l.runs.deleted}, l.catalogue)[l.runs.deleted.ID]
	}
	setQueued(ctx, l, wholePage, state.RunRowsKey, rows)
	l.publishRuns(ctx)
}

func (l *Lab) tickRun(ctx app.Context, id string) {
	if run := l.runs.List.Find(id); run != nil {
		l.setShown(run, !run.Shown)
	}
	l.publishRows(ctx)
}

func (l *Lab) setShown(run *runs.Run, shown bool) {
	if run.Shown != shown {
		run.Shown = shown
		l.saveRun(run.ID)
	}
}

func (l *Lab) onlyRun(ctx app.Context, id string) {
	shown := l.runs.List.Shown()
	all := len(shown) == 1 && shown[0].ID == id
	for i := range l.runs.List {
		run := &l.runs.List[i]
		l.setShown(run, all || run.ID == id)
	}
	l.publishRows(ctx)
}

func (l *Lab) renameRun(ctx app.Context, naming state.RunNaming) {
	name := strings.Join(strings.Fields(strings.ToValidUTF8(naming.Name, "")), " ")
	if utf8.RuneCountInString(name) > state.MaxRunName {
		name = string([]rune(name)[:state.MaxRunName])
	}
	run := l.runs.List.Find(naming.ID)
	if run == nil {
		return
	}
	if name == l.runs.Names[run.ID] && run.Name == "" {
		name = "" // it was only looked at
	}
	run.Name = name
	l.saveRun(run.ID)
	l.publishRows(ctx)
}

// reuseRun fills in the settings of a run, on as many workers as are chosen now:
// they do not change what it learns.
func (l *Lab) reuseRun(ctx app.Context, id string) {
	run := l.runs.List.Find(id)
	if run == nil {
		return
	}
	again := form.Of(run.Settings)
	again[form.Workers] = l.settings.Form[form.Workers]
	l.setForm(ctx, again)
	l.writeLink(ctx)
	dom.FocusOn(ctx, form.Fields[form.Loss].ID)
}

// deleteRun takes a run out of the list. The present one can go on without it.
func (l *Lab) deleteRun(ctx app.Context, id string) {
	run := l.runs.List.Find(id)
	if run == nil {
		return
	}
	gone := *run
	l.runs.deleted = &gone
	l.runs.List = l.runs.List.Without(id)
	l.runs.queue.Delete(id)
	l.publishRows(ctx)
	dom.FocusOn(ctx, "runs-undo") // or the next key would start from the top of the page
}

func (l *Lab) bringRun(ctx app.Context) {
	if l.runs.deleted == nil {
		return
	}
	run := *l.runs.deleted
	if run.State == runs.Running && !(run.ID == l.runs.Present && l.training.Active()) {
		run.State = runs.Stopped // meanwhile
	}
	l.runs.List = l.runs.List.Insert(run)
	l.runs.deleted = nil
	l.saveRun(run.ID)
	l.publishRows(ctx)
	dom.FocusOn(ctx, state.RunElementID(run.Number)+"-delete")
}
