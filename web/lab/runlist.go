package lab

import (
	"strings"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/form"
	"digitlab/web/lab/queue"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/text"
)

func (l *Lab) handleRuns(ctx app.Context) {
	state.TickRun.Handle(ctx, l.tickRun)
	state.OnlyRun.Handle(ctx, l.onlyRun)
	state.RenameRun.Handle(ctx, l.renameRun)
	state.ReuseRun.Handle(ctx, l.reuseRun)
	state.RepeatRun.Handle(ctx, l.repeatRun)
	state.ChooseRun.Handle(ctx, l.chooseRun)
	state.DeleteRun.Handle(ctx, l.deleteRun)
	state.BringRun.Handle(ctx, l.bringRun)
	state.ExportRuns.Handle(ctx, l.exportRuns)
}

// publishRows shows the list of runs as it is, and the curves.
func (l *Lab) publishRows(ctx app.Context) {
	l.runs.Names = state.RunNames(l.runs.List, l.catalogue)
	l.runs.Changes = state.ChangeMarks(l.runs.List, l.catalogue)
	if p := l.runs.Pretrained; p != nil {
		l.runs.Names[p.ID] = text.T("Training of the pretrained weights")
	}
	columns, cells := state.RunTable(l.runs.List, l.catalogue)
	rows := state.RunRows{Columns: columns, Spreads: state.Spreads(l.runs.List, l.catalogue), NotSaved: l.runs.notSaved}
	shown := l.runs.List.Shown()
	for i := range l.runs.List {
		r := &l.runs.List[i]
		only := r.Shown && len(shown) == 1 && len(l.runs.List) > 1
		row := state.NewRunRow(r, l.runs.Names[r.ID], state.RunSettings(r, l.catalogue), only)
		row.Cells, row.Weights = cells[i], l.keptOf(r)
		row.Open = r.ID == l.runs.chosen
		row.Again = l.dataset.Trainable() && !l.training.Active()
		rows.Rows = append(rows.Rows, row)
	}
	if l.runs.deleted != nil {
		rows.Deleted = l.runs.deletedName
	}
	if run := l.runs.PresentRun(); run != nil && !run.Shown {
		rows.Unseen = l.runs.Names[run.ID]
	}
	queue.Set(ctx, l.queue, queue.WholePage, state.RunRowsKey, rows)
	if l.runWeights.compared.Run != "" {
		l.publishComparison(ctx) // under the name that it has now
	}
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

// reuseRun fills in the settings of a run, which the next one will change as that
// did, on as many workers as are chosen now: they do not change what it learns.
func (l *Lab) reuseRun(ctx app.Context, id string) {
	run := l.runs.List.Find(id)
	if run == nil {
		return
	}
	again := form.Of(run.Settings)
	again[form.Workers] = l.settings.Form[form.Workers]
	l.plan(ctx, run.Changes, l.runs.Names[id])
	l.setForm(ctx, again)
	l.writeLink(ctx)
	dom.FocusOn(ctx, form.Fields[form.Loss].ID)
}

// repeatRun trains with the settings of a run, as far as it went, and fills them in.
func (l *Lab) repeatRun(ctx app.Context, id string) {
	run := l.runs.List.Find(id)
	if run == nil || l.training.Active() || !l.dataset.Trainable() {
		return
	}
	l.reuseRun(ctx, id)
	l.trainWith(ctx, run.Settings, false)
	dom.FocusOn(ctx, "train-pause")
}

// chooseRun shows what can be done with the weights of a run, or hides it again.
func (l *Lab) chooseRun(ctx app.Context, id string) {
	if l.runs.chosen == id {
		id = ""
	}
	before := l.place()
	l.runs.chosen = id
	l.publishRows(ctx)
	l.enter(ctx, before)
}

// deleteRun takes a run out of the list. The present one can go on without it.
func (l *Lab) deleteRun(ctx app.Context, id string) {
	run := l.runs.List.Find(id)
	if run == nil {
		return
	}
	gone := *run
	l.runs.deleted, l.runs.deletedName = &gone, l.runs.Names[id]
	l.runs.List = l.runs.List.Without(id)
	l.runs.queue.Delete(id)
	l.takeRunWeights(ctx, id)
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
	l.bringRunWeights(run.ID)
	l.publishRows(ctx)
	dom.FocusOn(ctx, state.RunElementID(run.Number)+"-delete")
}
