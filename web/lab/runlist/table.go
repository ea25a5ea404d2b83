package runlist

import (
	"strings"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/lab/queue"
	"digitlab/web/runs"
	"digitlab/web/runtable"
	"digitlab/web/state"
	"digitlab/web/text"
)

// Publish shows the list of runs as it is, and the curves.
func (rs *Runs) Publish(ctx app.Context) {
	rs.Names = runtable.Names(rs.List, rs.Catalogue())
	rs.Changes = runtable.ChangeMarks(rs.List, rs.Catalogue())
	if p := rs.Pretrained; p != nil {
		rs.Names[p.ID] = text.T("Training of the pretrained weights")
	}
	columns, cells := runtable.Of(rs.List, rs.Catalogue())
	rows := runtable.Rows{Columns: columns, Spreads: runtable.Spreads(rs.List, rs.Catalogue()), NotSaved: rs.notSaved}
	shown := rs.List.Shown()
	for i := range rs.List {
		r := &rs.List[i]
		only := r.Shown && len(shown) == 1 && len(rs.List) > 1
		row := runtable.NewRow(r, rs.Names[r.ID], runtable.Settings(r, rs.Catalogue()), only)
		row.Cells, row.Weights = cells[i], rs.keptOf(r)
		row.Open = r.ID == rs.chosen
		row.Again = rs.Trainable() && !rs.Active()
		rows.Rows = append(rows.Rows, row)
	}
	if rs.deleted != nil {
		rows.Deleted = rs.deletedName
	}
	if run := rs.PresentRun(); run != nil && !run.Shown {
		rows.Unseen = rs.Names[run.ID]
	}
	queue.Set(ctx, rs.Queue, queue.WholePage, state.RunRowsKey, rows)
	if rs.weights.compared.Run != "" {
		rs.publishComparison(ctx) // under the name that it has now
	}
	rs.publishCurves(ctx)
}

func (rs *Runs) tick(ctx app.Context, id string) {
	if run := rs.List.Find(id); run != nil {
		rs.SetShown(run, !run.Shown)
	}
	rs.Publish(ctx)
}

// SetShown puts a run on the charts, or takes it off.
func (rs *Runs) SetShown(run *runs.Run, shown bool) {
	if run.Shown != shown {
		run.Shown = shown
		rs.Save(run.ID)
	}
}

func (rs *Runs) only(ctx app.Context, id string) {
	shown := rs.List.Shown()
	all := len(shown) == 1 && shown[0].ID == id
	for i := range rs.List {
		run := &rs.List[i]
		rs.SetShown(run, all || run.ID == id)
	}
	rs.Publish(ctx)
}

func (rs *Runs) rename(ctx app.Context, naming state.RunNaming) {
	name := strings.Join(strings.Fields(strings.ToValidUTF8(naming.Name, "")), " ")
	if utf8.RuneCountInString(name) > state.MaxRunName {
		name = string([]rune(name)[:state.MaxRunName])
	}
	run := rs.List.Find(naming.ID)
	if run == nil {
		return
	}
	if name == rs.Names[run.ID] && run.Name == "" {
		name = "" // it was only looked at
	}
	run.Name = name
	rs.Save(run.ID)
	rs.Publish(ctx)
}

// choose shows what can be done with the weights of a run, or hides it again.
func (rs *Runs) choose(ctx app.Context, id string) {
	if rs.chosen == id {
		id = ""
	}
	rs.Enter(ctx, func() { rs.GoTo(ctx, id) })
}

// remove takes a run out of the list. The present one can go on without it.
func (rs *Runs) remove(ctx app.Context, id string) {
	run := rs.List.Find(id)
	if run == nil {
		return
	}
	gone := *run
	rs.deleted, rs.deletedName = &gone, rs.Names[id]
	rs.List = rs.List.Without(id)
	rs.queue.Delete(id)
	rs.takeWeights(ctx, id)
	if rs.chosen == id {
		rs.chosen = ""
		rs.Link(ctx)
	}
	rs.Publish(ctx)
	dom.FocusOn(ctx, "runs-undo") // or the next key would start from the top of the page
}

func (rs *Runs) bring(ctx app.Context) {
	if rs.deleted == nil {
		return
	}
	run := *rs.deleted
	if run.State == runs.Running && !(run.ID == rs.Present && rs.Active()) {
		run.State = runs.Stopped // meanwhile
	}
	rs.List = rs.List.Insert(run)
	rs.deleted = nil
	rs.Save(run.ID)
	rs.bringWeights(run.ID)
	rs.Publish(ctx)
	dom.FocusOn(ctx, state.RunElementID(run.Number)+"-delete")
}
