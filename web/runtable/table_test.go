package runtable

import (
	"strings"
	"testing"
	"time"

	"digitlab/web/form"
	"digitlab/web/runs"
	"digitlab/web/worker"
)

// The columns are the settings in which the runs differ, then how they went.
func TestTable(t *testing.T) {
	list := listOf(rate(.05), rate(.5), func(r *runs.Run) { r.Settings.Optimizer, r.Settings.Beta1 = "adam", .8 })
	for i := range list {
		list[i].State, list[i].Started = runs.Finished, time.Date(2025, 11, 3, 10+i, 0, 0, 0, time.Local)
	}
	list[0].History.Valid = []runs.Result{{Step: 1, Accuracy: .9}, {Step: 2, Accuracy: .8, Loss: .5}}
	list[1].History.Valid = []runs.Result{{Step: 1, Accuracy: .95, Loss: .25}}
	columns, cells := Of(list, known)
	rows := Rows{Columns: columns}
	for i, r := range list {
		row := NewRow(&r, Settings(&r, known), "", false)
		row.Cells = cells[i]
		rows.Rows = append(rows.Rows, row)
	}
	var keys []string
	for _, c := range columns {
		keys = append(keys, c.Key)
	}
	if got, want := strings.Join(keys, " "), "lr optimizer beta1 best final val-loss time seed date"; got != want {
		t.Fatalf("the columns are %s, want %s", got, want)
	}
	shown := func(row int) (texts string) {
		for _, cell := range cells[row] {
			texts += cell.Text + "|"
		}
		return texts
	}
	if got, want := shown(0), "0.05|SGD|–|90.00 %|80.00 %|0.5000|0.0 s|1|2025-11-03 10:00|"; got != want {
		t.Errorf("the first row has %s, want %s", got, want)
	}
	for _, test := range []struct {
		order Order
		want  string // the places in the list
	}{
		{NewestFirst, "210"},
		{Order{ColumnBest, true}, "102"},
		{Order{ColumnBest, false}, "012"},
		{Order{ColumnLoss, false}, "102"},
		{Order{"lr", true}, "102"},
		{Order{"optimizer", false}, "210"},
		{Order{ColumnRun, false}, "201"},
		{Order{"a column that is gone", true}, "210"},
	} {
		var got string
		for _, row := range rows.Sorted(test.order) {
			got += row.ID
		}
		if got != test.want {
			t.Errorf("sorted by %+v the runs are %s, want %s", test.order, got, test.want)
		}
	}
}

// A run that trains other steps has a column for them.
func TestTableHasStepsWhereTheyDiffer(t *testing.T) {
	list := listOf(func(*runs.Run) {}, func(r *runs.Run) { r.Settings = worker.Settings{MaxSteps: 1000} })
	columns, cells := Of(list, known)
	for i, c := range columns {
		if c.Key == form.Fields[form.Steps].Key {
			if got := cells[0][i].Text + cells[1][i].Text; got != "–1000" {
				t.Errorf("the column has %q", got)
			}
			return
		}
	}
	t.Error("no column has the steps")
}
