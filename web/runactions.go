package web

import (
	"strings"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/runs"
)

// runRowsState holds a runRows. It changes far less often than runsState.
const runRowsState = "run-rows"

// Actions on runs; most have the ID of one as their value.
const (
	tickRun   = "/runs/tick" // on the chart, or off it
	onlyRun   = "/runs/only" // on the chart; again, and all are
	renameRun = "/runs/rename"
	reuseRun  = "/runs/reuse" // fill in its settings
	deleteRun = "/runs/delete"
	bringRun  = "/runs/bring" // no value: undo the last deletion
)

// runNaming is the value of renameRun.
type runNaming struct{ ID, Name string }

// runRows is what the list of runs shows.
type runRows struct {
	Rows    []runRow
	Deleted string // name of the run that can be brought back, "" for none
	NotKept string // why runs are not kept, "" if they are
}

func (l *lab) handleRuns(ctx app.Context) {
	ctx.Handle(tickRun, l.tickRun)
	ctx.Handle(onlyRun, l.onlyRun)
	ctx.Handle(renameRun, l.renameRun)
	ctx.Handle(reuseRun, l.reuseRun)
	ctx.Handle(deleteRun, l.deleteRun)
	ctx.Handle(bringRun, l.bringRun)
	ctx.Handle(exportRuns, l.exportRuns)
}

// publishRows shows the list of runs as it is, and the curves.
func (l *lab) publishRows(ctx app.Context) {
	l.book.Names = runNames(l.book.List, l.catalogue)
	rows := runRows{NotKept: l.book.notKept}
	shown := l.book.List.Shown()
	for i := range l.book.List {
		r := &l.book.List[i]
		only := r.Shown && len(shown) == 1 && len(l.book.List) > 1
		rows.Rows = append(rows.Rows, newRunRow(r, l.book.Names[r.ID], runName(r, l.catalogue), only))
	}
	if l.book.deleted != nil {
		rows.Deleted = runNames(runs.List{*l.book.deleted}, l.catalogue)[l.book.deleted.ID]
	}
	l.setInTurn(ctx, wholePage, runRowsState, rows)
	l.publishRuns(ctx)
}

func (l *lab) tickRun(ctx app.Context, a app.Action) {
	if run := l.book.List.Find(a.Value.(string)); run != nil {
		l.setShown(run, !run.Shown)
	}
	l.publishRows(ctx)
}

func (l *lab) setShown(run *runs.Run, shown bool) {
	if run.Shown != shown {
		run.Shown = shown
		l.saveRun(run.ID)
	}
}

func (l *lab) onlyRun(ctx app.Context, a app.Action) {
	id := a.Value.(string)
	shown := l.book.List.Shown()
	all := len(shown) == 1 && shown[0].ID == id
	for i := range l.book.List {
		run := &l.book.List[i]
		l.setShown(run, all || run.ID == id)
	}
	l.publishRows(ctx)
}

// maxRunName is the length of a name in characters.
const maxRunName = 80

func (l *lab) renameRun(ctx app.Context, a app.Action) {
	naming := a.Value.(runNaming)
	name := strings.Join(strings.Fields(strings.ToValidUTF8(naming.Name, "")), " ")
	if utf8.RuneCountInString(name) > maxRunName {
		name = string([]rune(name)[:maxRunName])
	}
	run := l.book.List.Find(naming.ID)
	if run == nil {
		return
	}
	if name == l.book.Names[run.ID] && run.Name == "" {
		name = "" // it was only looked at
	}
	run.Name = name
	l.saveRun(run.ID)
	l.publishRows(ctx)
}

// reuseRun fills in the settings of a run, on as many workers as are chosen now:
// they do not change what it learns.
func (l *lab) reuseRun(ctx app.Context, a app.Action) {
	run := l.book.List.Find(a.Value.(string))
	if run == nil {
		return
	}
	form := formOf(run.Settings)
	form[fieldWorkers] = l.settings.Form[fieldWorkers]
	l.setForm(ctx, form)
	l.writeLink(ctx)
	focusOn(ctx, fields[fieldLoss].ID)
}

// deleteRun takes a run out of the list. The present one can go on without it.
func (l *lab) deleteRun(ctx app.Context, a app.Action) {
	id := a.Value.(string)
	run := l.book.List.Find(id)
	if run == nil {
		return
	}
	gone := *run
	l.book.deleted = &gone
	l.book.List = l.book.List.Without(id)
	l.book.keeper.delete(id)
	l.publishRows(ctx)
	focusOn(ctx, "runs-undo") // or the next key would start from the top of the page
}

func (l *lab) bringRun(ctx app.Context, _ app.Action) {
	if l.book.deleted == nil {
		return
	}
	run := *l.book.deleted
	if run.State == runs.Running && !(run.ID == l.book.Present && l.training.stands()) {
		run.State = runs.Stopped // meanwhile
	}
	l.book.List = l.book.List.Insert(run)
	l.book.deleted = nil
	l.saveRun(run.ID)
	l.publishRows(ctx)
	focusOn(ctx, runElement(run.Number)+"-delete")
}
